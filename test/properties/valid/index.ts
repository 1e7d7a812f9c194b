import { distinctTags } from './common';
import { validEndpoint } from './endpoint';
import { validEndpointConfig } from './endpoint-config';
import { validInferenceComponent } from './inference-component';
import { validModel } from './model';
import { validLifecycleConfig, validNotebookInstance } from './notebook';
import { validTrainingJob } from './training-job';

/** For each operation, the function that changes a request of valid values until the relations hold. */
export const VALID: { readonly [operation: string]: (request: any) => any } = {
  CreateModel: validModel,
  CreateEndpointConfig: validEndpointConfig,
  CreateEndpoint: validEndpoint,
  CreateInferenceComponent: validInferenceComponent,
  CreateTrainingJob: validTrainingJob,
  CreateNotebookInstance: validNotebookInstance,
  CreateNotebookInstanceLifecycleConfig: validLifecycleConfig,
  CreateCodeRepository: distinctTags,
};
