import { ENDPOINT_RULES } from '../endpoint/rules';
import { ENDPOINT_CONFIG_RULES } from '../endpoint-config/rules';
import { INFERENCE_COMPONENT_RULES } from '../inference-component/rules';
import { MODEL_RULES } from '../model/rules';
import { CODE_REPOSITORY_RULES, LIFECYCLE_CONFIG_RULES, NOTEBOOK_INSTANCE_RULES } from '../notebook/rules';
import { Rule } from '../validation/rule';

/** How the resources of a type in templates correspond to requests of the service. */
export interface ResourceType {
  readonly operation: string;
  readonly rules: readonly Rule[];
  /** The property that names the resource: unique in an account and Region. */
  readonly name: string;
  /** Whether names that differ only in case are the same. */
  readonly ignoreCase?: boolean;
  /** Members that the service requires, but that CloudFormation lets be left out. */
  readonly optional?: readonly RegExp[];
  /** Members that CloudFormation demands, though the service advises them only. */
  readonly demanded?: readonly RegExp[];
}

/** The types that the library's rules speak of. */
export const RESOURCE_TYPES: { readonly [type: string]: ResourceType } = {
  'AWS::SageMaker::Model': {
    operation: 'CreateModel',
    rules: MODEL_RULES,
    name: 'ModelName',
  },
  'AWS::SageMaker::EndpointConfig': {
    operation: 'CreateEndpointConfig',
    rules: ENDPOINT_CONFIG_RULES,
    name: 'EndpointConfigName',
    optional: [/RoutingConfig\.RoutingStrategy$/],
  },
  'AWS::SageMaker::Endpoint': {
    operation: 'CreateEndpoint',
    rules: ENDPOINT_RULES,
    name: 'EndpointName',
    ignoreCase: true,
    optional: [/TrafficRoutingConfiguration\.WaitIntervalInSeconds$/],
    demanded: [/AutoRollbackConfiguration\.Alarms$/],
  },
  'AWS::SageMaker::InferenceComponent': {
    operation: 'CreateInferenceComponent',
    rules: INFERENCE_COMPONENT_RULES,
    name: 'InferenceComponentName',
    optional: [
      /ComputeResourceRequirements\.MinMemoryRequiredInMb$/, /RuntimeConfig\.CopyCount$/,
      /DeploymentConfig\.RollingUpdatePolicy$/, /RollingUpdatePolicy\.(MaximumBatchSize|WaitIntervalInSeconds)$/,
    ],
  },
  'AWS::SageMaker::NotebookInstance': {
    operation: 'CreateNotebookInstance',
    rules: NOTEBOOK_INSTANCE_RULES,
    name: 'NotebookInstanceName',
  },
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': {
    operation: 'CreateNotebookInstanceLifecycleConfig',
    rules: LIFECYCLE_CONFIG_RULES,
    name: 'NotebookInstanceLifecycleConfigName',
  },
  'AWS::SageMaker::CodeRepository': {
    operation: 'CreateCodeRepository',
    rules: CODE_REPOSITORY_RULES,
    name: 'CodeRepositoryName',
  },
};
