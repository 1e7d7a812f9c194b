import { ENDPOINT_PROP_PATHS } from '../../src/endpoint/prop-paths';
import { endpointConfigPropPaths } from '../../src/endpoint-config/prop-paths';
import { INFERENCE_COMPONENT_PROP_PATHS } from '../../src/inference-component/prop-paths';
import { MODEL_PROP_PATHS } from '../../src/model/prop-paths';
import { CODE_REPOSITORY_PROP_PATHS, LIFECYCLE_CONFIG_PROP_PATHS, NOTEBOOK_INSTANCE_PROP_PATHS } from '../../src/notebook/prop-paths';
import { trainingJobPropPaths } from '../../src/training/prop-paths';
import { PropPaths } from '../../src/validation/prop-paths';

/** The props of each construct that sends a request. */
export const CONSTRUCTS: readonly { readonly operation: string; readonly props: string; readonly propPaths: PropPaths }[] = [
  { operation: 'CreateModel', props: 'ModelProps', propPaths: MODEL_PROP_PATHS },
  { operation: 'CreateEndpointConfig', props: 'EndpointConfigProps', propPaths: endpointConfigPropPaths(2, 1) },
  { operation: 'CreateEndpoint', props: 'EndpointProps', propPaths: ENDPOINT_PROP_PATHS },
  { operation: 'CreateInferenceComponent', props: 'InferenceComponentProps', propPaths: INFERENCE_COMPONENT_PROP_PATHS },
  { operation: 'CreateNotebookInstance', props: 'NotebookInstanceProps', propPaths: NOTEBOOK_INSTANCE_PROP_PATHS },
  { operation: 'CreateNotebookInstanceLifecycleConfig', props: 'NotebookInstanceLifecycleConfigProps', propPaths: LIFECYCLE_CONFIG_PROP_PATHS },
  { operation: 'CreateCodeRepository', props: 'CodeRepositoryProps', propPaths: CODE_REPOSITORY_PROP_PATHS },
  { operation: 'CreateTrainingJob', props: 'TrainingJobProps', propPaths: trainingJobPropPaths(['train']) },
];
