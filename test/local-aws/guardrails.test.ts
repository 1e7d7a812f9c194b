import { Deployments } from './deployments';
import { guardedApp, Version } from './guardrails-app';
import { LocalAws } from '../../local-aws/local-aws';
import { CommandResult } from '../../local-aws/process';

let deployments: Deployments;
let aws: LocalAws;

beforeAll(async () => {
  deployments = await Deployments.start();
  aws = deployments.aws;
});
afterAll(() => deployments?.stop());

function deploy(version?: Version): Promise<CommandResult> {
  return deployments.deploy(guardedApp(version));
}

async function endpoint(): Promise<any> {
  return (await aws.call(['sagemaker', 'DescribeEndpoint', { EndpointName: 'guarded' }]))[0];
}

async function alarms(): Promise<any[]> {
  const [{ MetricAlarms: found }] = await aws.call(['cloudwatch', 'DescribeAlarms']);
  return found;
}

/** The variants that are scaled. */
async function scalableVariants(): Promise<string[]> {
  const [{ ScalableTargets: targets }] = await aws.call(['application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'sagemaker' }]);
  return targets.map(({ ResourceId }: any) => ResourceId.split('/').pop());
}

function setAlarm(AlarmName: string, StateValue: string): Promise<unknown> {
  return aws.call(['cloudwatch', 'SetAlarmState', { AlarmName, StateValue, StateReason: 'a test' }]);
}

// Each test goes on from where the one before left the stack.
describe('an endpoint whose deployments are watched', () => {
  test('is made after its alarms, which know it by its name', async () => {
    expect(await deploy()).toMatchObject({ code: 0 });
    const found = await alarms();
    expect(found.map(({ MetricName }) => MetricName).sort()).toEqual(['Invocation5XXErrors', 'ModelLatency']);
    expect(found[0].Dimensions).toEqual([{ Name: 'EndpointName', Value: 'guarded' }, { Name: 'VariantName', Value: 'Main' }]);
    expect((await endpoint()).LastDeploymentConfig).toEqual({
      BlueGreenUpdatePolicy: {
        TrafficRoutingConfiguration: { Type: 'CANARY', WaitIntervalInSeconds: 300, CanarySize: { Type: 'CAPACITY_PERCENT', Value: 50 } },
      },
      AutoRollbackConfiguration: { Alarms: expect.arrayContaining(found.map(({ AlarmName }) => ({ AlarmName }))) },
    });
  });

  test('is updated as it says, and keeps the instances that scaling has given it', async () => {
    const desired = { VariantName: 'Main', DesiredInstanceCount: 4 };
    await aws.call(['sagemaker', 'UpdateEndpointWeightsAndCapacities', { EndpointName: 'guarded', DesiredWeightsAndCapacities: [desired] }]);
    const before = await endpoint();
    expect(await deploy({ imageTag: '2' })).toMatchObject({ code: 0 });
    const after = await endpoint();
    expect(after.EndpointConfigName).not.toBe(before.EndpointConfigName);
    expect(after).toMatchObject({
      EndpointStatus: 'InService', LastDeploymentConfig: before.LastDeploymentConfig, ProductionVariants: [{ CurrentInstanceCount: 4 }],
    });
  });

  test('fails to be updated while an alarm goes off, and is rolled back', async () => {
    const [before, [{ AlarmName: alarm }]] = [await endpoint(), await alarms()];
    await setAlarm(alarm, 'ALARM');
    const { code, output } = await deploy({ imageTag: '3' });
    expect(code).not.toBe(0);
    expect(output).toContain(`the alarm "${alarm}" went off`);
    expect(await endpoint()).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: before.EndpointConfigName });
    expect(await deployments.statusOf('Guarded')).toBe('UPDATE_ROLLBACK_COMPLETE');
    await setAlarm(alarm, 'OK');
  });

  test('fails to change the instance type of a variant that is scaled', async () => {
    const { code, output } = await deploy({ imageTag: '2', instanceType: 'ml.m5.xlarge' });
    expect(code).not.toBe(0);
    expect(output).toContain('must be deregistered as scalable targets');
  });

  test('fails to take away a variant that is scaled, and is left as it was', async () => {
    expect(await deploy({ imageTag: '2', second: true })).toMatchObject({ code: 0 });
    const { code, output } = await deploy({ imageTag: '2' });
    expect(code).not.toBe(0);
    expect(output).toContain('The variant(s) "Second" must be deregistered as scalable targets');
    expect(await endpoint()).toMatchObject({ EndpointStatus: 'InService', ProductionVariants: [{ VariantName: 'Main' }, { VariantName: 'Second' }] });
    expect((await scalableVariants()).sort()).toEqual(['Main', 'Second']);
  });

  test('changes the one and loses the other in two deployments: one without scaling, which ends before the change, and one with both', async () => {
    const start = await deployments.lastSequence();
    expect(await deploy({ imageTag: '2', second: true, scaled: false })).toMatchObject({ code: 0 });
    expect(await scalableVariants()).toEqual([]);
    expect(await deploy({ imageTag: '2', instanceType: 'ml.m5.xlarge' })).toMatchObject({ code: 0 });
    expect(await endpoint()).toMatchObject({ ProductionVariants: [{ VariantName: 'Main' }] });
    expect(await scalableVariants()).toEqual(['Main']);
    const steps = (await deployments.eventsSince(start)).map(({ event }) => event).filter((event) => /ScalableTarget$|^UpdateEndpoint$/.test(event));
    expect(steps).toEqual(['DeregisterScalableTarget', 'DeregisterScalableTarget', 'UpdateEndpoint', 'RegisterScalableTarget']);
  });

  test('leaves nothing when it is destroyed', async () => {
    expect(await deployments.destroy(guardedApp())).toMatchObject({ code: 0 });
    expect(await aws.call(['sagemaker', 'ListEndpoints'], ['application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'sagemaker' }]))
      .toMatchObject([{ Endpoints: [] }, { ScalableTargets: [] }]);
    expect(await alarms()).toEqual([]);
    expect((await aws.events()).filter(({ event, error }) => event.startsWith('Delete') && error !== undefined)).toEqual([]);
  });
});
