import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Tags } from 'aws-cdk-lib';
import { IRole, Role } from 'aws-cdk-lib/aws-iam';
import { ContainerDefinition, Endpoint, EndpointConfig, EndpointConfigProps, InstanceType, Model, ModelData, ModelProps } from '../../src';
import { templateFindings } from '../../src/template-validation/template';
import { AS_IN_TEMPLATES, sentenceOf } from '../../src/validation/message';
import { UNRECORDED } from '../record-templates';
import { IMAGE, NamedImage } from '../support/images';
import { warnings } from '../support/warnings';

const GOLDEN = join(__dirname, 'messages.golden.txt');

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App({ context: { [UNRECORDED]: true } }), 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } });
});

const model = (props: ModelProps) => new Model(stack, 'Model', props);
const container = (more: Partial<ContainerDefinition>) => model({ containers: [{ image: IMAGE, ...more }] });
const endpointConfig = (props: EndpointConfigProps) => new EndpointConfig(stack, 'EndpointConfig', props);
const M5 = { instanceType: InstanceType.M5_LARGE };
const aModel = () => model({ containers: [{ image: IMAGE }] });
const role = (arn: string): IRole => Role.fromRoleArn(stack, 'Role', arn);

/** One example of each kind of message, by what the user did. */
const MISTAKES: { readonly [what: string]: () => unknown } = {
  'a number out of range': () => endpointConfig({ serverlessProductionVariant: { variantName: 'main', model: aModel(), maxConcurrency: 300, memorySizeInMB: 1024 } }),
  'a number below its least value': () => endpointConfig({ instanceProductionVariants: [{ variantName: 'main', model: aModel(), initialVariantWeight: -1 }] }),
  'not one of some numbers, and more than another value': () => endpointConfig({
    serverlessProductionVariant: { variantName: 'main', model: aModel(), maxConcurrency: 5, memorySizeInMB: 1500, provisionedConcurrency: 10 },
  }),
  'a number that is not whole': () => endpointConfig({ instanceProductionVariants: [{ variantName: 'main', model: aModel(), initialInstanceCount: 1.5 }] }),
  'a name with a wrong letter': () => aModelNamed('my_model'),
  'a name that is too long': () => aModelNamed('m'.repeat(64)),
  'the ARN of something else': () => model({ role: role('arn:aws:iam::123456789012:role/a b'), containers: [{ image: IMAGE }] }),
  'an image with a space': () => model({ containers: [{ image: new NamedImage('churn: 1') }] }),
  'an environment variable with a wrong name, and one that is too long': () => container({ environment: { '2ND': 'secret', 'TOKEN': 'secret'.repeat(200) } }),
  'too many environment variables': () => container({ environment: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`KEY${index}`, 'secret'])) }),
  'artifacts that are no archive': () => container({ modelData: { bind: () => ({ uri: 's3://bucket/model.zip' }) } as unknown as ModelData }),
  'too many containers': () => model({ containers: Array.from({ length: 16 }, () => ({ image: IMAGE })) }),
  'some containers of a pipeline with a host name': () => model({ containers: [{ image: IMAGE, containerHostname: 'first' }, { image: IMAGE }] }),
  'the same name twice': () => {
    const variant = { variantName: 'main', model: aModel(), ...M5 };
    endpointConfig({ instanceProductionVariants: [variant, variant] });
  },
  'a model that the variant cannot host': () => endpointConfig({
    serverlessProductionVariant: { variantName: 'main', model: model({ containers: [{ image: IMAGE }, { image: IMAGE }] }), maxConcurrency: 5, memorySizeInMB: 1024 },
  }),
  'a model of another Region': () => endpointConfig({
    instanceProductionVariants: [{ variantName: 'main', model: Model.fromModelArn(stack, 'Other', 'arn:aws:sagemaker:us-east-1:123456789012:model/m'), ...M5 }],
  }),
  'an image of another Region': () => model({ containers: [{ image: new NamedImage('123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:1') }] }),
  'a tag with a wrong letter, found at synthesis': () => {
    aModel();
    Tags.of(stack).add('team', 'churn & co');
    (stack.node.root as App).synth();
  },
  'scaling of burstable instances': () => endpointOf(InstanceType.T2_MEDIUM).autoScaleInstanceCount({ maxCapacity: 4 }),
  'scaling with a least capacity over the most': () => endpointOf(InstanceType.M5_LARGE).autoScaleInstanceCount({ minCapacity: 5, maxCapacity: 4 }),
  'nothing at all, found at synthesis': () => {
    model({});
    (stack.node.root as App).synth();
  },
  'two endpoints whose names differ in case only, found at synthesis': () => {
    const config = endpointConfig({ instanceProductionVariants: [{ variantName: 'main', model: aModel(), ...M5 }] });
    new Endpoint(stack, 'One', { endpointConfig: config, endpointName: 'churn' });
    new Endpoint(stack, 'Two', { endpointConfig: config, endpointName: 'Churn' });
    (stack.node.root as App).synth();
  },
};

/** What deploys, but is warned about. */
const DOUBTS: { readonly [what: string]: () => unknown } = {
  'a fixed name of what is replaced': () => aModelNamed('churn'),
  'an instance type that is newer than the library': () => endpointConfig({ instanceProductionVariants: [{ variantName: 'main', model: aModel(), instanceType: InstanceType.of('ml.m5.huge') }] }),
  'a host name without a pipeline': () => container({ containerHostname: 'ignored' }),
};

/** What the plugin says of templates. */
const TEMPLATES: { readonly [what: string]: object } = {
  'a missing property': { Type: 'AWS::SageMaker::Endpoint', Properties: {} },
  'a wrong type': { Type: 'AWS::SageMaker::EndpointConfig', Properties: { ProductionVariants: 'main' } },
  'a misspelt property': {
    Type: 'AWS::SageMaker::EndpointConfig',
    Properties: { ProductionVariants: [{ VariantName: 'main', ModelName: 'churn', InstanceType: 'ml.m5.large', InitialInstancesCount: 1, InitialInstanceCount: 1 }] },
  },
  'two ways at once': {
    Type: 'AWS::SageMaker::EndpointConfig',
    Properties: {
      ProductionVariants: [{
        VariantName: 'main',
        ModelName: 'churn',
        InstanceType: 'ml.m5.large',
        InitialInstanceCount: 1,
        ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 },
      }],
    },
  },
  'a step of a deployment that is too large': {
    Type: 'AWS::SageMaker::Endpoint',
    Properties: {
      EndpointConfigName: 'churn',
      DeploymentConfig: { RollingUpdatePolicy: { MaximumBatchSize: { Type: 'CAPACITY_PERCENT', Value: 80 }, WaitIntervalInSeconds: 60 }, AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }] } },
    },
  },
};

function aModelNamed(modelName: string): Model {
  return model({ modelName, containers: [{ image: IMAGE }] });
}

function endpointOf(instanceType: InstanceType) {
  const config = endpointConfig({ instanceProductionVariants: [{ variantName: 'main', model: aModel(), instanceType }] });
  return new Endpoint(stack, 'Endpoint', { endpointConfig: config }).findInstanceProductionVariant('main');
}

function refusalOf(mistake: () => unknown): string {
  try {
    mistake();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

/** What Annotations print. */
function doubtOf(doubt: () => unknown): string {
  doubt();
  expect(warnings(stack)).not.toEqual([]);
  return stack.node.findAll().flatMap(({ node }) => node.metadata).filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => data).join('\n');
}

function verdictOn(resource: object): string {
  return [...templateFindings({ Resources: { Resource: resource as any } })].map(([, finding]) => sentenceOf(finding, AS_IN_TEMPLATES)).join('\n');
}

const SECTIONS = [
  ...Object.entries(MISTAKES).map(([what, mistake]) => [what, () => refusalOf(mistake)] as const),
  ...Object.entries(DOUBTS).map(([what, doubt]) => [`a warning: ${what}`, () => doubtOf(doubt)] as const),
  ...Object.entries(TEMPLATES).map(([what, resource]) => [`in a template: ${what}`, () => verdictOn(resource)] as const),
];

const golden = new Map(readFileSync(GOLDEN, 'utf8').split('\n\n').slice(1).map((section) => {
  const [what, ...lines] = section.trimEnd().split('\n');
  return [what.replace(/^## /, ''), lines.join('\n')];
}));
const said: string[] = [];

test.each(SECTIONS)('the message is the one in messages.golden.txt: %s', (what, message) => {
  said.push(`## ${what}\n${message()}`);
  if (process.env.UPDATE_MESSAGES) { return; }
  expect(said[said.length - 1].split('\n').slice(1).join('\n')).toBe(golden.get(what));
});

test('messages.golden.txt has no message that nobody gets', () => {
  if (process.env.UPDATE_MESSAGES) {
    writeFileSync(GOLDEN, ['# What users read, one example of each kind. UPDATE_MESSAGES=1 npm run test:unit -- messages writes it anew.', ...said].join('\n\n') + '\n');
    return;
  }
  expect([...golden.keys()]).toEqual(SECTIONS.map(([what]) => what));
});

test('no message prints the value of an environment variable', () => {
  expect([...golden.values()].join()).not.toContain('secret');
});
