import { ENDPOINT_EXAMPLES } from './endpoint';
import { ENDPOINT_CONFIG_EXAMPLES } from './endpoint-config';
import { Examples } from './example';
import { INFERENCE_COMPONENT_EXAMPLES } from './inference-component';
import { MODEL_EXAMPLES } from './model';
import { CODE_REPOSITORY_EXAMPLES, LIFECYCLE_CONFIG_EXAMPLES, NOTEBOOK_INSTANCE_EXAMPLES } from './notebook';
import { TRAINING_JOB_EXAMPLES } from './training-job';

/** What every relation is tried with, by the request that it is about. */
export const EXAMPLES: readonly Examples[] = [
  MODEL_EXAMPLES, ENDPOINT_CONFIG_EXAMPLES, ENDPOINT_EXAMPLES, INFERENCE_COMPONENT_EXAMPLES, TRAINING_JOB_EXAMPLES,
  NOTEBOOK_INSTANCE_EXAMPLES, LIFECYCLE_CONFIG_EXAMPLES, CODE_REPOSITORY_EXAMPLES,
];
