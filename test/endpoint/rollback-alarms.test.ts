import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alarm, CfnAlarm, CompositeAlarm, IAlarmRef, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DeploymentConfig, Endpoint, EndpointConfig, EndpointProps, IModel, InstanceType, Model } from '../../src';
import { errorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { readable } from '../support/readable';

const ENDPOINT = 'AWS::SageMaker::Endpoint';
const ALARM = 'AWS::CloudWatch::Alarm';
const POLICY = 'AWS::IAM::Policy';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function config(models: IModel[], instanceType = InstanceType.M5_LARGE): EndpointConfig {
  const variants = models.map((model, index) => ({ variantName: `variant${index}`, model, instanceType, initialInstanceCount: 2 }));
  return new EndpointConfig(stack, 'Config', { instanceProductionVariants: variants });
}

function endpoint(props: Partial<EndpointProps> = {}): Endpoint {
  return new Endpoint(stack, 'Endpoint', {
    endpointName: 'churn',
    deploymentConfig: DeploymentConfig.blueGreenAllAtOnce({ terminationWait: Duration.minutes(5) }),
    ...props,
    endpointConfig: props.endpointConfig ?? config([new Model(stack, 'Model', { containers: [{ image: IMAGE }] })]),
  });
}

function errorsOf(own: Endpoint): Alarm {
  return own.findInstanceProductionVariant('variant0').metricInvocationModelErrors().createAlarm(stack, 'Errors', { threshold: 1, evaluationPeriods: 1 });
}

function rollback(): any {
  const [{ Properties, DependsOn }] = Object.values(Template.fromStack(stack).findResources(ENDPOINT));
  return { alarms: readable(Properties.DeploymentConfig.AutoRollbackConfiguration.Alarms).map((alarm: any) => alarm.AlarmName), DependsOn };
}

describe('a rollback alarm', () => {
  test('is part of the deployment configuration', () => {
    endpoint({ deploymentConfig: DeploymentConfig.blueGreenAllAtOnce({ autoRollbackAlarms: [Alarm.fromAlarmName(stack, 'Alarm', 'errors')] }) });
    expect(rollback().alarms).toEqual(['errors']);
  });

  test('can be added later', () => {
    const own = endpoint({ deploymentConfig: DeploymentConfig.blueGreenAllAtOnce({ autoRollbackAlarms: [Alarm.fromAlarmName(stack, 'First', 'first')] }) });
    own.addAutoRollbackAlarm(Alarm.fromAlarmName(stack, 'Second', 'second'));
    expect(rollback().alarms).toEqual(['first', 'second']);
  });

  test('can be a composite alarm', () => {
    const parts = Alarm.fromAlarmName(stack, 'Part', 'part');
    endpoint().addAutoRollbackAlarm(new CompositeAlarm(stack, 'All', { alarmRule: parts }));
    expect(rollback().alarms).toEqual([expect.stringMatching(/^\$\{All.{8}\}$/)]);
  });

  test('fails without a deployment configuration', () => {
    expect(errorLines(() => endpoint({ deploymentConfig: undefined }).addAutoRollbackAlarm(Alarm.fromAlarmName(stack, 'Alarm', 'errors')))[0])
      .toBe('a rollback alarm requires deploymentConfig');
  });

  test('fails as the eleventh alarm, and leaves the ten', () => {
    const alarms = [...Array(11).keys()].map((index) => Alarm.fromAlarmName(stack, `Alarm${index}`, `alarm${index}`));
    const own = endpoint();
    alarms.slice(0, 10).forEach((alarm) => own.addAutoRollbackAlarm(alarm));
    expect(errorLines(() => own.addAutoRollbackAlarm(alarms[10]))[1]).toContain('- deploymentConfig.autoRollbackAlarms must have between 1 and 10 elements');
    expect(rollback().alarms).toHaveLength(10);
  });

  test('fails in another Region', () => {
    stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
    const elsewhere = Alarm.fromAlarmArn(stack, 'Alarm', 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:errors');
    const away = { env: { account: '111122223333', region: 'eu-west-1' }, node: elsewhere.node, alarmRef: elsewhere.alarmRef };
    expect(errorLines(() => endpoint().addAutoRollbackAlarm(away as unknown as IAlarmRef))[1])
      .toContain('- deploymentConfig.autoRollbackAlarms[0] must be in "us-east-1", the Region of the resource that uses it');
  });
});

describe('a rollback alarm on the endpoint itself', () => {
  test('refers to the endpoint by its given name, so that it can be created first', () => {
    const own = endpoint();
    own.addAutoRollbackAlarm(errorsOf(own));
    expect(rollback().alarms).toEqual([expect.stringMatching(/^\$\{Errors.{8}\}$/)]);
    Template.fromStack(stack).hasResourceProperties(ALARM, {
      Dimensions: [{ Name: 'EndpointName', Value: 'churn' }, { Name: 'VariantName', Value: 'variant0' }],
    });
  });

  test('refers to it by a parameter', () => {
    const own = endpoint({ endpointName: new CfnParameter(stack, 'Name').valueAsString });
    own.addAutoRollbackAlarm(errorsOf(own));
    Template.fromStack(stack).hasResourceProperties(ALARM, { Dimensions: Match.arrayWith([{ Name: 'EndpointName', Value: { Ref: 'Name' } }]) });
  });

  test('refers to it by its given name in every metric of an expression', () => {
    const own = endpoint();
    const variant = own.findInstanceProductionVariant('variant0');
    own.addAutoRollbackAlarm(new MathExpression({
      expression: 'errors / requests', usingMetrics: { errors: variant.metricInvocationModelErrors(), requests: variant.metricInvocations() },
    }).createAlarm(stack, 'Rate', { threshold: 0.1, evaluationPeriods: 1 }));
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources(ALARM));
    const dimensions = Properties.Metrics.filter((query: any) => query.MetricStat).map((query: any) => query.MetricStat.Metric.Dimensions[0].Value);
    expect(dimensions).toEqual(['churn', 'churn']);
  });

  test('can be an L1 construct', () => {
    const own = endpoint();
    own.addAutoRollbackAlarm(new CfnAlarm(stack, 'Errors', {
      namespace: 'AWS/SageMaker',
      metricName: 'Invocation5XXErrors',
      statistic: 'Sum',
      period: 60,
      threshold: 1,
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 1,
      dimensions: [{ name: 'EndpointName', value: own.endpointName }],
    }));
    expect(rollback().alarms).toEqual(['${Errors}']);
    Template.fromStack(stack).hasResourceProperties(ALARM, { Dimensions: [{ Name: 'EndpointName', Value: 'churn' }] });
  });

  test('can be in another stack', () => {
    const own = endpoint();
    const alarms = new Stack(stack.node.root as App, 'Alarms');
    own.addAutoRollbackAlarm(own.findInstanceProductionVariant('variant0').metricInvocations().createAlarm(alarms, 'Few', { threshold: 1, evaluationPeriods: 1 }));
    Template.fromStack(alarms).hasResourceProperties(ALARM, { Dimensions: Match.arrayWith([{ Name: 'EndpointName', Value: 'churn' }]) });
    expect(stack.dependencies).toEqual([alarms]);
  });

  test('is not changed if it is not a rollback alarm', () => {
    errorsOf(endpoint());
    Template.fromStack(stack).hasResourceProperties(ALARM, {
      Dimensions: Match.arrayWith([{ Name: 'EndpointName', Value: { 'Fn::GetAtt': ['Endpoint8024A810', 'EndpointName'] } }]),
    });
  });

  test('is not changed if it is on another endpoint', () => {
    const other = new Endpoint(stack, 'Other', { endpointConfig: EndpointConfig.fromEndpointConfigName(stack, 'Imported', 'other') });
    endpoint().addAutoRollbackAlarm(errorsOf(other));
    Template.fromStack(stack).hasResourceProperties(ALARM, {
      Dimensions: Match.arrayWith([{ Name: 'EndpointName', Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Other'), 'EndpointName'] } }]),
    });
  });

  test('fails for an endpoint without a given name, with advice', () => {
    const own = endpoint({ endpointName: undefined });
    const alarm = errorsOf(own);
    expect(errorLines(() => own.addAutoRollbackAlarm(alarm))[0]).toBe(
      'the alarm Stack/Errors is on this endpoint, and CloudFormation must create it before the endpoint: specify endpointName. A new name replaces'
      + ' a deployed endpoint; to keep it, create the alarm from Endpoint.fromEndpointName() with the current name',
    );
  });

  test('can be created from the current name of an endpoint without a given name', () => {
    const deployed = Endpoint.fromEndpointName(stack, 'Deployed', 'Stack-Endpoint-1A2B3C');
    const alarm = deployed.findInstanceProductionVariant('variant0').metricInvocations().createAlarm(stack, 'Few', { threshold: 1, evaluationPeriods: 1 });
    endpoint({ endpointName: undefined, deploymentConfig: DeploymentConfig.blueGreenAllAtOnce({ autoRollbackAlarms: [alarm] }) });
    expect(rollback().alarms).toHaveLength(1);
  });
});

describe('the created alarms', () => {
  test('are on the errors of every variant', () => {
    const alarms = endpoint({ endpointConfig: config([Model.fromModelName(stack, 'A', 'a'), Model.fromModelName(stack, 'B', 'b')]) }).addDeploymentAlarms();
    expect(alarms).toHaveLength(2);
    for (const VariantName of ['variant0', 'variant1']) {
      Template.fromStack(stack).hasResourceProperties(ALARM, {
        MetricName: 'Invocation5XXErrors',
        Namespace: 'AWS/SageMaker',
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 0.01,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
        Dimensions: [{ Name: 'EndpointName', Value: 'churn' }, { Name: 'VariantName', Value: VariantName }],
      });
    }
    expect(rollback().alarms).toHaveLength(2);
  });

  test('are on the latency if a maximum is specified', () => {
    endpoint().addDeploymentAlarms({
      maxModelLatency: Duration.millis(250), maxErrorRate: 0.1, period: Duration.minutes(5), evaluationPeriods: 2,
    });
    Template.fromStack(stack).hasResourceProperties(ALARM, {
      MetricName: 'ModelLatency', ExtendedStatistic: 'p99', Threshold: 250_000, Period: 300, EvaluationPeriods: 2,
    });
    Template.fromStack(stack).hasResourceProperties(ALARM, { MetricName: 'Invocation5XXErrors', Threshold: 0.1 });
  });

  test('can be on a variant whose name is a parameter', () => {
    const variantName = new CfnParameter(stack, 'Name').valueAsString;
    const model = Model.fromModelName(stack, 'Model', 'churn');
    const endpointConfig = new EndpointConfig(stack, 'Config', { instanceProductionVariants: [{ variantName, model }] });
    expect(endpoint({ endpointConfig }).addDeploymentAlarms()[0].node.path).toBe('Stack/Endpoint/DeploymentAlarms/Variant0Errors');
  });

  test('fail for an imported configuration, whose variants are unknown', () => {
    const own = endpoint({ endpointConfig: EndpointConfig.fromEndpointConfigName(stack, 'Config', 'churn') });
    expect(errorLines(() => own.addDeploymentAlarms())[0]).toContain('the variants are unknown because this app does not create the endpoint configuration');
  });

  test('fail for an endpoint without a given name', () => {
    expect(errorLines(() => endpoint({ endpointName: undefined }).addDeploymentAlarms())[0]).toContain('specify endpointName');
  });
});

describe('the roles of the hosted models', () => {
  function policy(): any {
    const [resource] = Object.values(Template.fromStack(stack).findResources(POLICY, { Properties: { PolicyName: Match.stringLikeRegexp('RollbackAlarms') } }));
    return readable(resource?.Properties);
  }

  test('can describe the rollback alarms only', () => {
    const own = endpoint();
    own.addDeploymentAlarms();
    own.addAutoRollbackAlarm(Alarm.fromAlarmName(stack, 'Alarm', 'errors'));
    expect(policy()).toMatchObject({
      PolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Action: 'cloudwatch:DescribeAlarms',
          Resource: [expect.stringMatching(/^\$\{EndpointDeploymentAlarms.*\.Arn\}$/), expect.stringMatching(/:alarm:errors$/)],
        }],
      },
      Roles: ['${ModelRole3E65CE92}'],
    });
  });

  test('have the permission before the endpoint is created', () => {
    endpoint().addDeploymentAlarms();
    expect(rollback().DependsOn).toEqual([expect.stringMatching(/^EndpointRollbackAlarmsPolicy/)]);
  });

  test('include those of variants that are added later', () => {
    const endpointConfig = config([new Model(stack, 'First', { containers: [{ image: IMAGE }] })]);
    endpoint({ endpointConfig }).addDeploymentAlarms();
    endpointConfig.addInstanceProductionVariant({ variantName: 'late', model: new Model(stack, 'Second', { containers: [{ image: IMAGE }] }) });
    expect(policy().Roles).toHaveLength(2);
  });

  test('have no permission without alarms', () => {
    endpoint();
    expect(policy()).toBeUndefined();
    Template.fromStack(stack).hasResource(ENDPOINT, { DependsOn: Match.absent() });
  });

  test('can be unknown', () => {
    endpoint({ endpointConfig: config([Model.fromModelName(stack, 'Model', 'churn')]) }).addDeploymentAlarms();
    expect(policy()).toBeUndefined();
    Template.fromStack(stack).hasResource(ENDPOINT, { DependsOn: Match.absent() });
  });

  test('can be in another stack than the endpoint', () => {
    const models = stack;
    const model = new Model(models, 'Model', { containers: [{ image: IMAGE }] });
    stack = new Stack(models.node.root as App, 'Hosting');
    endpoint({ endpointConfig: config([model]) }).addDeploymentAlarms();
    Template.fromStack(stack).hasResourceProperties(POLICY, { Roles: [{ 'Fn::ImportValue': Match.stringLikeRegexp('ModelRole') }] });
    expect(models.dependencies).toEqual([]);
  });

  test('are not changed if they are immutable', () => {
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/existing', { mutable: false });
    endpoint({ endpointConfig: config([new Model(stack, 'Model', { role, containers: [{ image: IMAGE }] })]) }).addDeploymentAlarms();
    expect(policy()).toBeUndefined();
  });
});
