import { App, CfnParameter, CfnResource, Fn, IPropertyInjector, InjectionContext, Lazy, PropertyInjectors, Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnModel, IModelRef } from 'aws-cdk-lib/aws-sagemaker';
import { ContainerDefinition, IModel, Model, ModelProps } from '../../src';
import { errorLines, synthesisErrorLines } from '../support/error-lines';
import { IMAGE, NamedImage } from '../support/images';
import { warnings } from '../support/warnings';

const MODEL = 'AWS::SageMaker::Model';
const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function model(props: ModelProps = { containers: [{ image: IMAGE }] }): Model {
  return new Model(stack, 'Model', props);
}

function properties(): Record<string, any> {
  return Object.values(Template.fromStack(stack).findResources(MODEL))[0].Properties;
}

function containers(count: number, more: (index: number) => Partial<ContainerDefinition> = () => ({})): ContainerDefinition[] {
  return Array.from({ length: count }, (_, index) => ({ image: new NamedImage(`image:${index}`), ...more(index) }));
}

describe('containers', () => {
  test('a single container is the primary one', () => {
    model();
    expect(properties()).toMatchObject({ PrimaryContainer: { Image: 'registry.example/inference:1' } });
    expect(properties()).not.toHaveProperty('Containers');
  });

  test.each([2, 15])('%i containers are an inference pipeline, in their order', (count) => {
    model({ containers: containers(count) });
    expect(properties()).not.toHaveProperty('PrimaryContainer');
    expect(properties().Containers.map(({ Image }: any) => Image)).toEqual(containers(count).map((_, index) => `image:${index}`));
  });

  test('fails for 16 containers', () => {
    expect(errorLines(() => model({ containers: containers(16) }))).toEqual([
      'Stack/Model has 1 invalid property:',
      expect.stringMatching(/^- containers must have at most 15 elements, got 16.*\(ContainerDefinitionList, see https:.*API_CreateModel\.html\)$/),
    ]);
  });

  test.each<[string, ModelProps | undefined]>([
    ['without props', undefined],
    ['with an empty list', { containers: [] }],
  ])('fails at synthesis without a container: %s', (_, props) => {
    new Model(stack, 'Model', props);
    expect(synthesisErrorLines(stack)).toEqual(expect.arrayContaining([
      expect.stringMatching(/^- containers must have at least one container: pass one, or call addContainer\(\) \(ModelWithoutContainers, see https:/),
    ]));
  });

  test('the first container can be added later', () => {
    model({}).addContainer({ image: IMAGE, environment: { LEVEL: 'info' } });
    expect(properties().PrimaryContainer).toEqual({ Image: 'registry.example/inference:1', Environment: { LEVEL: 'info' } });
  });

  test('a second container makes the model a pipeline', () => {
    model().addContainer({ image: new NamedImage('second:1') });
    expect(properties().Containers).toEqual([{ Image: 'registry.example/inference:1' }, { Image: 'second:1' }]);
    expect(properties()).not.toHaveProperty('PrimaryContainer');
  });

  test('fails at the call that adds a sixteenth container', () => {
    const full = model({ containers: containers(15) });
    expect(errorLines(() => full.addContainer({ image: IMAGE }))[1]).toContain('containers must have at most 15 elements, got 16');
  });

  test('a refused container is not kept', () => {
    const single = model();
    expect(errorLines(() => single.addContainer({ image: IMAGE, environment: { 'not-a-name': '' } }))).toHaveLength(2);
    expect(properties()).toHaveProperty('PrimaryContainer');
  });

  test('a list that the program changes afterwards does not change the model', () => {
    const list = containers(1);
    model({ containers: list });
    list.push({ image: IMAGE });
    expect(properties()).toHaveProperty('PrimaryContainer');
  });

  test.each([1, 255])('an image name of %i characters is accepted', (length) => {
    const name = 'a'.repeat(length);
    model({ containers: [{ image: new NamedImage(name) }] });
    expect(properties().PrimaryContainer.Image).toBe(name);
  });

  test.each([['256 characters', 'a'.repeat(256)], ['a space', 'a b']])('fails for an image name with %s', (_, name) => {
    expect(errorLines(() => model({ containers: [{ image: new NamedImage(name) }] }))[1]).toMatch(/^- containers\[0\]\.image must .*\(ContainerImage, see/);
  });
});

describe('the name', () => {
  test('is left to CloudFormation', () => {
    model();
    expect(properties()).not.toHaveProperty('ModelName');
    expect(warnings(stack)).toEqual([]);
  });

  test.each(['a', 'A-9', 'a--b', 'a'.repeat(63)])('%s is accepted', (modelName) => {
    model({ modelName, containers: [{ image: IMAGE }] });
    expect(properties().ModelName).toBe(modelName);
  });

  test.each(['', '-', '-a', 'a-', 'a_b', 'a.b', 'a'.repeat(64)])('fails for "%s"', (modelName) => {
    expect(errorLines(() => model({ modelName, containers: [{ image: IMAGE }] }))[1]).toMatch(/^- modelName must .*\(ModelName, see https:/);
  });

  test.each<[string, () => string]>([
    ['a parameter', () => new CfnParameter(stack, 'Name').valueAsString],
    ['a longer string with a parameter in it', () => `a_b ${new CfnParameter(stack, 'Name').valueAsString}`],
    ['a lazy value', () => Lazy.string({ produce: () => 'late' })],
  ])('may be a token: %s', (_, name) => {
    model({ modelName: name(), containers: [{ image: IMAGE }] });
    expect(properties()).toHaveProperty('ModelName');
  });

  test('is warned about once, since a fixed one blocks replacement', () => {
    model({ modelName: 'churn', containers: [{ image: IMAGE }] }).addContainer({ image: IMAGE });
    expect(warnings(stack)).toEqual(['cdk-sagemaker:FixedModelName']);
  });

  test('is not warned about once the warning is acknowledged', () => {
    Validations.of(stack).acknowledge({ id: 'cdk-sagemaker:FixedModelName', reason: 'an operator asks for it by name' });
    model({ modelName: 'churn', containers: [{ image: IMAGE }] });
    expect(warnings(stack)).toEqual([]);
  });
});

describe('the environment', () => {
  const environment = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`KEY_${index}`, 'value']));

  test.each([['of a letter', 'A'], ['with digits', '_a9'], ['of 1024 characters', 'a'.repeat(1024)]])('a name %s is accepted', (_, key) => {
    model({ containers: [{ image: IMAGE, environment: { [key]: 'value' } }] });
    expect(properties().PrimaryContainer.Environment).toEqual({ [key]: 'value' });
  });

  test.each([
    ['with a digit first', '9a'], ['with a hyphen', 'a-b'], ['with a space', 'a b'], ['of nothing', ''], ['of 1025 characters', 'a'.repeat(1025)],
  ])('fails for a name %s', (_, key) => {
    expect(errorLines(() => model({ containers: [{ image: IMAGE, environment: { [key]: 'value' } }] }))[1])
      .toMatch(/^- containers\[0\]\.environment\[".*"\] must .*\(EnvironmentKey, see .*API_ContainerDefinition\.html\)$/);
  });

  test.each([['empty', ''], ['of lines', 'line\nline'], ['of 1024 characters', 'a'.repeat(1024)]])('a value that is %s is accepted', (_, value) => {
    model({ containers: [{ image: IMAGE, environment: { KEY: value } }] });
    expect(properties().PrimaryContainer.Environment).toEqual({ KEY: value });
  });

  test('fails for a value of 1025 characters, which is not printed', () => {
    const [, line] = errorLines(() => model({ containers: [{ image: IMAGE, environment: { KEY: 'secret'.padEnd(1025, 'x') } }] }));
    expect(line).toMatch(/^- containers\[0\]\.environment\["KEY"\] must have at most 1024 characters, got 1025 \(EnvironmentValue, see/);
    expect(line).not.toContain('secret');
  });

  test('100 variables are accepted', () => {
    model({ containers: [{ image: IMAGE, environment: environment(100) }] });
    expect(Object.keys(properties().PrimaryContainer.Environment)).toHaveLength(100);
  });

  test('fails for 101 variables, of which none is printed', () => {
    const lines = errorLines(() => model({ containers: [{ image: IMAGE, environment: environment(101) }] }));
    expect(lines[1]).toMatch(/^- containers\[0\]\.environment must have at most 100 entries, got 101/);
    expect(lines.join()).not.toContain('value"');
  });

  test('may hold 32 KiB over all containers', () => {
    const half = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`K${index + 10}`, 'x'.repeat(1021)]));
    model({ containers: [{ image: IMAGE, environment: half }, { image: IMAGE, environment: half }] });
    expect(properties().Containers).toHaveLength(2);
  });

  test('fails for more than 32 KiB over all containers', () => {
    const half = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`K${index + 10}`, 'x'.repeat(1021)]));
    expect(errorLines(() => model({ containers: [{ image: IMAGE, environment: half }, { image: IMAGE, environment: { ...half, A: '' } }] }))[1])
      .toContain('containers must have at most 32768 bytes of environment variables in all, names and values, not 32769 (TotalEnvironmentTooLarge, see');
  });

  test('32 KiB are counted in bytes, not in characters', () => {
    const wide = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`K${index}`, 'é'.repeat(1000)]));
    expect(errorLines(() => model({ containers: [{ image: IMAGE, environment: wide }] }))[1]).toContain('(EnvironmentVariableTooLarge, see');
  });

  test('names and values may be tokens', () => {
    const parameter = new CfnParameter(stack, 'Parameter').valueAsString;
    model({ containers: [{ image: IMAGE, environment: { KEY: parameter, OTHER: Fn.join('-', ['a', parameter]) } }] });
    expect(properties().PrimaryContainer.Environment).toEqual({ KEY: { Ref: 'Parameter' }, OTHER: expect.anything() });
  });

  test('the name of a wrong variable is printed as the user wrote it, whatever it is', () => {
    const [, line] = errorLines(() => model({ containers: [{ image: IMAGE, environment: { 'my-ModelDataUrl.ExecutionRoleArn': '' } }] }));
    expect(line).toContain('containers[0].environment["my-ModelDataUrl.ExecutionRoleArn"] must');
  });
});

describe('host names', () => {
  test.each(['a', 'a-b', '9', 'a'.repeat(63)])('%s is accepted', (containerHostname) => {
    model({ containers: containers(2, (index) => ({ containerHostname: index ? containerHostname : 'first' })) });
    expect(properties().Containers[1].ContainerHostname).toBe(containerHostname);
  });

  test.each(['', '-a', 'a-', 'a_b', 'a'.repeat(64)])('fails for "%s"', (containerHostname) => {
    expect(errorLines(() => model({ containers: containers(2, (index) => ({ containerHostname: index ? containerHostname : 'first' })) }))[1])
      .toMatch(/^- containers\[1\]\.containerHostname must .*\(ContainerHostname, see/);
  });

  test('fails if only some containers of a pipeline have one', () => {
    expect(errorLines(() => model({ containers: containers(3, (index) => index === 1 ? { containerHostname: 'middle' } : {}) }))[1])
      .toMatch(/^- containers must have a containerHostname for all containers or for none \(SomeContainersWithoutHostname, see/);
  });

  test('fails if two containers share one', () => {
    expect(errorLines(() => model({ containers: containers(3, (index) => ({ containerHostname: `host${index % 2}` })) }))[1])
      .toMatch(/^- containers must not have the same containerHostname twice: "host0" \(DuplicateContainerHostname, see/);
  });

  test('fails at the call that adds a container without one to containers with one', () => {
    const pipeline = model({ containers: containers(2, (index) => ({ containerHostname: `host${index}` })) });
    expect(errorLines(() => pipeline.addContainer({ image: IMAGE }))[1]).toContain('(SomeContainersWithoutHostname, see');
  });

  test('of tokens are taken on trust', () => {
    const containerHostname = new CfnParameter(stack, 'Host').valueAsString;
    model({ containers: containers(2, () => ({ containerHostname })) });
    expect(properties().Containers[0].ContainerHostname).toEqual({ Ref: 'Host' });
  });

  test('one on a single container is a warning, since it is ignored', () => {
    model({ containers: containers(1, () => ({ containerHostname: 'alone' })) });
    expect(warnings(stack)).toEqual(['cdk-sagemaker:HostnameOfSingleContainer']);
  });

  test('with a name is not warned about once that is acknowledged, or once there is a second one', () => {
    const named = containers(1, () => ({ containerHostname: 'first' }));
    Validations.of(new Model(stack, 'Acknowledged', { containers: named })).acknowledge({ id: 'cdk-sagemaker:HostnameOfSingleContainer', reason: 'a test' });
    model({ containers: named }).addContainer({ image: IMAGE, containerHostname: 'second' });
    expect(warnings(stack)).toEqual([]);
  });
});

test('network isolation is passed on, and left out by default', () => {
  model({ containers: [{ image: IMAGE }], networkIsolation: true });
  new Model(stack, 'Default', { containers: [{ image: IMAGE }] });
  const template = Template.fromStack(stack);
  template.resourcePropertiesCountIs(MODEL, { EnableNetworkIsolation: true }, 1);
  template.resourcePropertiesCountIs(MODEL, { EnableNetworkIsolation: Match.absent() }, 1);
});

test('all that is wrong with a model is reported at once', () => {
  expect(errorLines(() => model({
    modelName: 'a_b',
    containers: [
      { image: IMAGE, containerHostname: 'same', environment: { 1: 'secret', OK: 'x'.repeat(1025) } },
      { image: new NamedImage('a b'), containerHostname: 'same' },
    ],
  }))).toEqual([
    'Stack/Model has 5 invalid properties:',
    expect.stringMatching(/^- modelName must consist of letters, digits and hyphens,.*, got "a_b" \(ModelName, see https:/),
    expect.stringMatching(/^- containers\[0\]\.environment\["1"\] must consist of .* and not start with a digit, got "1" \(EnvironmentKey, see https:/),
    expect.stringMatching(/^- containers\[0\]\.environment\["OK"\] must have at most 1024 characters, got 1025 \(EnvironmentValue, see https:/),
    expect.stringMatching(/^- containers\[1\]\.image must be the name of an image, without spaces, got "a b" \(ContainerImage, see https:/),
    expect.stringMatching(/^- containers must not have the same containerHostname twice: "same" \(DuplicateContainerHostname, see https:/),
  ]);
});

test('the L1 resource is the default child, for escape hatches', () => {
  const resource = model().node.defaultChild as CfnModel;
  resource.addPropertyOverride('InferenceExecutionConfig', { Mode: 'Serial' });
  expect(CfnModel.isCfnModel(resource)).toBe(true);
  expect(properties().InferenceExecutionConfig).toEqual({ Mode: 'Serial' });
});

test('property injection reaches models', () => {
  class Isolation implements IPropertyInjector {
    public readonly constructUniqueId = Model.PROPERTY_INJECTION_ID;
    public inject(props: any, _context: InjectionContext) {
      return { networkIsolation: true, ...props };
    }
  }
  PropertyInjectors.of(stack).add(new Isolation());
  model();
  expect(properties().EnableNetworkIsolation).toBe(true);
});

test('a model is a reference to a model', () => {
  const own: IModelRef = model();
  expect(stack.resolve(own.modelRef.modelArn)).toEqual({ Ref: 'Model2AD80A05' });
  expect(stack.resolve((own as Model).modelName)).toEqual({ 'Fn::GetAtt': ['Model2AD80A05', 'ModelName'] });
});

describe('a model that was made elsewhere', () => {
  test('has its name from its ARN', () => {
    const imported = Model.fromModelArn(stack, 'Imported', ARN);
    expect([imported.modelArn, imported.modelName, imported.modelRef.modelArn]).toEqual([ARN, 'churn', ARN]);
    expect(imported.env).toMatchObject({ account: '111122223333', region: 'eu-west-1' });
  });

  test('has its name from an ARN that is a token', () => {
    const imported = Model.fromModelArn(stack, 'Imported', Fn.importValue('ModelArn'));
    expect(stack.resolve(imported.modelName)).toEqual({
      'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::ImportValue': 'ModelArn' }] }] }] }],
    });
  });

  test('has its ARN from its name', () => {
    const imported = Model.fromModelName(stack, 'Imported', 'churn');
    expect(imported.modelName).toBe('churn');
    expect(stack.resolve(imported.modelArn)['Fn::Join'][1].slice(-1)).toEqual([':model/churn']);
  });

  test('may have a parameter as its name', () => {
    const imported = Model.fromModelName(stack, 'Imported', new CfnParameter(stack, 'Name').valueAsString);
    expect(JSON.stringify(stack.resolve(imported.modelArn))).toContain('{"Ref":"Name"}');
  });

  test('passes on what is granted to it, if its role is known', () => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    const imported = Model.fromModelAttributes(stack, 'Imported', { modelArn: ARN, role });
    imported.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
    iam.Grant.addToPrincipal({ grantee: imported, actions: ['sns:Publish'], resourceArns: ['arn:aws:sns:eu-west-1:111122223333:topic'] }).assertSuccess();
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: 's3:ListAllMyBuckets' }, { Action: 'sns:Publish' }] },
    });
  });

  test('ignores what is added to a role that is not known', () => {
    const imported = Model.fromModelArn(stack, 'Imported', ARN);
    imported.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
    expect(imported.role).toBeUndefined();
    expect(stack.node.findAll().filter((node) => CfnResource.isCfnResource(node))).toEqual([]);
  });

  test('warns of what is granted to a role that is not known', () => {
    model();
    iam.Grant.addToPrincipal({ grantee: Model.fromModelArn(stack, 'Imported', ARN), actions: ['sns:Publish'], resourceArns: ['*'] });
    Annotations.fromStack(stack).hasWarning('/Stack/Imported', Match.stringLikeRegexp('Add statement to this resource.*sns:Publish'));
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('has the connections of the given security groups', () => {
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0000000a');
    const imported: IModel = Model.fromModelAttributes(stack, 'Imported', { modelArn: ARN, securityGroups: [group] });
    imported.connections.allowFromAnyIpv4(ec2.Port.tcp(443));
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-0000000a', ToPort: 443 });
  });

  test('fails to give connections without security groups', () => {
    expect(errorLines(() => Model.fromModelArn(stack, 'Imported', ARN).connections)[0])
      .toBe('this model has no network connections: specify vpc, or securityGroups for an imported model');
  });
});
