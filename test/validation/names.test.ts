import { App, CfnCondition, CfnParameter, CfnResource, Fn, Stack, StackProps, Stage } from 'aws-cdk-lib';
import { Endpoint, EndpointConfig, Model } from '../../src';
import { synthesisErrorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';

const ENV = { account: '111122223333', region: 'eu-west-1' };

let app: App;
beforeEach(() => {
  app = new App();
});

function stack(id = 'Stack', props?: StackProps): Stack {
  return new Stack(app, id, props);
}

function model(scope: Stack, modelName?: string, id = 'Model'): Model {
  return new Model(scope, id, { modelName, containers: [{ image: IMAGE }] });
}

function endpoint(scope: Stack, endpointName: string, id = 'Endpoint'): Endpoint {
  return new Endpoint(scope, id, { endpointName, endpointConfig: EndpointConfig.fromEndpointConfigName(scope, `${id}Config`, 'churn') });
}

function config(scope: Stack, endpointConfigName: string, id = 'Config'): EndpointConfig {
  return new EndpointConfig(scope, id, {
    endpointConfigName, instanceProductionVariants: [{ variantName: 'main', model: Model.fromModelName(scope, `${id}Model`, 'churn') }],
  });
}

describe('fails at synthesis if two of a stack share a name', () => {
  test('models', () => {
    const own = stack();
    model(own, 'same', 'First');
    model(own, 'same', 'Second');
    expect(synthesisErrorLines(own)).toEqual(expect.arrayContaining([
      expect.stringMatching(/^- modelName must be unique in the account and Region, got "same": it is also the name of "Stack\/Second" \(DuplicateName, see https:/),
      expect.stringMatching(/^- modelName must be unique in the account and Region, got "same": it is also the name of "Stack\/First"/),
    ]));
  });

  test('endpoint configurations', () => {
    const own = stack();
    config(own, 'same', 'First');
    config(own, 'same', 'Second');
    expect(synthesisErrorLines(own).filter((line) => line.includes('(DuplicateName, see'))).toHaveLength(2);
  });

  test('endpoints, whatever the case', () => {
    const own = stack();
    endpoint(own, 'Same', 'First');
    endpoint(own, 'sAME', 'Second');
    expect(synthesisErrorLines(own).filter((line) => line.includes(', ignoring case') && line.includes('(DuplicateEndpointName, see'))).toHaveLength(2);
  });
});

test('fails at synthesis if two stacks of one place share a name', () => {
  model(stack('A', { env: ENV }), 'same');
  const other = stack('B', { env: ENV });
  model(other, 'same');
  expect(synthesisErrorLines(other).filter((line) => line.includes('(DuplicateName, see'))).toHaveLength(2);
});

describe('names may be shared', () => {
  afterEach(() => {
    expect(() => app.synth()).not.toThrow();
  });

  test('by models in different cases', () => {
    const own = stack();
    model(own, 'Same', 'First');
    model(own, 'same', 'Second');
  });

  test('by stages, of which perhaps one is deployed at a time', () => {
    for (const id of ['Blue', 'Green']) { model(new Stack(new Stage(app, id, { env: ENV }), 'Stack'), 'same'); }
  });

  test('by resources of different kinds', () => {
    const own = stack();
    model(own, 'same');
    config(own, 'same');
    endpoint(own, 'same');
  });

  test('by stacks of different places', () => {
    model(stack('A', { env: ENV }), 'same');
    model(stack('B', { env: { ...ENV, region: 'us-east-1' } }), 'same');
    model(stack('C', { env: { ...ENV, account: '444455556666' } }), 'same');
  });

  test('by stacks that may be deployed to different places', () => {
    model(stack('A'), 'same');
    model(stack('B'), 'same');
  });

  test('by apps', () => {
    model(stack('A', { env: ENV }), 'same');
    app = new App();
    model(stack('A', { env: ENV }), 'same');
  });

  test('by resources of which a condition may leave one out', () => {
    const own = stack();
    const condition = new CfnCondition(own, 'InEurope', { expression: Fn.conditionEquals(Fn.ref('AWS::Region'), 'eu-west-1') });
    model(own, 'same', 'First');
    (model(own, 'same', 'Second').node.defaultChild as CfnResource).cfnOptions.condition = condition;
  });

  test('if they are a parameter', () => {
    const own = stack();
    const name = new CfnParameter(own, 'Name').valueAsString;
    model(own, name, 'First');
    model(own, name, 'Second');
  });

  test('if CloudFormation makes them', () => {
    const own = stack();
    model(own, undefined, 'First');
    model(own, undefined, 'Second');
  });
});
