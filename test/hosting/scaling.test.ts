import { App, CfnParameter, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnableScalingProps } from 'aws-cdk-lib/aws-applicationautoscaling';
import {
  Endpoint, EndpointConfig, IEndpoint, InstanceProductionVariantProps, InstanceType, InvocationsScalingProps, Model, ScalableInstanceCount,
} from '../../src';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';
import { warnings } from '../support/warnings';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function endpoint(...variants: Partial<InstanceProductionVariantProps>[]): Endpoint {
  const model = Model.fromModelName(stack, 'Model', 'churn');
  const endpointConfig = new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: variants.map((variant, index) => ({
      variantName: `variant${index}`, model, instanceType: InstanceType.M5_LARGE, initialInstanceCount: 2, ...variant,
    })),
  });
  return new Endpoint(stack, 'Endpoint', { endpointConfig });
}

/** Scales the first variant. */
function scaled(props: EnableScalingProps = { maxCapacity: 4 }, variant: Partial<InstanceProductionVariantProps> = {}): ScalableInstanceCount {
  return endpoint(variant).instanceProductionVariants[0].autoScaleInstanceCount(props);
}

function number(id = 'Number'): number {
  return new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
}

function targets(): any[] {
  return Object.values(Template.fromStack(stack).findResources(TARGET)).map(({ Properties }) => readable(Properties));
}

function tracking(): any {
  return readable(Object.values(Template.fromStack(stack).findResources(POLICY))[0].Properties.TargetTrackingScalingPolicyConfiguration);
}

describe('the instances of a variant', () => {
  test('are scaled from the initial instance count by default', () => {
    scaled();
    expect(targets()).toEqual([{
      MinCapacity: 2,
      MaxCapacity: 4,
      ResourceId: 'endpoint/${Endpoint8024A810.EndpointName}/variant/variant0',
      RoleARN: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/'
        + 'AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint',
      ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
      ServiceNamespace: 'sagemaker',
    }]);
  });

  test('have the ids of the alpha module, which a moved stack keeps', () => {
    const own = endpoint({});
    own.findInstanceProductionVariant('variant0').autoScaleInstanceCount({ maxCapacity: 4 }).scaleOnInvocations('Load', { maxRequestsPerSecond: 10 });
    expect(own.node.children.map(({ node }) => node.id)).toEqual(['Endpoint', 'ScalingRole', 'InstanceCount']);
    const template = Template.fromStack(stack);
    expect(Object.keys(template.findResources(TARGET))).toEqual(['EndpointInstanceCountTargetDA8C8EDB']);
    expect(Object.keys(template.findResources(POLICY))).toEqual(['EndpointInstanceCountTargetLoad9838A534']);
  });

  describe('have ids that depend on the name of the variant', () => {
    const EXPECTED = { a: 'InstanceCount', b: 'InstanceCount-b', c: 'InstanceCount-c' };

    function idsOf(listed: string[], scaledVariants: string[]): Record<string, string> {
      const own = endpoint(...listed.map((variantName) => ({ variantName })));
      const idOf = (name: string) => own.findInstanceProductionVariant(name).autoScaleInstanceCount({ maxCapacity: 4 }).node.id;
      return Object.fromEntries(scaledVariants.map((name) => [name, idOf(name)]));
    }

    test.each<[string, string[], string[]]>([
      ['of the calls in any order', ['a', 'b', 'c'], ['c', 'b', 'a']],
      ['in another order of the list', ['a', 'c', 'b'], ['a', 'b', 'c']],
      ['without the scaling of the first', ['a', 'b', 'c'], ['b', 'c']],
      ['without the second variant', ['a', 'c'], ['a', 'c']],
      ['of a single variant', ['a'], ['a']],
    ])('%s', (_, listed, scaledVariants) => {
      expect(EXPECTED).toMatchObject(idsOf(listed, scaledVariants));
    });

    test('that is a token', () => {
      const names = ['First', 'Second'].map((id) => new CfnParameter(stack, id).valueAsString);
      const ids = Object.values(idsOf(['a', ...names], [...names].reverse()));
      expect(ids).toEqual([expect.stringMatching(/^InstanceCount-[0-9a-f]{8}$/), expect.stringMatching(/^InstanceCount-[0-9a-f]{8}$/)]);
      expect(new Set(ids).size).toBe(2);
    });

    test('of an imported endpoint', () => {
      const imported = Endpoint.fromEndpointName(stack, 'Imported', 'churn');
      expect(imported.findInstanceProductionVariant('a').autoScaleInstanceCount({ maxCapacity: 4 }).node.id).toBe('InstanceCount-a');
    });
  });

  test('can be scaled for several variants', () => {
    endpoint({}, {}, {}).instanceProductionVariants.forEach((variant) => variant.autoScaleInstanceCount({ maxCapacity: 4 }));
    expect(targets().map(({ ResourceId }) => ResourceId)).toEqual(
      [0, 1, 2].map((index) => `endpoint/\${Endpoint8024A810.EndpointName}/variant/variant${index}`),
    );
  });

  test('fails to be scaled twice', () => {
    const own = endpoint({});
    own.findInstanceProductionVariant('variant0').autoScaleInstanceCount({ maxCapacity: 4 });
    expect(errorLines(() => own.findInstanceProductionVariant('variant0').autoScaleInstanceCount({ maxCapacity: 5 }))[0])
      .toBe('the variant variant0 is scaled already: add scaling policies to the object that the first call returned');
  });

  test('can be scaled to zero', () => {
    scaled({ minCapacity: 0, maxCapacity: 4 });
    expect(targets()[0].MinCapacity).toBe(0);
  });

  test('can have a maximum of zero', () => {
    const imported = Endpoint.fromEndpointName(stack, 'Imported', 'churn');
    imported.findInstanceProductionVariant('main').autoScaleInstanceCount({ minCapacity: 0, maxCapacity: 0 });
    expect(targets()[0]).toMatchObject({ MinCapacity: 0, MaxCapacity: 0 });
  });

  test.each<[string, number, number]>([['at most', 4, 4], ['equal to the initial count', 2, 2]])('can have a minimum that is %s', (_, min, max) => {
    scaled({ minCapacity: min, maxCapacity: max }, { initialInstanceCount: 2 });
    expect(targets()[0]).toMatchObject({ MinCapacity: min, MaxCapacity: max });
  });

  test('a minimum above the initial instance count causes a warning', () => {
    scaled({ minCapacity: 3, maxCapacity: 4 });
    expect(warnings(stack)).toContain('cdk-sagemaker:MinCapacityAboveInitialInstanceCount');
    expect(targets()[0].MinCapacity).toBe(3);
  });

  test('fails for a maximum below the initial instance count', () => {
    expect(errorLines(() => scaled({ minCapacity: 0, maxCapacity: 1 }))[1])
      .toMatch(/^- maxCapacity must be greater than or equal to initialInstanceCount \(2\), got 1 \(MaxCapacityBelowInitialInstanceCount, see https:/);
  });

  test('fails for a minimum above the maximum', () => {
    expect(errorLines(() => scaled({ minCapacity: 5, maxCapacity: 4 }))[1])
      .toMatch(/^- minCapacity must be less than or equal to maxCapacity \(4\), got 5 \(MinCapacityAboveMaxCapacity, see https:/);
  });

  test.each([InstanceType.T2_MEDIUM, InstanceType.of('ml.t3.large')])('fails for the burstable type %s', (instanceType) => {
    expect(errorLines(() => scaled({ maxCapacity: 4 }, { instanceType }))[1])
      .toMatch(/^- instanceType must not be a burstable type, got "ml\.t.*": Application Auto Scaling does not support burstable instances \(ScalingOfBurstableInstances, see/);
  });

  test('fails for the default type, which is burstable', () => {
    expect(errorLines(() => scaled({ maxCapacity: 4 }, { instanceType: undefined }))[1]).toContain('got "ml.t2.medium"');
  });

  test('can be scaled after a failed call', () => {
    const variant = endpoint({}).instanceProductionVariants[0];
    expect(errorLines(() => variant.autoScaleInstanceCount({ minCapacity: 0, maxCapacity: 1 }))).toHaveLength(2);
    variant.autoScaleInstanceCount({ maxCapacity: 4 });
    expect(targets()).toHaveLength(1);
  });

  test('fails for all invalid values at once', () => {
    expect(errorLines(() => scaled({ minCapacity: 5, maxCapacity: 1 }, { instanceType: InstanceType.T2_LARGE }))).toHaveLength(4);
  });
});

describe('capacity that is a token', () => {
  test.each<[string, () => [EnableScalingProps, Partial<InstanceProductionVariantProps>], object]>([
    ['the maximum', () => [{ maxCapacity: number() }, {}], { MinCapacity: 2, MaxCapacity: '${Number}' }],
    ['the minimum', () => [{ minCapacity: number(), maxCapacity: 4 }, {}], { MinCapacity: '${Number}', MaxCapacity: 4 }],
    ['the initial count', () => [{ maxCapacity: 4 }, { initialInstanceCount: number() }], { MinCapacity: '${Number}', MaxCapacity: 4 }],
    ['a lazy maximum', () => [{ maxCapacity: Lazy.number({ produce: () => 9 }) }, {}], { MinCapacity: 2, MaxCapacity: 9 }],
    ['the type', () => [{ maxCapacity: 4 }, { instanceType: InstanceType.of(`ml.t2.${new CfnParameter(stack, 'Size').valueAsString}`) }], { MinCapacity: 2 }],
  ])('is not checked: %s', (_, props, target) => {
    scaled(...props());
    expect(targets()[0]).toMatchObject(target);
  });

  test('fails in addition to another invalid value', () => {
    expect(errorLines(() => scaled({ maxCapacity: number() }, { instanceType: InstanceType.T2_LARGE }))).toHaveLength(2);
  });
});

describe('scaling on invocations', () => {
  function track(props: InvocationsScalingProps): void {
    scaled().scaleOnInvocations('Load', props);
  }

  test('keeps half of the maximum requests by default', () => {
    track({ maxRequestsPerSecond: 30 });
    expect(tracking()).toEqual({
      PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance' },
      TargetValue: 900,
    });
  });

  test.each<[number, number, number]>([[10, 1, 600], [10, 0.1, 60], [0.5, 0.5, 15]])('of %p requests per second with a safety factor of %p has a target of %p per minute', (rate, factor, target) => {
    track({ maxRequestsPerSecond: rate, safetyFactor: factor });
    expect(tracking().TargetValue).toBe(target);
  });

  test('accepts the options of every policy', () => {
    track({
      maxRequestsPerSecond: 1, policyName: 'load', disableScaleIn: true, scaleInCooldown: Duration.minutes(1), scaleOutCooldown: Duration.minutes(2),
    });
    expect(tracking()).toMatchObject({ DisableScaleIn: true, ScaleInCooldown: 60, ScaleOutCooldown: 120 });
    Template.fromStack(stack).hasResourceProperties(POLICY, { PolicyName: 'load', PolicyType: 'TargetTrackingScaling' });
  });

  test.each<[string, InvocationsScalingProps]>([
    ['safetyFactor must be greater than 0 and at most 1, got 0', { maxRequestsPerSecond: 1, safetyFactor: 0 }],
    ['safetyFactor must be greater than 0 and at most 1, got 1.1', { maxRequestsPerSecond: 1, safetyFactor: 1.1 }],
    ['safetyFactor must be greater than 0 and at most 1, got -1', { maxRequestsPerSecond: 1, safetyFactor: -1 }],
    ['maxRequestsPerSecond must be greater than 0, got 0', { maxRequestsPerSecond: 0 }],
    ['maxRequestsPerSecond must be greater than 0, got -1', { maxRequestsPerSecond: -1 }],
  ])('fails because %s', (message, props) => {
    expect(errorLines(() => track(props))[1]).toContain(`- ${message} (`);
  });

  test('of a rate that is a parameter uses CloudWatch metric math, because CloudFormation cannot multiply', () => {
    track({ maxRequestsPerSecond: number() });
    expect(tracking()).toEqual({
      TargetValue: '${Number}',
      CustomizedMetricSpecification: {
        Metrics: [
          {
            Id: 'invocations',
            ReturnData: false,
            MetricStat: {
              Metric: {
                Namespace: 'AWS/SageMaker',
                MetricName: 'InvocationsPerInstance',
                Dimensions: [{ Name: 'EndpointName', Value: '${Endpoint8024A810.EndpointName}' }, { Name: 'VariantName', Value: 'variant0' }],
              },
              Stat: 'Sum',
            },
          },
          { Id: 'requestsPerSecond', ReturnData: true, Expression: 'invocations / (60 * 0.5)' },
        ],
      },
    });
  });

  test('of a safety factor that is a parameter uses CloudWatch metric math', () => {
    track({ maxRequestsPerSecond: 30, safetyFactor: number() });
    expect(tracking()).toMatchObject({
      TargetValue: 30,
      CustomizedMetricSpecification: { Metrics: [{}, { Expression: 'invocations / (60 * ${Number})' }] },
    });
  });

  test('of two parameters uses CloudWatch metric math', () => {
    track({ maxRequestsPerSecond: number('Rate'), safetyFactor: number('Factor') });
    expect(tracking()).toMatchObject({
      TargetValue: '${Rate}',
      CustomizedMetricSpecification: { Metrics: [{}, { Expression: 'invocations / (60 * ${Factor})' }] },
    });
  });

  test('of a parameter accepts the options of every policy', () => {
    track({ maxRequestsPerSecond: number(), disableScaleIn: true, scaleInCooldown: Duration.minutes(1), scaleOutCooldown: Duration.minutes(2) });
    expect(tracking()).toMatchObject({ DisableScaleIn: true, ScaleInCooldown: 60, ScaleOutCooldown: 120 });
  });

  test('fails for an invalid value in addition to a parameter', () => {
    expect(errorLines(() => track({ maxRequestsPerSecond: number(), safetyFactor: 2 }))[1]).toContain('safetyFactor must be');
  });
});

describe('the provisioned concurrency of a serverless variant', () => {
  function serverless(): Endpoint {
    const model = Model.fromModelName(stack, 'Model', 'churn');
    const endpointConfig = new EndpointConfig(stack, 'Config', {
      serverlessProductionVariant: { variantName: 'all', model, maxConcurrency: 20, memorySizeInMB: 2048, provisionedConcurrency: 1 },
    });
    return new Endpoint(stack, 'Endpoint', { endpointConfig });
  }

  test('is scaled', () => {
    serverless().findServerlessProductionVariant('all').autoScaleProvisionedConcurrency({ minCapacity: 2, maxCapacity: 8 });
    expect(targets()).toEqual([expect.objectContaining({
      MinCapacity: 2,
      MaxCapacity: 8,
      ResourceId: 'endpoint/${Endpoint8024A810.EndpointName}/variant/all',
      ScalableDimension: 'sagemaker:variant:DesiredProvisionedConcurrency',
      ServiceNamespace: 'sagemaker',
    })]);
  });

  test('is at least 1 by default', () => {
    serverless().findServerlessProductionVariant('all').autoScaleProvisionedConcurrency({ maxCapacity: 8 });
    expect(targets()[0].MinCapacity).toBe(1);
  });

  test('fails to be scaled twice', () => {
    const variant = serverless().findServerlessProductionVariant('all');
    variant.autoScaleProvisionedConcurrency({ maxCapacity: 8 });
    expect(errorLines(() => variant.autoScaleProvisionedConcurrency({ maxCapacity: 8 }))[0]).toContain('the variant all is scaled already');
  });

  test('fails for a minimum above the maximum', () => {
    const variant = serverless().findServerlessProductionVariant('all');
    expect(errorLines(() => variant.autoScaleProvisionedConcurrency({ minCapacity: 9, maxCapacity: 8 }))[1]).toContain('minCapacity must be less than or equal to maxCapacity (8)');
  });

  test('can have parameters as capacity', () => {
    serverless().findServerlessProductionVariant('all').autoScaleProvisionedConcurrency({ minCapacity: number('Min'), maxCapacity: number('Max') });
    expect(targets()[0]).toMatchObject({ MinCapacity: '${Min}', MaxCapacity: '${Max}' });
  });

  test('is kept at a utilization of 70 percent by default', () => {
    serverless().findServerlessProductionVariant('all').autoScaleProvisionedConcurrency({ maxCapacity: 8 }).scaleOnUtilization('Load');
    expect(tracking()).toEqual({
      PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerVariantProvisionedConcurrencyUtilization' }, TargetValue: 0.7,
    });
  });

  test.each([1, 100])('is kept at a utilization of %p percent, which the metric publishes as a ratio', (targetUtilizationPercent) => {
    serverless().findServerlessProductionVariant('all').autoScaleProvisionedConcurrency({ maxCapacity: 8 })
      .scaleOnUtilization('Load', { targetUtilizationPercent, scaleInCooldown: Duration.minutes(1) });
    expect(tracking()).toMatchObject({ TargetValue: targetUtilizationPercent / 100, ScaleInCooldown: 60 });
  });

  test('is kept at a parameter in percent with metric math, because CloudFormation cannot divide', () => {
    serverless().findServerlessProductionVariant('all').autoScaleProvisionedConcurrency({ maxCapacity: 8 })
      .scaleOnUtilization('Load', { targetUtilizationPercent: number() });
    expect(tracking()).toEqual({
      TargetValue: '${Number}',
      CustomizedMetricSpecification: {
        Metrics: [
          {
            Id: 'utilization',
            ReturnData: false,
            MetricStat: {
              Metric: {
                Namespace: 'AWS/SageMaker',
                MetricName: 'ServerlessProvisionedConcurrencyUtilization',
                Dimensions: [{ Name: 'EndpointName', Value: '${Endpoint8024A810.EndpointName}' }, { Name: 'VariantName', Value: 'all' }],
              },
              Stat: 'Maximum',
            },
          },
          { Id: 'utilizationPercent', ReturnData: true, Expression: '100 * utilization' },
        ],
      },
    });
  });

  test('is a warning for a target that looks like a ratio', () => {
    serverless().findServerlessProductionVariant('all').autoScaleProvisionedConcurrency({ maxCapacity: 8 })
      .scaleOnUtilization('Load', { targetUtilizationPercent: 0.7 });
    expect(warnings(stack)).toContain('cdk-sagemaker:TargetUtilizationBelowOnePercent');
  });

  test.each([0, -10, 110])('fails for a target utilization of %p percent', (targetUtilizationPercent) => {
    const scalable = serverless().findServerlessProductionVariant('all').autoScaleProvisionedConcurrency({ maxCapacity: 8 });
    expect(errorLines(() => scalable.scaleOnUtilization('Load', { targetUtilizationPercent }))[1])
      .toContain(`targetUtilizationPercent must be greater than 0 and at most 100, got ${targetUtilizationPercent}`);
  });
});

describe('an imported endpoint', () => {
  let imported: IEndpoint;
  beforeEach(() => {
    imported = Endpoint.fromEndpointName(stack, 'Imported', 'churn');
  });

  test('is scaled by names only', () => {
    imported.findInstanceProductionVariant('main').autoScaleInstanceCount({ maxCapacity: 4 }).scaleOnInvocations('Load', { maxRequestsPerSecond: 10 });
    expect(targets()[0]).toMatchObject({ MinCapacity: 1, MaxCapacity: 4, ResourceId: 'endpoint/churn/variant/main' });
    expect(tracking().TargetValue).toBe(300);
  });

  test('can have several scaled variants of both kinds', () => {
    imported.findInstanceProductionVariant('a').autoScaleInstanceCount({ maxCapacity: 4 });
    imported.findInstanceProductionVariant('b').autoScaleInstanceCount({ maxCapacity: 4 });
    imported.findServerlessProductionVariant('c').autoScaleProvisionedConcurrency({ maxCapacity: 4 }).scaleOnUtilization('Load');
    expect(targets().map(({ ResourceId }) => ResourceId)).toEqual(['endpoint/churn/variant/a', 'endpoint/churn/variant/b', 'endpoint/churn/variant/c']);
  });

  test('fails for a variant that is scaled already', () => {
    imported.findInstanceProductionVariant('a').autoScaleInstanceCount({ maxCapacity: 4 });
    expect(errorLines(() => imported.findInstanceProductionVariant('a').autoScaleInstanceCount({ maxCapacity: 4 }))[0]).toContain('is scaled already');
  });

  test('can be scaled to a parameter', () => {
    const count = imported.findInstanceProductionVariant('main').autoScaleInstanceCount({ maxCapacity: 4 });
    count.scaleOnInvocations('Load', { maxRequestsPerSecond: number() });
    expect(tracking()).not.toHaveProperty('PredefinedMetricSpecification');
    expect(tracking().CustomizedMetricSpecification.Metrics[0].MetricStat.Metric.Dimensions[0]).toEqual({ Name: 'EndpointName', Value: 'churn' });
  });
});
