import { App, CfnParameter, Fn, IPropertyInjector, PropertyInjectors, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { Endpoint, EndpointConfig, IEndpoint, Model } from '../../src';
import { errorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { readable } from '../support/readable';
import { warnings } from '../support/warnings';

const ENDPOINT = 'AWS::SageMaker::Endpoint';
const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function config(...names: string[]): EndpointConfig {
  const model = Model.fromModelName(stack, 'Model', 'churn');
  return new EndpointConfig(stack, 'Config', { instanceProductionVariants: names.map((variantName) => ({ variantName, model })) });
}

function serverlessConfig(): EndpointConfig {
  const model = Model.fromModelName(stack, 'Model', 'churn');
  return new EndpointConfig(stack, 'Config', { serverlessProductionVariant: { variantName: 'all', model, maxConcurrency: 1, memorySizeInMB: 1024 } });
}

function endpoint(endpointConfig: sagemaker.IEndpointConfigRef = config('main')): Endpoint {
  return new Endpoint(stack, 'Endpoint', { endpointConfig });
}

describe('the endpoint configuration', () => {
  test('is referenced by its generated name', () => {
    endpoint();
    Template.fromStack(stack).hasResource(ENDPOINT, {
      Properties: { EndpointConfigName: { 'Fn::GetAtt': ['ConfigEndpointConfigAC70824B', 'EndpointConfigName'] }, EndpointName: Match.absent() },
    });
  });

  test('can be imported', () => {
    endpoint(EndpointConfig.fromEndpointConfigName(stack, 'Config', 'imported'));
    Template.fromStack(stack).hasResourceProperties(ENDPOINT, { EndpointConfigName: 'imported' });
  });

  test('can be an L1 construct', () => {
    endpoint(new sagemaker.CfnEndpointConfig(stack, 'L1', { productionVariants: [{ variantName: 'a', modelName: 'churn' }] }));
    Template.fromStack(stack).hasResourceProperties(ENDPOINT, { EndpointConfigName: { 'Fn::GetAtt': ['L1', 'EndpointConfigName'] } });
  });

  test('can be any reference to an endpoint configuration', () => {
    const { node, env } = stack;
    endpoint({ node, env, endpointConfigRef: { endpointConfigArn: 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint-config/other' } } as any);
    Template.fromStack(stack).hasResourceProperties(ENDPOINT, { EndpointConfigName: 'other' });
  });

  test('fails in another Region', () => {
    stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
    const elsewhere = EndpointConfig.fromEndpointConfigArn(stack, 'Config', 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint-config/churn');
    expect(errorLines(() => endpoint(elsewhere))).toEqual([
      'Stack/Endpoint has 1 invalid property:',
      expect.stringMatching(/^- endpointConfig must be in "us-east-1", the Region of the resource that uses it, got "eu-west-1" \(SameRegion, see https:/),
    ]);
  });

  test('fails in another account', () => {
    stack = new Stack(new App(), 'Stack', { env: { account: '444455556666', region: 'eu-west-1' } });
    const elsewhere = EndpointConfig.fromEndpointConfigArn(stack, 'Config', 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint-config/churn');
    expect(errorLines(() => endpoint(elsewhere))[1]).toContain('endpointConfig must be in "444455556666", the account of the resource that uses it');
  });

  test('can be in an account and Region that are tokens', () => {
    endpoint(EndpointConfig.fromEndpointConfigArn(stack, 'Config', 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint-config/churn'));
    Template.fromStack(stack).hasResourceProperties(ENDPOINT, { EndpointConfigName: 'churn' });
  });
});

describe('the name', () => {
  test.each(['a', 'A-9', 'a'.repeat(63)])('%s is accepted without a warning, because an endpoint is updated in place', (endpointName) => {
    new Endpoint(stack, 'Endpoint', { endpointName, endpointConfig: config('main') });
    Template.fromStack(stack).hasResourceProperties(ENDPOINT, { EndpointName: endpointName });
    expect(warnings(stack)).toEqual([]);
  });

  test.each(['', '-a', 'a-', 'a_b', 'a'.repeat(64)])('fails for "%s"', (endpointName) => {
    expect(errorLines(() => new Endpoint(stack, 'Endpoint', { endpointName, endpointConfig: config('main') }))[1])
      .toMatch(/^- endpointName must .*\(EndpointName, see https:.*API_CreateEndpoint\.html\)$/);
  });

  test('and the ARN are attributes of the resource', () => {
    const own = endpoint();
    expect(readable(stack.resolve([own.endpointName, own.endpointArn, own.endpointRef.endpointArn]))).toEqual([
      '${Endpoint8024A810.EndpointName}', '${Endpoint8024A810}', '${Endpoint8024A810}',
    ]);
  });
});

describe('variants', () => {
  test('on instances are listed in their order', () => {
    expect(endpoint(config('b', 'a')).instanceProductionVariants.map(({ variantName }) => variantName)).toEqual(['b', 'a']);
  });

  test('that are added after the endpoint are listed too', () => {
    const endpointConfig = config('first');
    const own = endpoint(endpointConfig);
    endpointConfig.addInstanceProductionVariant({ variantName: 'second', model: Model.fromModelName(stack, 'Second', 'second') });
    expect(own.instanceProductionVariants.map(({ variantName }) => variantName)).toEqual(['first', 'second']);
  });

  test('are found by their names, always as the same objects', () => {
    const own = endpoint(config('a', 'constructor'));
    expect(own.findInstanceProductionVariant('constructor').variantName).toBe('constructor');
    expect(own.findInstanceProductionVariant('a')).toBe(own.instanceProductionVariants[0]);
  });

  test('can be found by a parameter', () => {
    const name = new CfnParameter(stack, 'Name').valueAsString;
    expect(endpoint(config(name)).findInstanceProductionVariant(name).variantName).toBe(name);
  });

  test('fails for a name that the configuration does not have', () => {
    expect(errorLines(() => endpoint(config('a', 'b')).findInstanceProductionVariant('c'))[0])
      .toBe('the endpoint configuration has no variant "c" of this kind (variants of this kind: a, b)');
  });

  test('fails for a serverless variant as a variant on instances', () => {
    expect(errorLines(() => endpoint(serverlessConfig()).findInstanceProductionVariant('all'))[0]).toMatch(/no variant "all" of this kind \(.*: none\)$/);
  });

  test('that are serverless are found', () => {
    expect(endpoint(serverlessConfig()).findServerlessProductionVariant('all').variantName).toBe('all');
  });

  test('fails for a variant on instances as a serverless variant', () => {
    expect(errorLines(() => endpoint().findServerlessProductionVariant('main'))[0]).toMatch(/no variant "main" of this kind \(.*: none\)$/);
  });

  test('are returned by a property if there is only one', () => {
    expect(endpoint(config('main')).productionVariant.variantName).toBe('main');
  });

  test('that are serverless are returned by a property', () => {
    expect(endpoint(serverlessConfig()).serverlessProductionVariant.variantName).toBe('all');
  });

  test('are called AllTraffic by default', () => {
    const endpointConfig = new EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ model: Model.fromModelName(stack, 'Model', 'churn') }] });
    expect(endpoint(endpointConfig).productionVariant.variantName).toBe('AllTraffic');
    Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::EndpointConfig', { ProductionVariants: [{ VariantName: 'AllTraffic' }] });
  });

  test.each<[string, () => unknown, string]>([
    ['several variants', () => endpoint(config('a', 'b')).productionVariant, 'the endpoint configuration has 2 variants that run on instances, not one'],
    ['a serverless variant', () => endpoint(serverlessConfig()).productionVariant, 'the endpoint configuration has 0 variants that run on instances'],
    ['no serverless variant', () => endpoint().serverlessProductionVariant, 'the endpoint configuration has no serverless variant'],
  ])('fails as a property for %s', (_, read, message) => {
    expect(errorLines(read)[0]).toContain(message);
  });

  test('of a serverless endpoint are none on instances', () => {
    expect(endpoint(serverlessConfig()).instanceProductionVariants).toEqual([]);
  });

  test.each<[string, () => sagemaker.IEndpointConfigRef]>([
    ['an imported configuration', () => EndpointConfig.fromEndpointConfigName(stack, 'Config', 'imported')],
    ['an L1 configuration', () => new sagemaker.CfnEndpointConfig(stack, 'L1', { productionVariants: [{ variantName: 'a', modelName: 'churn' }] })],
  ])('of %s are found by any name', (_, make) => {
    const own = endpoint(make());
    expect(own.findInstanceProductionVariant('any').variantName).toBe('any');
    expect(own.findServerlessProductionVariant('other').variantName).toBe('other');
  });

  test('fails to list the variants of an imported configuration', () => {
    const own = endpoint(EndpointConfig.fromEndpointConfigName(stack, 'Config', 'imported'));
    expect(errorLines(() => own.instanceProductionVariants)[0])
      .toBe('the variants are unknown because this app does not create the endpoint configuration: use findInstanceProductionVariant() with a name');
  });
});

describe('the permission to invoke', () => {
  const role = (scope: Stack = stack) => new iam.Role(scope, 'Client', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });

  test('is granted for this endpoint only', () => {
    endpoint().grantInvoke(role()).assertSuccess();
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sagemaker:InvokeEndpoint', Resource: { Ref: 'Endpoint8024A810' } }] },
    });
  });

  test('is granted for an imported endpoint', () => {
    Endpoint.fromEndpointArn(stack, 'Imported', ARN).grantInvoke(role());
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: 'sagemaker:InvokeEndpoint', Resource: ARN }] },
    });
  });

  test('includes the ARN in lower case, as SageMaker writes it', () => {
    Endpoint.fromEndpointArn(stack, 'Imported', ARN.replace('churn', 'Churn')).grantInvoke(role());
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: 'sagemaker:InvokeEndpoint', Resource: [ARN.replace('churn', 'Churn'), ARN] }] },
    });
  });

  test('is granted to an imported role', () => {
    endpoint().grantInvoke(iam.Role.fromRoleArn(stack, 'Imported', 'arn:aws:iam::111122223333:role/client'));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['client'] });
  });

  test('cannot be granted to a service, because endpoints have no resource policy', () => {
    expect(endpoint().grantInvoke(new iam.ServicePrincipal('events.amazonaws.com')).success).toBe(false);
  });

  test('is granted in another stack', () => {
    const other = new Stack(stack.node.root as App, 'Other');
    endpoint().grantInvoke(role(other));
    Template.fromStack(other).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Resource: { 'Fn::ImportValue': Match.stringLikeRegexp('Endpoint8024A810') } }] },
    });
  });
});

describe('an imported endpoint', () => {
  test.each<[string, () => IEndpoint]>([
    ['its ARN', () => Endpoint.fromEndpointArn(stack, 'Imported', ARN)],
    ['its attributes', () => Endpoint.fromEndpointAttributes(stack, 'Imported', { endpointArn: ARN })],
  ])('is imported by %s', (_, make) => {
    const imported = make();
    expect([imported.endpointArn, imported.endpointName]).toEqual([ARN, 'churn']);
    expect(imported.env).toMatchObject({ account: '111122223333', region: 'eu-west-1' });
  });

  test('is imported by its name', () => {
    const imported = Endpoint.fromEndpointName(stack, 'Imported', 'churn');
    expect(imported.endpointName).toBe('churn');
    expect(readable(stack.resolve(imported.endpointArn))).toBe(
      'arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:endpoint/churn',
    );
  });

  test('can have a token as its ARN', () => {
    const imported = Endpoint.fromEndpointArn(stack, 'Imported', Fn.importValue('EndpointArn'));
    expect(JSON.stringify(stack.resolve(imported.endpointName))).toContain('Fn::Split');
  });

  test('has variants with any name', () => {
    const imported = Endpoint.fromEndpointArn(stack, 'Imported', ARN);
    expect(imported.findInstanceProductionVariant('main')).toBe(imported.findInstanceProductionVariant('main'));
    expect(imported.findServerlessProductionVariant('all').variantName).toBe('all');
  });
});

describe('across stacks', () => {
  test('model, configuration and endpoint can each have a stack', () => {
    const app = new App();
    const [models, configs, endpoints] = ['Models', 'Configs', 'Endpoints'].map((id) => new Stack(app, id));
    const model = new Model(models, 'Model', { containers: [{ image: IMAGE }] });
    const endpointConfig = new EndpointConfig(configs, 'Config', { instanceProductionVariants: [{ variantName: 'main', model }] });
    const own = new Endpoint(endpoints, 'Endpoint', { endpointConfig });
    expect(own.findInstanceProductionVariant('main').variantName).toBe('main');
    Template.fromStack(endpoints).hasResourceProperties(ENDPOINT, {
      EndpointConfigName: { 'Fn::ImportValue': Match.stringLikeRegexp('ConfigEndpointConfig.*EndpointConfigName') },
    });
    expect([models, configs, endpoints].map(({ dependencies }) => dependencies)).toEqual([[], [models], [configs]]);
  });

  test('an endpoint with a name can be invoked from another account', () => {
    const app = new App();
    stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
    const own = new Endpoint(stack, 'Endpoint', { endpointName: 'churn', endpointConfig: config('main') });
    const other = new Stack(app, 'Other', { env: { account: '444455556666', region: 'eu-west-1' } });
    own.grantInvoke(new iam.Role(other, 'Client', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
    const [policy] = Object.values(Template.fromStack(other).findResources('AWS::IAM::Policy'));
    expect(readable(policy.Properties.PolicyDocument.Statement[0].Resource)).toBe(
      'arn:${AWS::Partition}:sagemaker:eu-west-1:111122223333:endpoint/churn',
    );
  });
});

test('API Gateway integrates our endpoints', () => {
  const api = new apigateway.RestApi(stack, 'Api');
  api.root.addMethod('POST', new apigateway.SagemakerIntegration(endpoint()));
  const [method] = Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::Method'));
  expect(JSON.stringify(method.Properties.Integration.Uri)).toContain('Endpoint8024A810');
});

test('the L1 resource is the default child, for escape hatches', () => {
  (endpoint().node.defaultChild as sagemaker.CfnEndpoint).retainAllVariantProperties = true;
  Template.fromStack(stack).hasResourceProperties(ENDPOINT, { RetainAllVariantProperties: true });
});

test('tags and removal policies reach the resources', () => {
  const endpointConfig = new EndpointConfig(stack, 'Tagged', {
    instanceProductionVariants: [{ variantName: 'main', model: new Model(stack, 'Own', { containers: [{ image: IMAGE }] }) }],
  });
  endpoint(endpointConfig).applyRemovalPolicy(RemovalPolicy.RETAIN);
  Tags.of(stack).add('team', 'churn');
  const template = Template.fromStack(stack);
  for (const type of ['Model', 'EndpointConfig', 'Endpoint']) {
    template.hasResourceProperties(`AWS::SageMaker::${type}`, { Tags: [{ Key: 'team', Value: 'churn' }] });
  }
  template.hasResource(ENDPOINT, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

test('property injection reaches endpoints', () => {
  class Name implements IPropertyInjector {
    public readonly constructUniqueId = Endpoint.PROPERTY_INJECTION_ID;
    public inject(props: any) {
      return { endpointName: 'injected', ...props };
    }
  }
  PropertyInjectors.of(stack).add(new Name());
  endpoint();
  Template.fromStack(stack).hasResourceProperties(ENDPOINT, { EndpointName: 'injected' });
});
