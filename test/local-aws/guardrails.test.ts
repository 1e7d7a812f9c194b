import { Deployments } from './deployments';
import { guardrailsApp, Version } from './guardrails-app';
import { CommandResult } from '../../local-aws/process';

const deployments = Deployments.forThisFile();

function deploy(version?: Version): Promise<CommandResult> {
  return deployments.deploy(guardrailsApp(version));
}

async function describeEndpoint(): Promise<any> {
  return (await deployments.call(['sagemaker', 'DescribeEndpoint', { EndpointName: 'guarded' }]))[0];
}

async function describeAlarms(): Promise<any[]> {
  const [{ MetricAlarms: alarms }] = await deployments.call(['cloudwatch', 'DescribeAlarms']);
  return alarms;
}

/** The names of the variants that are scalable targets. */
async function scalableVariants(): Promise<string[]> {
  const [{ ScalableTargets: targets }] = await deployments.call(['application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'sagemaker' }]);
  return targets.map(({ ResourceId }: any) => ResourceId.split('/').pop());
}

function setAlarm(AlarmName: string, StateValue: string): Promise<unknown> {
  return deployments.call(['cloudwatch', 'SetAlarmState', { AlarmName, StateValue, StateReason: 'a test' }]);
}

// Each test continues with the stack of the previous test.
describe('an endpoint with deployment alarms', () => {
  test('is created after its alarms, whose dimensions have its name', async () => {
    expect(await deploy()).toMatchObject({ code: 0 });
    const alarms = await describeAlarms();
    expect(alarms.map(({ MetricName }) => MetricName).sort()).toEqual(['Invocation5XXErrors', 'ModelLatency']);
    expect(alarms[0].Dimensions).toEqual([{ Name: 'EndpointName', Value: 'guarded' }, { Name: 'VariantName', Value: 'Main' }]);
    expect((await describeEndpoint()).LastDeploymentConfig).toEqual({
      BlueGreenUpdatePolicy: {
        TrafficRoutingConfiguration: { Type: 'CANARY', WaitIntervalInSeconds: 300, CanarySize: { Type: 'CAPACITY_PERCENT', Value: 50 } },
      },
      AutoRollbackConfiguration: { Alarms: expect.arrayContaining(alarms.map(({ AlarmName }) => ({ AlarmName }))) },
    });
  });

  test('keeps its deployment configuration and the instance count of scaling in an update', async () => {
    const desired = { VariantName: 'Main', DesiredInstanceCount: 4 };
    await deployments.call(['sagemaker', 'UpdateEndpointWeightsAndCapacities', { EndpointName: 'guarded', DesiredWeightsAndCapacities: [desired] }]);
    const before = await describeEndpoint();
    expect(await deploy({ imageTag: '2' })).toMatchObject({ code: 0 });
    const after = await describeEndpoint();
    expect(after.EndpointConfigName).not.toBe(before.EndpointConfigName);
    expect(after).toMatchObject({
      EndpointStatus: 'InService', LastDeploymentConfig: before.LastDeploymentConfig, ProductionVariants: [{ CurrentInstanceCount: 4 }],
    });
  });

  test('fails to be updated while an alarm is in ALARM state, and is rolled back', async () => {
    const [before, [{ AlarmName: alarm }]] = [await describeEndpoint(), await describeAlarms()];
    await setAlarm(alarm, 'ALARM');
    const { code, output } = await deploy({ imageTag: '3' });
    expect(code).not.toBe(0);
    expect(output).toContain(`the alarm "${alarm}" is in ALARM state`);
    expect(await describeEndpoint()).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: before.EndpointConfigName });
    expect(await deployments.statusOf('Guarded')).toBe('UPDATE_ROLLBACK_COMPLETE');
    await setAlarm(alarm, 'OK');
  });

  test('fails to change the instance type of a variant that is a scalable target', async () => {
    const { code, output } = await deploy({ imageTag: '2', instanceType: 'ml.m5.xlarge' });
    expect(code).not.toBe(0);
    expect(output).toContain('must be deregistered as scalable targets');
  });

  test('fails to remove a variant that is a scalable target, and is rolled back', async () => {
    expect(await deploy({ imageTag: '2', second: true })).toMatchObject({ code: 0 });
    const { code, output } = await deploy({ imageTag: '2' });
    expect(code).not.toBe(0);
    expect(output).toContain('The variant(s) "Second" must be deregistered as scalable targets');
    expect(await describeEndpoint()).toMatchObject({ EndpointStatus: 'InService', ProductionVariants: [{ VariantName: 'Main' }, { VariantName: 'Second' }] });
    expect((await scalableVariants()).sort()).toEqual(['Main', 'Second']);
  });

  test('changes one variant and removes the other in two deployments: the first removes scaling, the second adds it again', async () => {
    const start = await deployments.lastSequence();
    expect(await deploy({ imageTag: '2', second: true, scaled: false })).toMatchObject({ code: 0 });
    expect(await scalableVariants()).toEqual([]);
    expect(await deploy({ imageTag: '2', instanceType: 'ml.m5.xlarge' })).toMatchObject({ code: 0 });
    expect(await describeEndpoint()).toMatchObject({ ProductionVariants: [{ VariantName: 'Main' }] });
    expect(await scalableVariants()).toEqual(['Main']);
    const steps = (await deployments.eventsSince(start)).map(({ event }) => event).filter((event) => /ScalableTarget$|^UpdateEndpoint$/.test(event));
    expect(steps).toEqual(['DeregisterScalableTarget', 'DeregisterScalableTarget', 'UpdateEndpoint', 'RegisterScalableTarget']);
  });

  test('leaves no resources when it is destroyed', async () => {
    expect(await deployments.destroy(guardrailsApp())).toMatchObject({ code: 0 });
    expect(await deployments.call(['sagemaker', 'ListEndpoints'], ['application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'sagemaker' }]))
      .toMatchObject([{ Endpoints: [] }, { ScalableTargets: [] }]);
    expect(await describeAlarms()).toEqual([]);
    expect((await deployments.aws.events()).filter(({ event, error }) => event.startsWith('Delete') && error !== undefined)).toEqual([]);
  });
});
