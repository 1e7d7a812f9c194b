import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { lint } from './cfn-lint';
import { templateFindings } from '../../src/template-validation/template';
import { faults, requestValues } from '../properties/faults';
import { EXAMPLES } from '../validation/examples';

const ROLE = 'arn:aws:iam::123456789012:role/sagemaker';
const VPC = { SecurityGroupIds: ['sg-0123456789abcdef0'], Subnets: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] };
const TAGS = [{ Key: 'team', Value: 'churn' }];

/** Valid resources of each type that together use all properties. */
const VALID: { readonly [type: string]: { readonly operation: string; readonly properties: object[] } } = {
  'AWS::SageMaker::Model': {
    operation: 'CreateModel',
    properties: [{
      ExecutionRoleArn: ROLE,
      EnableNetworkIsolation: false,
      VpcConfig: VPC,
      Tags: TAGS,
      PrimaryContainer: {
        Image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:1',
        Mode: 'SingleModel',
        ModelDataUrl: 's3://bucket/model.tar.gz',
        Environment: { LEVEL: 'info' },
        ImageConfig: { RepositoryAccessMode: 'Vpc', RepositoryAuthConfig: { RepositoryCredentialsProviderArn: 'arn:aws:lambda:eu-west-1:123456789012:function:f' } },
        MultiModelConfig: { ModelCacheSetting: 'Enabled' },
        InferenceSpecificationName: 'spec',
      },
    }, {
      ModelName: 'churn',
      Containers: [{ Image: 'a', ContainerHostname: 'a', ModelDataSource: { S3DataSource: { S3Uri: 's3://bucket/p/', S3DataType: 'S3Prefix', CompressionType: 'None' } } }],
      InferenceExecutionConfig: { Mode: 'Serial' },
      ExecutionRoleArn: ROLE,
    }],
  },
  'AWS::SageMaker::EndpointConfig': {
    operation: 'CreateEndpointConfig',
    properties: [{
      EndpointConfigName: 'churn',
      KmsKeyId: 'alias/key',
      Tags: TAGS,
      ProductionVariants: [{
        VariantName: 'main',
        ModelName: 'churn',
        InstanceType: 'ml.m5.large',
        InitialInstanceCount: 1,
        InitialVariantWeight: 1,
        VolumeSizeInGB: 30,
        ModelDataDownloadTimeoutInSeconds: 600,
        ContainerStartupHealthCheckTimeoutInSeconds: 600,
        RoutingConfig: { RoutingStrategy: 'RANDOM' },
      }],
      DataCaptureConfig: {
        EnableCapture: true,
        InitialSamplingPercentage: 10,
        DestinationS3Uri: 's3://bucket/capture',
        CaptureOptions: [{ CaptureMode: 'Input' }],
        CaptureContentTypeHeader: { CsvContentTypes: ['text/csv'], JsonContentTypes: ['application/json'] },
      },
      AsyncInferenceConfig: {
        ClientConfig: { MaxConcurrentInvocationsPerInstance: 4 },
        OutputConfig: {
          S3OutputPath: 's3://bucket/out',
          NotificationConfig: { SuccessTopic: 'arn:aws:sns:eu-west-1:123456789012:ok', ErrorTopic: 'arn:aws:sns:eu-west-1:123456789012:no' },
        },
      },
    }, {
      ProductionVariants: [{ VariantName: 'main', ModelName: 'churn', ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5, ProvisionedConcurrency: 5 } }],
    }],
  },
  'AWS::SageMaker::Endpoint': {
    operation: 'CreateEndpoint',
    properties: [{
      EndpointName: 'churn',
      EndpointConfigName: 'churn',
      Tags: TAGS,
      RetainAllVariantProperties: true,
      ExcludeRetainedVariantProperties: [{ VariantPropertyType: 'DesiredWeight' }],
      DeploymentConfig: {
        BlueGreenUpdatePolicy: {
          TrafficRoutingConfiguration: { Type: 'CANARY', WaitIntervalInSeconds: 60, CanarySize: { Type: 'CAPACITY_PERCENT', Value: 10 } },
          TerminationWaitInSeconds: 60,
          MaximumExecutionTimeoutInSeconds: 1200,
        },
        AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }] },
      },
    }, {
      EndpointConfigName: 'churn',
      DeploymentConfig: { RollingUpdatePolicy: { MaximumBatchSize: { Type: 'CAPACITY_PERCENT', Value: 10 }, WaitIntervalInSeconds: 60 } },
    }],
  },
  'AWS::SageMaker::NotebookInstance': {
    operation: 'CreateNotebookInstance',
    properties: [{
      NotebookInstanceName: 'science',
      InstanceType: 'ml.t3.medium',
      RoleArn: ROLE,
      SubnetId: VPC.Subnets[0],
      SecurityGroupIds: VPC.SecurityGroupIds,
      KmsKeyId: 'alias/key',
      LifecycleConfigName: 'stop-when-idle',
      DirectInternetAccess: 'Disabled',
      VolumeSizeInGB: 50,
      DefaultCodeRepository: 'https://git.example.com/churn',
      AdditionalCodeRepositories: ['https://git.example.com/other', 'registered'],
      RootAccess: 'Disabled',
      PlatformIdentifier: 'notebook-al2-v3',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
      Tags: TAGS,
    }],
  },
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': {
    operation: 'CreateNotebookInstanceLifecycleConfig',
    properties: [{
      NotebookInstanceLifecycleConfigName: 'stop-when-idle',
      OnCreate: [{ Content: 'IyEvYmluL2Jhc2g=' }],
      OnStart: [{ Content: 'IyEvYmluL2Jhc2g=' }],
      Tags: TAGS,
    }],
  },
  'AWS::SageMaker::CodeRepository': {
    operation: 'CreateCodeRepository',
    properties: [{
      CodeRepositoryName: 'churn',
      GitConfig: { RepositoryUrl: 'https://git.example.com/churn', Branch: 'main', SecretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:git-AbCdEf' },
      Tags: TAGS,
    }],
  },
};

/** Faults that a template cannot contain: JSON has no such numbers, and CloudFormation converts strings. */
const IMPOSSIBLE_IN_TEMPLATES: unknown[] = [NaN, Infinity, 'true'];

/** The members of the context of rules, which a template cannot contain. */
const CONTEXT_MEMBERS = /"(Model|EndpointConfig|Region|ImageRegion|ModelDataRegion|ModelDataKey|SubnetHasEgress|Groups\w+|RoleTrustsSageMaker|HasKey)":/;

/** Resources with one fault each, by logical id. */
const RESOURCES = Object.fromEntries(Object.entries(VALID).flatMap(([Type, { operation, properties }]) => [
  ...properties.flatMap((valid) => requestValues(valid, operation)).flatMap(({ path, shape, required, value, with: put }) =>
    faults(shape, required, value).filter((fault) => !IMPOSSIBLE_IN_TEMPLATES.includes(fault.value))
      .map((fault) => ({ what: `${path} ${JSON.stringify(fault.value)?.slice(0, 60)}`, Properties: put(fault.value) }))),
  ...EXAMPLES.find((each) => each.operation === operation)!.examples
    .filter(([, , , rejected]) => !CONTEXT_MEMBERS.test(JSON.stringify(rejected)))
    .map(([id, path, , Properties]) => ({ what: `${id} ${path}`, Properties })),
].map(({ what, Properties }) => ({ Type, Properties, Metadata: { what } })))
  .map((resource, index) => [`R${index}`, resource]));

/** Findings of other validators for values that the service accepts or that only the service can check. */
const FALSE_ALARMS: { what: RegExp; why: string }[] = [
  { what: /KV_AWARE|notebook-al2023-v2/, why: 'the published CloudFormation types lack these values' },
  { what: /^RetiredVariantAccelerator /, why: 'the published type lacks AcceleratorType, which a stack that moves here may still have: a warning' },
];

const folder = mkdtempSync(join(tmpdir(), 'one-fault-'));
const templates: string[] = [];
/** The resources for which the library reports an error, and those with a value that it does not know. */
const rejected = new Set<string>();
const unknown = new Set<string>();

beforeAll(() => {
  const entries = Object.entries(RESOURCES);
  for (let start = 0; start < entries.length; start += 400) { // a template has at most 500 resources
    const Resources = Object.fromEntries(entries.slice(start, start + 400));
    templates.push(join(folder, `${start}.json`));
    writeFileSync(templates[templates.length - 1], JSON.stringify({ Resources }));
    for (const [id, { severity, rule }] of templateFindings({ Resources })) {
      if (severity === 'error') { rejected.add(id); }
      if (rule === 'UnknownValue' || rule === 'UnknownInstanceType') { unknown.add(id); }
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The findings of another validator for resources without an error of this library. */
function missedFindings(others: { id: string; message: string }[]): string[] {
  const missed = others.filter(({ id }) => id in RESOURCES && !rejected.has(id) && !unknown.has(id))
    .filter(({ id, message }) => !FALSE_ALARMS.some(({ what }) => what.test(`${RESOURCES[id].Metadata.what} ${message}`)));
  return [...new Set(missed.map(({ id, message }) => `${RESOURCES[id].Type} ${RESOURCES[id].Metadata.what}: ${message}`))];
}

test('the test has a sufficient number of faults', () => {
  expect(Object.keys(RESOURCES).length).toBeGreaterThan(130);
});

test('cfn-lint finds no error that the library does not find', async () => {
  const found = (await lint(templates)).filter(({ rule }) => rule.startsWith('E'));
  expect(found.length).toBeGreaterThan(100);
  expect(missedFindings(found.map(({ path, message }) => ({ id: path.split('.')[1], message })))).toEqual([]);
}, 300_000);

test('the built-in validation finds no error that the library does not find', () => {
  const found = builtInFindings();
  expect(found.length).toBeGreaterThan(100);
  expect(missedFindings(found)).toEqual([]);
}, 300_000);

function builtInFindings(): { id: string; message: string }[] {
  const consoleError = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const app = new App({ outdir: mkdtempSync(join(folder, 'out-')) });
  Object.entries(RESOURCES).forEach(([id, { Type: type, Properties: properties }], index) => {
    const name = `Stack${Math.floor(index / 400)}`;
    const stack = app.node.tryFindChild(name) as Stack ?? new Stack(app, name);
    new CfnResource(stack, id, { type, properties }).overrideLogicalId(id);
  });
  app.synth();
  consoleError.mockRestore();
  const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return pluginReports.flatMap((report: any) => report.violations).flatMap((violation: any) =>
    (violation.violatingConstructs ?? []).map(({ constructPath }: any) => ({ id: constructPath.split('/').pop(), message: violation.description })));
}
