import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  CapacityReservationPreference, EndpointConfig, InferenceAmiVersion, InstanceProductionVariantProps, InstanceType, Model, RoutingStrategy,
  ScaleInPolicy,
} from '../../src';
import { SHAPES } from '../../src/service-model/shapes';
import { acknowledgeUnknownValues } from '../support/acknowledgements';
import { hostingStatements, rendered } from '../support/endpoint-config';
import { errorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { warnings } from '../support/warnings';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';
const RESERVATION = 'arn:aws:sagemaker:eu-west-1:111122223333:training-plan/reserved';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function model(id: string = 'Model'): Model {
  return new Model(stack, id, { containers: [{ image: IMAGE }] });
}

/** A configuration with one variant, with a model by default. */
function config(props: Partial<InstanceProductionVariantProps> = {}): EndpointConfig {
  return new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{ variantName: 'main', ...'model' in props ? {} : { model: model() }, ...props }],
  });
}

function variant(): any {
  return rendered(stack).ProductionVariants[0];
}

const WITHOUT_MODEL = { model: undefined, instanceType: InstanceType.G5_XLARGE };

describe('a variant on instances', () => {
  test.each<[string, Partial<InstanceProductionVariantProps>, object]>([
    ['the size of its volumes', { volumeSize: Size.gibibytes(100) }, { VolumeSizeInGB: 100 }],
    ['how long models are downloaded', { modelDataDownloadTimeout: Duration.minutes(30) }, { ModelDataDownloadTimeoutInSeconds: 1800 }],
    ['how long instances are looked for', { instanceProvisionTimeout: Duration.minutes(5) }, { VariantInstanceProvisionTimeoutInSeconds: 300 }],
    ['its machine image', { inferenceAmiVersion: InferenceAmiVersion.AL2_GPU_3_1 }, { InferenceAmiVersion: 'al2-ami-sagemaker-inference-gpu-3-1' }],
    ['routing by load', { routingStrategy: RoutingStrategy.LEAST_OUTSTANDING_REQUESTS }, { RoutingConfig: { RoutingStrategy: 'LEAST_OUTSTANDING_REQUESTS' } }],
    ['routing at random', { routingStrategy: RoutingStrategy.RANDOM }, { RoutingConfig: { RoutingStrategy: 'RANDOM' } }],
    ['routing by prefix', { routingStrategy: RoutingStrategy.prefixAware({ prefixLength: 2048, concurrencyThreshold: 8 }) }, {
      RoutingConfig: { RoutingStrategy: 'PREFIX_AWARE', PrefixAwareRoutingConfig: { PrefixLength: 2048, ConcurrencyThreshold: 8 } },
    }],
    ['a reservation', { capacityReservation: { mlReservationArn: RESERVATION, preference: CapacityReservationPreference.CAPACITY_RESERVATIONS_ONLY } }, {
      CapacityReservationConfig: { CapacityReservationPreference: 'capacity-reservations-only', MlReservationArn: RESERVATION },
    }],
    ['access by Systems Manager', { ssmAccess: true }, { EnableSSMAccess: true }],
  ])('accepts %s', (_what, props, expected) => {
    config(props);
    expect(variant()).toMatchObject(expected);
    expect(warnings(stack)).toEqual([]);
  });

  test('renders no members for missing props', () => {
    config();
    expect(Object.keys(variant()).sort()).toEqual(['InitialInstanceCount', 'InitialVariantWeight', 'InstanceType', 'ModelName', 'VariantName']);
  });

  test('has a constant for every AMI version of the SageMaker API', () => {
    const constants = Object.values(InferenceAmiVersion).filter((value) => value instanceof InferenceAmiVersion).map(({ value }) => value);
    expect(constants.sort()).toEqual([...SHAPES.ProductionVariantInferenceAmiVersion.enum!].sort());
  });

  test.each<[string, Partial<InstanceProductionVariantProps>]>([
    ['a machine image', { inferenceAmiVersion: InferenceAmiVersion.of('al2030-new') }],
    ['a routing strategy', { routingStrategy: RoutingStrategy.of('NEW') }],
    ['a preference', { capacityReservation: { preference: CapacityReservationPreference.of('new') } }],
  ])('accepts %s without a constant, with a warning', (_what, props) => {
    acknowledgeUnknownValues(stack);
    config(props);
    expect(warnings(stack)).toEqual(['cdk-sagemaker:UnknownValue']);
  });

  test.each<[string, Partial<InstanceProductionVariantProps>]>([
    ['volumeSize must be between 1 GiB and 512 GiB, got 513 GiB', { volumeSize: Size.gibibytes(513) }],
    ['volumeSize must not be specified for "ml.g5.xlarge"', { volumeSize: Size.gibibytes(50), instanceType: InstanceType.G5_XLARGE }],
    ['modelDataDownloadTimeout must be between 1 minute and 1 hour, got 59 seconds', { modelDataDownloadTimeout: Duration.seconds(59) }],
    ['instanceProvisionTimeout must be between 5 minutes and 1 hour, got 1 minute', { instanceProvisionTimeout: Duration.minutes(1) }],
    ['routingStrategy.prefixLength must be between 1024 and 65536, got 1', { routingStrategy: RoutingStrategy.prefixAware({ prefixLength: 1, concurrencyThreshold: 1 }) }],
    ['routingStrategy.concurrencyThreshold must be between 1 and 1024, got 0',
      { routingStrategy: RoutingStrategy.prefixAware({ prefixLength: 1024, concurrencyThreshold: 0 }) }],
    ['routingStrategy must be specified with prefixLength and concurrencyThreshold', { routingStrategy: RoutingStrategy.of('PREFIX_AWARE') }],
    ['capacityReservation.mlReservationArn must be the ARN of a reservation', { capacityReservation: { mlReservationArn: 'arn:aws:ec2:eu-west-1:111122223333:x/y' } }],
    ['managedInstanceScaling must not be specified for a variant with a model', { managedInstanceScaling: {} }],
    ['instancePools must have between 1 and 5 elements, got 0', { instancePools: [] }],
  ])('fails because %s', (message, props) => {
    expect(errorLines(() => config(props))[1]).toContain(`- instanceProductionVariants[0].${message}`);
  });

  test('grants its role access to Systems Manager with ssmAccess', () => {
    config({ ssmAccess: true });
    expect(hostingStatements(stack)).toEqual([[
      ['ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel', 'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel'], '*',
    ]]);
  });
});

describe('core dumps', () => {
  const bucket = () => s3.Bucket.fromBucketName(stack, 'Bucket', 'dumps');

  test('are written to the location, and the role can write them', () => {
    config({ coreDump: { bucket: bucket(), prefix: 'churn', encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY) } });
    expect(variant().CoreDumpConfig).toEqual({ DestinationS3Uri: 's3://dumps/churn', KmsKeyId: KEY });
    expect(hostingStatements(stack)).toEqual([
      [['s3:AbortMultipartUpload', 's3:PutObject'], 'arn:${AWS::Partition}:s3:::dumps/churn/*'],
      [['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], KEY],
    ]);
  });

  test('of a variant that is added later are written, and the role can write them', () => {
    config().addInstanceProductionVariant({ variantName: 'other', model: model('Other'), coreDump: { bucket: bucket() } });
    expect(rendered(stack).ProductionVariants.map(({ CoreDumpConfig }: any) => CoreDumpConfig)).toEqual([undefined, { DestinationS3Uri: 's3://dumps' }]);
    expect(hostingStatements(stack)).toHaveLength(1);
  });

  test('fails if the URI is too long, with the path of the prop', () => {
    expect(errorLines(() => config({ coreDump: { bucket: bucket(), prefix: 'x'.repeat(512) } }))[1])
      .toMatch(/^- instanceProductionVariants\[0\]\.coreDump\.prefix must have at most 512 characters/);
  });
});

describe('instance pools', () => {
  test('replace the instance type, in order of priority', () => {
    config({ instancePools: [{ instanceType: InstanceType.G5_XLARGE }, { instanceType: InstanceType.G6_XLARGE }] });
    expect(variant().InstanceType).toBeUndefined();
    expect(variant().InstancePools).toEqual([{ InstanceType: 'ml.g5.xlarge', Priority: 1 }, { InstanceType: 'ml.g6.xlarge', Priority: 2 }]);
  });

  test('can have priorities and models', () => {
    config({ instancePools: [{ instanceType: InstanceType.INF2_XLARGE, priority: 5, model: model('Compiled') }] });
    expect(variant().InstancePools).toEqual([{ InstanceType: 'ml.inf2.xlarge', Priority: 5, ModelNameOverride: expect.stringContaining('Compiled') }]);
  });

  test('grant the roles of all their models the permissions of the variant', () => {
    const pools = [{ instanceType: InstanceType.INF2_XLARGE, model: model('Compiled') }];
    config({ ssmAccess: true, instancePools: pools });
    expect(hostingStatements(stack)).toHaveLength(1);
    expect(pools[0].model.role).toBeDefined();
  });

  test('fails with an instance type', () => {
    expect(errorLines(() => config({ instanceType: InstanceType.G5_XLARGE, instancePools: [{ instanceType: InstanceType.G6_XLARGE }] }))[1])
      .toMatch(/^- instanceProductionVariants\[0\]: specify exactly one of instanceType, instancePools and /);
  });

  test('fails with an invalid priority', () => {
    expect(errorLines(() => config({ instancePools: [{ instanceType: InstanceType.G6_XLARGE, priority: 6 }] }))[1])
      .toContain('instanceProductionVariants[0].instancePools[0].priority must be between 1 and 5, got 6');
  });

  test('fails with a model of another Region', () => {
    const there = new Stack(stack.node.root as App, 'There', { env: { region: 'us-east-1', account: '111122223333' } });
    const here = new Stack(stack.node.root as App, 'Here', { env: { region: 'eu-west-1', account: '111122223333' } });
    const pools = [{ instanceType: InstanceType.G6_XLARGE, model: Model.fromModelName(there, 'Model', 'm') }];
    expect(errorLines(() => new EndpointConfig(here, 'Config', { instanceProductionVariants: [{ variantName: 'a', model: model(), instancePools: pools }] }))[1])
      .toContain('SameRegion');
  });
});

describe('a variant without a model', () => {
  test('causes a role for the containers of inference components', () => {
    const made = config(WITHOUT_MODEL);
    expect(Object.keys(variant()).sort()).toEqual(['InitialInstanceCount', 'InstanceType', 'VariantName']);
    expect(rendered(stack).ExecutionRoleArn).toMatch(/^\$\{ConfigRole\w+\.Arn\}$/);
    expect(made.grantPrincipal).toBe(made.role);
    expect(warnings(stack)).toEqual([]);
  });

  test('can be added later, which creates the role', () => {
    const made = new EndpointConfig(stack, 'Config');
    expect(made.role).toBeUndefined();
    made.addInstanceProductionVariant({ variantName: 'main', ...WITHOUT_MODEL });
    expect(rendered(stack).ExecutionRoleArn).toMatch(/^\$\{ConfigRole/);
  });

  test('grants that role its permissions', () => {
    config({ ...WITHOUT_MODEL, ssmAccess: true });
    expect(hostingStatements(stack)).toHaveLength(1);
  });

  test('can have managed instance scaling', () => {
    config({ ...WITHOUT_MODEL, managedInstanceScaling: { minInstanceCount: 0, maxInstanceCount: 4, scaleInPolicy: ScaleInPolicy.IDLE_RELEASE } });
    expect(variant().ManagedInstanceScaling).toEqual({ Status: 'ENABLED', MinInstanceCount: 0, MaxInstanceCount: 4, ScaleInPolicy: { Strategy: 'IDLE_RELEASE' } });
  });

  test('can consolidate inference components', () => {
    const scaleInPolicy = ScaleInPolicy.consolidation({ maxStepSize: 2, cooldown: Duration.minutes(30) });
    config({ ...WITHOUT_MODEL, managedInstanceScaling: { enabled: false, scaleInPolicy } });
    expect(variant().ManagedInstanceScaling).toEqual({
      Status: 'DISABLED', ScaleInPolicy: { Strategy: 'CONSOLIDATION', MaximumStepSize: 2, CooldownInMinutes: 30 },
    });
  });

  test.each([
    ['minInstanceCount must be less than or equal to maxInstanceCount (1)', { minInstanceCount: 2, maxInstanceCount: 1 }],
    ['scaleInPolicy.maxStepSize must be between 1 and 100, got 0', { scaleInPolicy: ScaleInPolicy.consolidation({ maxStepSize: 0 }) }],
    ['scaleInPolicy.cooldown must be between 5 minutes and 1 day, got 1 minute', { scaleInPolicy: ScaleInPolicy.consolidation({ cooldown: Duration.minutes(1) }) }],
  ])('fails because managedInstanceScaling.%s', (message, managedInstanceScaling) => {
    expect(errorLines(() => config({ ...WITHOUT_MODEL, managedInstanceScaling }))[1]).toContain(`- instanceProductionVariants[0].managedInstanceScaling.${message}`);
  });

  test('causes a warning if it is serverless', () => {
    new EndpointConfig(stack, 'Config', { serverlessProductionVariant: { variantName: 'all', maxConcurrency: 1, memorySizeInMB: 1024 } });
    expect(warnings(stack)).toEqual(['cdk-sagemaker:ServerlessVariantWithoutModel']);
  });
});
