import { canonical } from '../../../src/jobs/handler/canonical';
import { deriveBaseName, jobArn, slotOf } from '../../../src/jobs/handler/names';
import { TRAINING_JOB } from '../../../src/jobs/kinds';
import { isNamePrefix, jobName } from '../../../src/jobs/protocol';

const STACK = 'arn:aws:cloudformation:us-east-1:111122223333:stack/shop/6f4a2b10-0a1b-11f0-9c2d-0a1b2c3d4e5f';
const image = { AlgorithmSpecification: { TrainingImage: 'image:1', TrainingInputMode: 'File' } };

/** A release that changes one of these names starts a new job in every stack, and does not find the old one to stop it: a breaking change. */
const GOLDEN: [string, string, string, object, string][] = [
  ['an empty identity', STACK, 'Job', { Identity: {} }, '1f33ad18a19b5a4a1c43'],
  ['an image', STACK, 'Job', { Identity: image }, '843020ac2ba51b74b480'],
  ['another logical id', STACK, 'Job2', { Identity: image }, '24cda549f8f802e19e14'],
  ['another stack', STACK.replace('6f4a', '7f4a'), 'Job', { Identity: image }, '09506b536d3340f2b0c3'],
  ['another partition', STACK.replace('arn:aws', 'arn:aws-cn').replace('us-east-1', 'cn-north-1'), 'Job', { Identity: image }, 'b61246c2f038c9b02eac'],
  ['hyperparameters', STACK, 'Job', { Identity: { ...image, HyperParameters: { epochs: '10', rate: '1e-07', deep: 'true' } } }, 'feebfeaa61b5d8dcc523'],
  ['characters of any alphabet', STACK, 'Job', { Identity: { HyperParameters: { grüße: '𝒳 "quoted" \\ \n', 日本: '語' } } }, '622816b8569a50f41cee'],
  ['channels', STACK, 'Job', { Identity: { InputDataConfig: [{ ChannelName: 'train' }, { ChannelName: 'test', ShuffleConfig: { Seed: '1' } }] } }, '34374d7c1ca71c6b2f2d'],
  ['a run id', STACK, 'Job', { Identity: image, RunId: 'second' }, 'b50d9b11d060be89969d'],
  ['overrides', STACK, 'Job', { Identity: image, Overrides: { Newer: { List: [1, 'two', false, null] } } }, 'fb16009fc4f4ab6022a2'],
];

test.each(GOLDEN)('the name of a job with %s never changes', (_, stackId, logicalId, identity, hash) => {
  expect(deriveBaseName('job-01234567', stackId, logicalId, identity)).toBe(`job-01234567-${hash}`);
});

test('the ten golden names are different', () => {
  expect(new Set(GOLDEN.map(([, , , , hash]) => hash)).size).toBe(10);
});

test('equal values have the same canonical text', () => {
  expect(canonical({ b: 1, a: [true, 'x', null], c: null, d: [], e: undefined, f: {} })).toBe('{"a":["true","x",null],"b":"1","f":{}}');
  expect(canonical({ Z: '1', a: '2', ä: '3' })).toBe('{"Z":"1","a":"2","ä":"3"}');
  expect(canonical({ n: 2 })).toBe(canonical({ n: '2' }));
  expect(canonical({ n: 2 })).not.toBe(canonical({ n: '2.0' }));
});

test('the longest name of a training job has 63 characters', () => {
  const prefix = `${'a'.repeat(30)}-01234567`;
  expect(isNamePrefix(TRAINING_JOB, prefix)).toBe(true);
  expect(jobName(deriveBaseName(prefix, STACK, 'Job', {}), 99)).toHaveLength(63);
  expect(isNamePrefix(TRAINING_JOB, `a${prefix}`)).toBe(false);
});

test.each(['', '-a', 'a-', 'A', 'a_b', 'a.b', 'ä', 7, undefined, null, ['a']])('%p is not a prefix', (prefix) => {
  expect(isNamePrefix(TRAINING_JOB, prefix)).toBe(false);
});

test('a name has a slot only with its own base', () => {
  expect(['x-1', 'x-42', 'x-99', 'x-0', 'x-100', 'x-01', 'x', 'xx-1', 'y-x-1', undefined].map((name) => slotOf('x', name)))
    .toEqual([1, 42, 99, undefined, undefined, undefined, undefined, undefined, undefined, undefined]);
});

test('the ARN of a job has the partition, Region and account of the stack', () => {
  expect(jobArn(TRAINING_JOB, STACK.replace('arn:aws', 'arn:aws-us-gov').replace('us-east-1', 'us-gov-west-1'), 'job'))
    .toBe('arn:aws-us-gov:sagemaker:us-gov-west-1:111122223333:training-job/job');
});
