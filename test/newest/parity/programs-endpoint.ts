import { App, CfnOutput, Duration, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { programs, someEndpoint, someImage, someModel } from './parts';

export const ENDPOINT_PROGRAMS = programs({
  'a variant with only a name and a model': (sagemaker, stack) => {
    new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{ variantName: 'main', model: someModel(sagemaker, stack) }],
    });
  },

  'a variant added to a configuration made without props': (sagemaker, stack) => {
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config');
    endpointConfig.addInstanceProductionVariant({ variantName: 'main', model: someModel(sagemaker, stack) });
    new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
  },

  'variants added after the endpoint': (sagemaker, stack) => {
    const model = someModel(sagemaker, stack);
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config');
    new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
    endpointConfig.addInstanceProductionVariant({ variantName: 'a', model });
    endpointConfig.addInstanceProductionVariant({ variantName: 'b', model, initialVariantWeight: 0.25 });
  },

  'all props of an instance variant': (sagemaker, stack) => {
    new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{
        variantName: 'main',
        model: someModel(sagemaker, stack),
        instanceType: sagemaker.InstanceType.G5_XLARGE,
        initialInstanceCount: 3,
        initialVariantWeight: 0.5,
        containerStartupHealthCheckTimeout: Duration.minutes(10),
      }],
    });
  },

  'an accelerator': (sagemaker, stack) => {
    Validations.of(stack).acknowledge({
      id: 'CloudFormation-Validate::F3002', reason: 'Elastic Inference is retired and gone from the schema, but a deployed stack may still name it',
    });
    new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{
        variantName: 'main',
        model: someModel(sagemaker, stack),
        instanceType: sagemaker.InstanceType.M5_LARGE,
        acceleratorType: sagemaker.AcceleratorType.EIA2_MEDIUM,
      }],
    });
  },

  'instance types by name': (sagemaker, stack) => {
    const model = someModel(sagemaker, stack);
    new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [
        { variantName: 'a', model, instanceType: sagemaker.InstanceType.of('ml.c6i.8xlarge') },
        { variantName: 'b', model, instanceType: new sagemaker.InstanceType('ml.inf2.xlarge') },
      ],
    });
  },

  'two models that share the traffic': (sagemaker, stack) => {
    const image = someImage(sagemaker, stack);
    const [modelA, modelB] = ['ModelA', 'ModelB'].map((id) => new sagemaker.Model(stack, id, { containers: [{ image }] }));
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [
        { variantName: 'a', model: modelA, initialVariantWeight: 2 },
        { variantName: 'b', model: modelB, initialVariantWeight: 1 },
      ],
    });
    new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
  },

  'the maximum number of variants': (sagemaker, stack) => {
    const model = someModel(sagemaker, stack);
    new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: Array.from({ length: 10 }, (_, index) => ({ variantName: `variant-${index}`, model, initialInstanceCount: index + 1 })),
    });
  },

  'an encryption key': (sagemaker, stack) => {
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
      encryptionKey: new kms.Key(stack, 'Key'),
      instanceProductionVariants: [{ variantName: 'main', model: someModel(sagemaker, stack), instanceType: sagemaker.InstanceType.M5_LARGE }],
    });
    new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
  },

  'an imported encryption key': (sagemaker, stack) => {
    new sagemaker.EndpointConfig(stack, 'Config', {
      encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012'),
      instanceProductionVariants: [{ variantName: 'main', model: someModel(sagemaker, stack), instanceType: sagemaker.InstanceType.M5_LARGE }],
    });
  },

  'an L1 encryption key': (sagemaker, stack) => {
    new sagemaker.EndpointConfig(stack, 'Config', {
      encryptionKey: new kms.CfnKey(stack, 'Key', {
        keyPolicy: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({ actions: ['kms:*'], resources: ['*'], principals: [new iam.AccountRootPrincipal()] })],
        }),
      }),
      instanceProductionVariants: [{ variantName: 'main', model: someModel(sagemaker, stack), instanceType: sagemaker.InstanceType.M5_LARGE }],
    });
  },

  'a serverless variant': (sagemaker, stack) => {
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
      serverlessProductionVariant: { variantName: 'main', model: someModel(sagemaker, stack), maxConcurrency: 10, memorySizeInMB: 2048 },
    });
    new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
  },

  'a serverless variant with provisioned concurrency and weight': (sagemaker, stack) => {
    new sagemaker.EndpointConfig(stack, 'Config', {
      serverlessProductionVariant: {
        variantName: 'main', model: someModel(sagemaker, stack), maxConcurrency: 200, memorySizeInMB: 6144, provisionedConcurrency: 5, initialVariantWeight: 0.5,
      },
    });
  },

  'a serverless variant added later': (sagemaker, stack) => {
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config');
    endpointConfig.addServerlessProductionVariant({
      variantName: 'main', model: someModel(sagemaker, stack), maxConcurrency: 1, memorySizeInMB: 1024,
    });
  },

  'names for everything': (sagemaker, stack) => {
    const model = new sagemaker.Model(stack, 'Model', { modelName: 'my-model', containers: [{ image: someImage(sagemaker, stack) }] });
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
      endpointConfigName: 'my-config', instanceProductionVariants: [{ variantName: 'main', model }],
    });
    const endpoint = new sagemaker.Endpoint(stack, 'Endpoint', { endpointName: 'my-endpoint', endpointConfig });
    new CfnOutput(stack, 'ConfigName', { value: endpointConfig.endpointConfigName });
    new CfnOutput(stack, 'ConfigArn', { value: endpointConfig.endpointConfigArn });
    new CfnOutput(stack, 'EndpointName', { value: endpoint.endpointName });
    new CfnOutput(stack, 'EndpointArn', { value: endpoint.endpointArn });
  },

  'the attributes of unnamed resources as outputs': (sagemaker, stack) => {
    const endpoint = someEndpoint(sagemaker, stack);
    const endpointConfig = stack.node.findChild('Config') as InstanceType<typeof sagemaker.EndpointConfig>;
    new CfnOutput(stack, 'ConfigName', { value: endpointConfig.endpointConfigName });
    new CfnOutput(stack, 'ConfigArn', { value: endpointConfig.endpointConfigArn });
    new CfnOutput(stack, 'EndpointName', { value: endpoint.endpointName });
    new CfnOutput(stack, 'EndpointArn', { value: endpoint.endpointArn });
    new CfnOutput(stack, 'EndpointRef', { value: endpoint.endpointRef.endpointArn });
  },

  'one configuration for two endpoints': (sagemaker, stack) => {
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{ variantName: 'main', model: someModel(sagemaker, stack) }],
    });
    new sagemaker.Endpoint(stack, 'Blue', { endpointConfig });
    new sagemaker.Endpoint(stack, 'Green', { endpointConfig });
  },

  'a caller that may invoke the endpoint': (sagemaker, stack) => {
    const caller = new lambda.Function(stack, 'Caller', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
    });
    const endpoint = someEndpoint(sagemaker, stack);
    endpoint.grantInvoke(caller);
    caller.addEnvironment('ENDPOINT', endpoint.endpointName);
  },

  'a resource that depends on the endpoint': (sagemaker, stack) => {
    const topic = new iam.Role(stack, 'After', { assumedBy: new iam.AccountRootPrincipal() });
    topic.node.addDependency(someEndpoint(sagemaker, stack));
  },

  'a model, a configuration and an endpoint in three stacks': (sagemaker, stack) => {
    const app = stack.node.root as App;
    const env = { account: stack.account, region: stack.region };
    const model = someModel(sagemaker, new Stack(app, 'Models', { env }));
    const endpointConfig = new sagemaker.EndpointConfig(new Stack(app, 'Configs', { env }), 'Config', {
      instanceProductionVariants: [{ variantName: 'main', model }],
    });
    new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
  },

  'a named model of another stack': (sagemaker, stack) => {
    const models = new Stack(stack.node.root as App, 'Models', { env: { account: stack.account, region: stack.region } });
    const model = new sagemaker.Model(models, 'Model', { modelName: 'my-model', containers: [{ image: someImage(sagemaker, models) }] });
    new sagemaker.EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ variantName: 'main', model }] });
  },

  'a nested stack': (sagemaker, stack) => {
    const nested = new NestedStack(stack, 'Nested');
    const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
      instanceProductionVariants: [{ variantName: 'main', model: someModel(sagemaker, nested) }],
    });
    new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
  },
});
