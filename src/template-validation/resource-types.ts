import { ENDPOINT_RULES } from '../endpoint/rules';
import { ENDPOINT_CONFIG_RULES } from '../endpoint-config/rules';
import { INFERENCE_COMPONENT_RULES } from '../inference-component/rules';
import { MODEL_RULES } from '../model/rules';
import { CODE_REPOSITORY_RULES, LIFECYCLE_CONFIG_RULES, NOTEBOOK_INSTANCE_RULES } from '../notebook/rules';
import { Rule } from '../validation/rule';

/** A resource type and the request that CloudFormation sends for it. */
export interface ResourceType {
  readonly operation: string;
  readonly rules: readonly Rule[];
  /** The property with the name of the resource, which is unique in an account and Region. */
  readonly name: string;
  /** Whether the service treats names that differ only in case as the same. */
  readonly ignoreCase?: boolean;
  /** Members that the service requires but CloudFormation does not. */
  readonly optional?: readonly RegExp[];
  /** Members that CloudFormation requires but the service only recommends. */
  readonly demanded?: readonly RegExp[];
}

/** The resource types that the library has rules for. */
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
