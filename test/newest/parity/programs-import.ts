import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { programs, someEndpoint } from './parts';

/** An ARN in the account and Region of the stack. */
function arnOf(stack: Stack, resource: string, resourceName: string): string {
  return stack.formatArn({ service: 'sagemaker', resource, resourceName });
}

export const IMPORT_PROGRAMS = programs({
  'an imported model in a variant': (sagemaker, stack) => {
    new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [
        { variantName: 'by-name', model: sagemaker.Model.fromModelName(stack, 'ByName', 'my-model') },
        { variantName: 'by-arn', model: sagemaker.Model.fromModelArn(stack, 'ByArn', arnOf(stack, 'model', 'other-model')) },
      ],
    });
  },

  'an imported model with role and security group': (sagemaker, stack) => {
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const model = sagemaker.Model.fromModelAttributes(stack, 'Model', {
      modelArn: arnOf(stack, 'model', 'my-model'),
      role: new iam.Role(stack, 'Execution', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') }),
      securityGroups: [new ec2.SecurityGroup(stack, 'Group', { vpc, allowAllOutbound: false })],
    });
    model.connections.allowToAnyIpv4(ec2.Port.tcp(443));
    model.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: ['*'] }));
    new CfnOutput(stack, 'Name', { value: model.modelName });
    new CfnOutput(stack, 'Arn', { value: model.modelArn });
  },

  'an imported model without a role': (sagemaker, stack) => {
    const model = sagemaker.Model.fromModelName(stack, 'Imported', 'my-model');
    new sagemaker.EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ variantName: 'main', model }] });
    model.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: ['*'] }));
    new CfnOutput(stack, 'Name', { value: model.modelName });
    new CfnOutput(stack, 'Arn', { value: model.modelArn });
  },

  'imported configurations': (sagemaker, stack) => {
    const byName = sagemaker.EndpointConfig.fromEndpointConfigName(stack, 'ByName', 'my-config');
    const byArn = sagemaker.EndpointConfig.fromEndpointConfigArn(stack, 'ByArn', arnOf(stack, 'endpoint-config', 'other-config'));
    new sagemaker.Endpoint(stack, 'First', { endpointConfig: byName });
    new sagemaker.Endpoint(stack, 'Second', { endpointConfig: byArn });
    new CfnOutput(stack, 'NameOfArn', { value: byArn.endpointConfigName });
    new CfnOutput(stack, 'ArnOfName', { value: byName.endpointConfigArn });
  },

  'imported endpoints that a role may invoke': (sagemaker, stack) => {
    const role = new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() });
    const endpoints = [
      sagemaker.Endpoint.fromEndpointName(stack, 'ByName', 'my-endpoint'),
      sagemaker.Endpoint.fromEndpointArn(stack, 'ByArn', arnOf(stack, 'endpoint', 'other-endpoint')),
      sagemaker.Endpoint.fromEndpointAttributes(stack, 'ByAttributes', { endpointArn: arnOf(stack, 'endpoint', 'third-endpoint') }),
    ];
    endpoints.forEach((endpoint, index) => {
      endpoint.grantInvoke(role);
      new CfnOutput(stack, `Name${index}`, { value: endpoint.endpointName });
      new CfnOutput(stack, `Arn${index}`, { value: endpoint.endpointArn });
      new CfnOutput(stack, `Ref${index}`, { value: endpoint.endpointRef.endpointArn });
    });
  },

  'an endpoint behind API Gateway': (sagemaker, stack) => {
    const api = new apigateway.RestApi(stack, 'Api', { cloudWatchRole: false });
    api.root.addMethod('POST', new apigateway.SagemakerIntegration(someEndpoint(sagemaker, stack)));
  },

  'imported pipelines that a role may start': (sagemaker, stack) => {
    const role = new iam.Role(stack, 'Starter', { assumedBy: new iam.AccountRootPrincipal() });
    const pipelines = [
      sagemaker.Pipeline.fromPipelineName(stack, 'ByName', 'my-pipeline'),
      sagemaker.Pipeline.fromPipelineArn(stack, 'ByArn', arnOf(stack, 'pipeline', 'other-pipeline')),
      sagemaker.Pipeline.fromPipelineAttributes(stack, 'ByAttributes', { pipelineName: 'third-pipeline', account: '210987654321', region: 'us-east-1' }),
    ];
    pipelines.forEach((pipeline, index) => {
      pipeline.grantStartPipelineExecution(role);
      new CfnOutput(stack, `Name${index}`, { value: pipeline.pipelineRef.pipelineName });
    });
  },

  'a configuration of another stack': (sagemaker, stack) => {
    const configs = new Stack(stack.node.root as App, 'Configs', { env: { account: stack.account, region: stack.region } });
    const endpointConfig = new sagemaker.EndpointConfig(configs, 'Config', {
      instanceProductionVariants: [{ variantName: 'main', model: sagemaker.Model.fromModelName(configs, 'Model', 'my-model') }],
    });
    new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
  },
});
