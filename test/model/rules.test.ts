import { MODEL_RULES } from '../../src/model/rules';
import { RuleCase, testRules } from '../support/rules';

/** A rule about a container holds for the single one and for each of several. */
function containerCases(id: string, what: string, accepted: object, rejected: object, more: object = {}): RuleCase[] {
  return [
    [id, `${what} (single container)`, { PrimaryContainer: accepted, ...more }, { PrimaryContainer: rejected }],
    [id, `${what} (pipeline)`, { Containers: [{}, accepted], ...more }, { Containers: [{}, rejected] }],
  ];
}

function data(S3DataSource: object): object {
  return { ModelDataSource: { S3DataSource } };
}

/** Names and values of 32 KiB, in two halves. */
const HALF = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`K${index + 10}`, 'x'.repeat(1021)]));

testRules(MODEL_RULES, [
  ['MD-X1', 'a container is given', { PrimaryContainer: {} }, {}],
  ['MD-X1', 'the list of containers is not empty', { Containers: [{}] }, { Containers: [] }],
  ['MD-X2', 'either one container or several are given', { PrimaryContainer: {}, Containers: [] }, { PrimaryContainer: {}, Containers: [{}] }],
  ['MD-X3', 'all containers have a host name', named('a', 'b'), named('a', undefined)],
  ['MD-X3', 'no container has a host name', named(undefined, undefined), named(undefined, 'b', undefined)],
  ['MD-X4', 'host names differ', named('a', 'b', 'A'), named('a', 'b', 'a')],
  ['MD-X5', 'containers that are called by their names have one', direct('Direct', 'a', 'b'), direct('Direct', 'a', undefined)],
  ['MD-X5', 'containers that are called in a row may have none', direct('Serial', undefined), direct('Direct', undefined)],
  ...containerCases('ContainerWithoutImage', 'a container has an image', { Image: 'i' }, {}).map(complete),
  ...containerCases('ContainerWithoutImage', 'a container may have a model package', { ModelPackageName: 'p' }, {}).map(complete),
  ...containerCases('MD-X6', 'credentials are given for a registry in a VPC',
    image({ RepositoryAccessMode: 'Vpc', RepositoryAuthConfig: {} }), image({ RepositoryAccessMode: 'Platform', RepositoryAuthConfig: {} })),
  ...containerCases('MD-X7', 'a registry in a VPC is reached through the model\'s',
    image({ RepositoryAccessMode: 'Vpc' }), image({ RepositoryAccessMode: 'Vpc' }), { VpcConfig: {} }),
  ...containerCases('MD-X8', 'a prefix ends with a slash',
    data({ S3DataType: 'S3Prefix', S3Uri: 's3://b/p/' }), data({ S3DataType: 'S3Prefix', S3Uri: 's3://b/p' })),
  ...containerCases('MD-X8', 'an object is no prefix',
    data({ S3DataType: 'S3Object', S3Uri: 's3://b/p' }), data({ S3DataType: 'S3Prefix', S3Uri: 's3://b/p' })),
  ...containerCases('MD-X9', 'what is compressed is a single object',
    data({ S3DataType: 'S3Object', CompressionType: 'Gzip' }), data({ S3DataType: 'S3Prefix', CompressionType: 'Gzip' })),
  ...containerCases('MD-X10', 'several models have no single source', { Mode: 'MultiModel' }, { Mode: 'MultiModel', ModelDataSource: {} }),
  ...containerCases('MD-X13', 'an archive is one', { ModelDataUrl: 's3://b/model.tar.gz' }, { ModelDataUrl: 's3://b/model.zip' }),
  ...containerCases('MD-X13', 'several models are below a prefix', { ModelDataUrl: 's3://b/models/', Mode: 'MultiModel' }, { ModelDataUrl: 's3://b/models/' }),
  ['MD-X11', 'all environments together hold 32 KiB', environments(HALF, HALF), environments(HALF, { ...HALF, A: '' })],
  ['MD-X11', 'bytes are counted, not characters', environments(HALF, { A: 'e'.repeat(1024) }), environments(HALF, HALF, { A: 'é' })],
  ['MD-X12', 'one container of a pipeline serves several models', modes('MultiModel', 'SingleModel', undefined), modes('MultiModel', 'MultiModel')],
  ['MD-X17', 'there are two subnets', { VpcConfig: { Subnets: ['a', 'b'] } }, { VpcConfig: { Subnets: ['a'] } }],
  ['MD-X18', 'a single container has no host name', { PrimaryContainer: {} }, { PrimaryContainer: { ContainerHostname: 'a' } }],
  ...containerCases('MD-X11', 'a variable has at most 1024 bytes', { Environment: { A: 'e'.repeat(1024) } }, { Environment: { A: 'é'.repeat(513) } }),
  ...containerCases('MD-X20', 'metrics have one of the intervals', metrics(300), metrics(301)),
  ...containerCases('MD-X20', 'the interval may be left out', metrics(undefined), metrics(0)),
  ['EP-X24', 'tags differ in their keys', { Tags: [{ Key: 'a' }, { Key: 'A' }] }, { Tags: [{ Key: 'a' }, { Key: 'a' }] }],
  ['FixedModelName', 'the name is left to CloudFormation', {}, { ModelName: 'a' }],
]);

function metrics(MetricPublishFrequencyInSeconds?: number): object {
  return { ContainerMetricsConfig: { MetricsEndpoints: [{ MetricPublishFrequencyInSeconds }] } };
}

/** The same with an image in the container that the case is not about. */
function complete([id, what, accepted, rejected]: RuleCase): RuleCase {
  const { Containers, ...rest } = accepted as { Containers?: object[] };
  return [id, what, Containers ? { ...rest, Containers: [{ Image: 'i' }, ...Containers.slice(1)] } : rest, rejected];
}

function named(...names: (string | undefined)[]): object {
  return { Containers: names.map((ContainerHostname) => ({ ContainerHostname })) };
}

function direct(Mode: string, ...names: (string | undefined)[]): object {
  return { InferenceExecutionConfig: { Mode }, ...named(...names) };
}

function modes(...all: (string | undefined)[]): object {
  return { Containers: all.map((Mode) => ({ Mode })) };
}

function image(ImageConfig: object): object {
  return { ImageConfig };
}

function environments(...all: object[]): object {
  return { Containers: all.map((Environment) => ({ Environment })) };
}
