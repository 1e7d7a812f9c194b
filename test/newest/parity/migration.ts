import { isDeepStrictEqual } from 'node:util';
import { policyNames, Template } from './templates';

/** The properties that require replacement, for every resource type of the programs whose replacement has consequences. */
const REPLACING: Record<string, string[]> = {
  'AWS::ApiGateway::RestApi': [],
  'AWS::ApplicationAutoScaling::ScalableTarget': ['ResourceId', 'ScalableDimension', 'ServiceNamespace'],
  'AWS::ApplicationAutoScaling::ScalingPolicy': ['PolicyName', 'ResourceId', 'ScalableDimension', 'ScalingTargetId', 'ServiceNamespace'],
  'AWS::CloudFormation::Stack': [],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::EC2::SecurityGroup': ['GroupDescription', 'GroupName', 'VpcId'],
  'AWS::ECR::Repository': ['EncryptionConfiguration', 'RepositoryName'],
  'AWS::IAM::Role': ['Path', 'RoleName'],
  'AWS::KMS::Key': [],
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix', 'ObjectLockEnabled'],
  'AWS::SageMaker::Endpoint': ['EndpointName'],
  'AWS::SageMaker::EndpointConfig': [
    'AsyncInferenceConfig', 'DataCaptureConfig', 'EnableNetworkIsolation', 'EndpointConfigName', 'ExecutionRoleArn', 'ExplainerConfig', 'KmsKeyId',
    'MetricsConfig', 'ProductionVariants', 'ShadowProductionVariants', 'VpcConfig',
  ],
  'AWS::SageMaker::Model': [
    'Containers', 'EnableNetworkIsolation', 'ExecutionRoleArn', 'InferenceExecutionConfig', 'ModelName', 'PrimaryContainer', 'VpcConfig',
  ],
};

/** The resources that an update from one template to the other removes or replaces. Policies are ignored, because they hold no data. */
export function lostOnUpdate(before: Template, after: Template): string[] {
  return Object.entries(before.Resources).filter(([, { Type }]) => Type !== 'AWS::IAM::Policy').flatMap(([id, resource]) => {
    const moved = after.Resources[id];
    if (moved?.Type !== resource.Type) { return [`${id} (${resource.Type}) is removed`]; }
    const replacing = REPLACING[resource.Type] ?? Object.keys({ ...resource.Properties, ...moved.Properties });
    return replacing
      .filter((property) => !isDeepStrictEqual(resource.Properties?.[property], moved.Properties?.[property]))
      .map((property) => `${id} (${resource.Type}) is replaced: ${property} changes`);
  });
}

/**
 * Policies that would vanish at the end of the update. CloudFormation deletes a policy that left the template after it has written the new
 * ones, by role and name: a new policy of the same name on the same role would go with it.
 */
export function policiesLostOnUpdate(before: Template, after: Template): string[] {
  const [old, current] = [policyNames(before), policyNames(after)];
  return Object.entries(old.attached).flatMap(([role, policies]) => policies
    .filter(({ id }) => !(id in after.Resources))
    .filter(({ name }) => current.inline[role]?.includes(name) || current.attached[role]?.some((policy) => policy.name === name))
    .map(({ id, name }) => `${name} of ${role} is written anew and then deleted with ${id}`));
}
