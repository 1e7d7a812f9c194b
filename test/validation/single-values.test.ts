import { CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Finding } from '../../src/validation/finding';
import { AS_IN_TEMPLATES, sentenceOf } from '../../src/validation/message';
import { RequestReader } from '../../src/validation/request-reader';

const stack = new Stack();
const TEXT = new CfnParameter(stack, 'Text').valueAsString;
const NUMBER = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
const LIST = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;

function findings(request: unknown, shape: string): Finding[] {
  return new RequestReader(request, shape).findings;
}

function sentences(request: unknown, shape: string): string[] {
  return findings(request, shape).map((finding) => sentenceOf(finding, AS_IN_TEMPLATES));
}

describe('numbers', () => {
  test.each([1, 2, 1e9])('%p is a whole number', (value) => {
    expect(sentences(value, 'InitialTaskCount')).toEqual([]);
  });

  test.each([
    [1.5, '1.5'], [NaN, 'NaN'], [Infinity, 'Infinity'], ['1', '"1"'], [true, 'true'], [null, 'null'], [[1], 'a list'], [{}, 'an object'],
  ])('fails for %p as a whole number', (value, given) => {
    expect(sentences(value, 'InitialTaskCount')).toEqual([`must be a whole number, got ${given}`]);
  });

  test.each([0, 0.5, 1e-9, 7])('%p is a number', (value) => {
    expect(sentences(value, 'VariantWeight')).toEqual([]);
  });

  test.each([[NaN, 'NaN'], [-Infinity, '-Infinity'], ['0.5', '"0.5"'], [null, 'null']])('fails for %p as a number', (value, given) => {
    expect(sentences(value, 'VariantWeight')).toEqual([`must be a number, got ${given}`]);
  });

  test.each<[string, unknown, string]>([
    ['below the least', 0, 'must be at least 1'],
    ['below a range', 59, 'must be between 60 and 3600'],
    ['above a range', 3601, 'must be between 60 and 3600'],
  ])('fails %s', (_, value, message) => {
    const shape = message.includes('between') ? 'ProductionVariantModelDataDownloadTimeoutInSeconds' : 'InitialTaskCount';
    expect(findings(value, shape)).toEqual([expect.objectContaining({ given: value, rule: shape, severity: 'error' })]);
    expect(sentences(value, shape)).toEqual([`${message}, got ${value}`]);
  });
});

describe('texts', () => {
  test('are measured before they are matched', () => {
    expect(sentences('_'.repeat(64), 'ModelName')).toEqual(['must have at most 63 characters, got 64']);
    expect(sentences('_', 'ModelName')).toEqual(['must consist of letters, digits and hyphens, with a letter or digit at both ends, got "_"']);
  });

  test.each(['a\n', '\na', 'a ', 'a\nb'])('fails for %j, since a pattern describes the whole text', (value) => {
    expect(sentences(value, 'ModelName')).toHaveLength(1);
  });

  test.each([7, true])('%p is a text to CloudFormation', (value) => {
    expect(sentences(value, 'EnvironmentValue')).toEqual([]);
  });

  test.each<[unknown, string]>([[['a'], 'a list'], [{}, 'an object'], [null, 'null']])('fails for %p', (value, given) => {
    expect(sentences(value, 'EnvironmentValue')).toEqual([`must be a string, got ${given}`]);
  });

  test('of letters beyond ASCII match patterns that speak of letters', () => {
    expect(sentences('é 漢字', 'TagValue')).toEqual([]);
    expect(sentences('é!', 'TagValue')).toHaveLength(1);
  });
});

describe('enumerations', () => {
  test('warn of a value that is newer than this library', () => {
    expect(findings('Triple', 'ContainerMode')).toEqual([{
      path: '',
      message: 'is not known to this version of the library: known values are {alike}',
      values: { alike: ['SingleModel', 'MultiModel'] },
      given: 'Triple',
      rule: 'UnknownValue',
      severity: 'warning',
      source: expect.stringMatching(/^https:/),
    }]);
  });

  test('of instance types name those that are most alike', () => {
    expect(findings('ml.g5.7xlarge', 'ProductionVariantInstanceType')).toEqual([expect.objectContaining({ rule: 'UnknownInstanceType' })]);
    expect(sentences('ml.g5.7xlarge', 'ProductionVariantInstanceType')).toEqual([
      expect.stringMatching(/^is not known to this version of the library, got "ml.g5.7xlarge": known values are ("ml\.g5\.\d*xlarge",? ){3}and \d more$/),
    ]);
  });
});

describe('lists and maps', () => {
  test('are counted', () => {
    expect(sentences(Array.from({ length: 17 }, () => 'subnet-1'), 'Subnets')).toEqual(['must have between 1 and 16 elements, got 17']);
    expect(sentences([], 'Subnets')).toEqual(['must have between 1 and 16 elements, got 0']);
  });

  test('are looked into', () => {
    expect(sentences(['subnet-1', 'subnet_2', 'subnet_3'], 'Subnets').map((message) => message.split(' ')[0])).toEqual(['[1]', '[2]']);
    expect(sentences({ 'OK': 'a', 'not-ok': 'b' }, 'EnvironmentMap').map((message) => message.split(' ')[0])).toEqual(['["not-ok"]']);
  });

  test.each<[string, unknown, string]>([
    ['a text for a list', 'subnet-1', 'Subnets'], ['an object for a list', {}, 'Subnets'],
    ['a list for a map', [], 'EnvironmentMap'], ['a text for a map', 'A=B', 'EnvironmentMap'], ['a list for a structure', [], 'VpcConfig'],
    ['nothing for a structure', null, 'VpcConfig'], ['a text for a boolean', 'yes', 'Boolean'],
  ])('fails for %s', (_, value, shape) => {
    expect(findings(value, shape)).toEqual([expect.objectContaining({ rule: 'WrongType', message: expect.stringMatching(/^must be (a list|an object|a map|true or false)(, got .*)?$/) })]);
  });
});

describe('structures', () => {
  test('fails for every member that is missing', () => {
    expect(sentences({ ContainerHostname: 'a' }, 'ContainerDefinition')).toEqual([]);
    expect(sentences({}, 'VpcConfig')).toEqual(['SecurityGroupIds is required', 'Subnets is required']);
  });

  test('name the page of the one that the value is a member of', () => {
    expect(findings({ Containers: [{ Image: ' ' }], ModelName: ' ' }, 'CreateModel').map(({ path, source }) => [path, source.split('/').pop()])).toEqual([
      ['Containers[0].Image', 'API_ContainerDefinition.html'], ['ModelName', 'API_CreateModel.html'],
    ]);
  });

  test('are not asked about members that the model does not have', () => {
    expect(sentences({ Model: { anything: 1 } }, 'ProductionVariant')).toEqual([expect.stringContaining('VariantName is required')]);
  });

  test('fails for everything at once', () => {
    expect(sentences({ ModelName: '-', VpcConfig: { Subnets: [] }, Containers: [{ Image: ' ', Environment: { 1: 'x' } }] }, 'CreateModel')).toHaveLength(5);
  });
});

describe('secrets', () => {
  test('a password in an address is not printed', () => {
    const found = findings({ NotebookInstanceName: 'a', InstanceType: 'ml.t3.medium', RoleArn: 'arn:aws:iam::123456789012:role/notebook', DefaultCodeRepository: 'http://user:secret@example.com/a' }, 'CreateNotebookInstance');
    expect(found).toEqual([expect.objectContaining({ rule: 'CodeRepositoryNameOrUrl' })]);
    expect(found.map((finding) => sentenceOf(finding, AS_IN_TEMPLATES)).join()).not.toContain('secret');
  });

  test('are not printed, but their names are', () => {
    const found = findings({ Environment: { 'KEY': 'secret'.repeat(200), 'a b': 'secret' } }, 'ContainerDefinition');
    expect(found.map(({ path, given }) => [path, given])).toEqual([['Environment["KEY"]', 1200], ['Environment["a b"]', 'a b']]);
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  test('are not printed with the map that has too many of them', () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`K${index}`, 'secret']));
    expect(JSON.stringify(findings({ Environment: many }, 'ContainerDefinition'))).not.toContain('secret');
  });

  test('are not printed with the list of containers that has them', () => {
    const containers = Array.from({ length: 16 }, () => ({ Environment: { KEY: 'secret' } }));
    expect(JSON.stringify(findings({ Containers: containers }, 'CreateModel'))).not.toContain('secret');
  });

  test('are not printed if something else stands for their map', () => {
    expect(JSON.stringify(findings({ Environment: 'KEY=secret' }, 'ContainerDefinition'))).not.toContain('secret');
    expect(JSON.stringify(findings({ Environment: { KEY: ['secret'] } }, 'ContainerDefinition'))).not.toContain('secret');
  });

  test('may be hyperparameters', () => {
    expect(JSON.stringify(findings({ HyperParameters: { rate: 'secret\n' } }, 'CreateTrainingJob'))).not.toContain('secret');
  });

  test('are not what a key of the same name in another map holds', () => {
    expect(findings({ InitialInstanceCount: 0 }, 'ProductionVariant')[0]).toMatchObject({ path: 'InitialInstanceCount', given: 0 });
  });
});

describe('tokens are taken on trust', () => {
  test.each<[string, unknown, string]>([
    ['a text', TEXT, 'ModelName'],
    ['a part of a text', `_${TEXT}_`.repeat(9), 'ModelName'],
    ['a text of a function', Fn.join('_', [TEXT, TEXT]), 'ModelName'],
    ['a lazy text', Lazy.string({ produce: () => '' }), 'ModelName'],
    ['a number', NUMBER, 'InitialTaskCount'],
    ['a lazy number', Lazy.number({ produce: () => 0 }), 'InitialTaskCount'],
    ['a number as text', Token.asString(NUMBER), 'ModelName'],
    ['a list', LIST, 'Subnets'],
    ['a lazy list', Lazy.list({ produce: () => [] }), 'Subnets'],
    ['the elements of a list', Array.from({ length: 16 }, (_, index) => Fn.select(index, LIST)), 'Subnets'],
    ['a structure', Fn.getAtt('Resource', 'Attribute'), 'VpcConfig'],
    ['any lazy value', Lazy.any({ produce: () => undefined }), 'CreateModel'],
    ['a map', Lazy.any({ produce: () => ({}) }), 'EnvironmentMap'],
    ['the keys of a map', { [TEXT]: 'value' }, 'EnvironmentMap'],
    ['the values of a map', { KEY: TEXT }, 'EnvironmentMap'],
    ['a boolean', Lazy.any({ produce: () => true }), 'Boolean'],
  ])('%s', (_, value, shape) => {
    expect(sentences(value, shape)).toEqual([]);
  });

  test('but not what stands beside them', () => {
    expect(sentences({ Containers: [{ Image: TEXT, ContainerHostname: '-' }], ModelName: TEXT, VpcConfig: { Subnets: LIST } }, 'CreateModel')
      .map((message) => message.replace(/ consist .*/, ''))).toEqual(['Containers[0].ContainerHostname must', 'VpcConfig.SecurityGroupIds is required']);
  });

  test('but not how many of them there are', () => {
    expect(sentences(Array.from({ length: 17 }, (_, index) => Fn.select(index, LIST)), 'Subnets')).toEqual(['must have between 1 and 16 elements, got 17']);
  });
});
