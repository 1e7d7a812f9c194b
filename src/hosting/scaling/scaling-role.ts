import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

const ID = 'ScalingRole';

/** The service-linked role of Application Auto Scaling for endpoints and inference components. The service creates it. */
export function scalingRole(scope: Construct): iam.IRole {
  return scope.node.tryFindChild(ID) as iam.IRole | undefined ?? iam.Role.fromRoleArn(scope, ID, Stack.of(scope).formatArn({
    service: 'iam',
    region: '',
    resource: 'role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com',
    resourceName: 'AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint',
  }));
}
