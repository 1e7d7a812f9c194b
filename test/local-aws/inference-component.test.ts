import { Deployments } from './deployments';
import { inferenceComponentApp, Version } from './inference-component-app';
import { CommandResult } from '../../local-aws/process';

const deployments = Deployments.forThisFile();

function deploy(version?: Version): Promise<CommandResult> {
  return deployments.deploy(inferenceComponentApp(version));
}

/** The responses of DescribeInferenceComponent for the base component and the adapter. */
async function describeComponents(): Promise<any[]> {
  const [{ InferenceComponents: components }] = await deployments.call(['sagemaker', 'ListInferenceComponents']);
  const names: string[] = components.map(({ InferenceComponentName: name }: any) => name);
  return deployments.call(...names.sort().reverse().map((name): [string, string, object] => ['sagemaker', 'DescribeInferenceComponent', { InferenceComponentName: name }]));
}

// Each test continues with the stack of the previous test.
describe('inference components', () => {
  test('start on their endpoint, the adapter after its base component', async () => {
    expect(await deploy()).toMatchObject({ code: 0 });
    const [base, adapter] = await describeComponents();
    expect(base).toMatchObject({
      InferenceComponentName: expect.stringMatching(/^shared-base-/),
      InferenceComponentStatus: 'InService',
      VariantName: 'Main',
      RuntimeConfig: { CurrentCopyCount: 2 },
    });
    expect(adapter).toMatchObject({ InferenceComponentStatus: 'InService', Specification: { BaseInferenceComponentName: base.InferenceComponentName } });
    const [{ ScalableTargets: targets }] = await deployments.call(['application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'sagemaker' }]);
    expect(targets).toMatchObject([{ ResourceId: `inference-component/${base.InferenceComponentName}`, MinCapacity: 0, MaxCapacity: 4 }]);
  });

  test('are updated in place to a new model before the old model is deleted', async () => {
    const [before] = await describeComponents();
    const start = await deployments.lastSequence();
    expect(await deploy({ imageTag: '2' })).toMatchObject({ code: 0 });
    const [after] = await describeComponents();
    expect(after).toMatchObject({ InferenceComponentArn: before.InferenceComponentArn, CreationTime: before.CreationTime });
    expect(after.LastDeploymentConfig.AutoRollbackConfiguration.Alarms).toHaveLength(1);
    expect((await deployments.eventsSince(start)).map(({ event, resource }) => [event, resource])).toEqual([
      ['CreateModel', after.Specification.ModelName],
      ['UpdateInferenceComponent', after.InferenceComponentName],
      ['InferenceComponentInService', after.InferenceComponentName],
      ['DeleteModel', before.Specification.ModelName],
    ]);
  });

  test('fail to update to a model that fails its health check, and keep their previous specification', async () => {
    const [before] = await describeComponents();
    const { code, output } = await deploy({ imageTag: '3', outcome: 'Failed' });
    expect(code).not.toBe(0);
    expect(output).toContain('did not pass the ping health check');
    expect((await describeComponents())[0]).toMatchObject({ InferenceComponentStatus: 'InService', Specification: before.Specification });
  });

  test('are deleted after their scalable target, the adapter before its base component, and before their endpoint', async () => {
    const start = await deployments.lastSequence();
    expect(await deployments.destroy(inferenceComponentApp())).toMatchObject({ code: 0 });
    const events = await deployments.eventsSince(start);
    expect(events.filter(({ error }) => error !== undefined)).toEqual([]);
    const order = events.map(({ event, resource }) => `${event} ${resource}`);
    const indexOf = (pattern: RegExp) => order.findIndex((line) => pattern.test(line));
    const steps = [/^DeregisterScalableTarget/, /^DeleteInferenceComponent shared-base/, /^DeleteEndpoint /, /^DeleteEndpointConfig /].map(indexOf);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect([...steps].sort((one, other) => one - other)).toEqual(steps);
    expect(indexOf(/^DeleteInferenceComponent shared-adapter/)).toBeLessThan(indexOf(/^DeleteInferenceComponent shared-base/));
    expect(await deployments.call(['sagemaker', 'ListInferenceComponents'], ['sagemaker', 'ListEndpoints'])).toEqual([
      expect.objectContaining({ InferenceComponents: [] }), expect.objectContaining({ Endpoints: [] }),
    ]);
  });
});
