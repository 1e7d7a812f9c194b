import { join } from 'node:path';
import { startServer } from './server';
import { Cdk } from '../../local-aws/cdk';
import { LocalAws } from '../../local-aws/local-aws';
import { CommandResult, ROOT } from '../../local-aws/process';

const APP = `ts-node -T ${join(__dirname, 'components-app.ts')}`;
const FOLDER = join(ROOT, '.local-aws', 'cdk.out', 'components');

let aws: LocalAws;
let cdk: Cdk;

beforeAll(async () => {
  aws = await startServer();
  cdk = new Cdk(aws);
  expect(await cdk.bootstrap()).toMatchObject({ code: 0 });
});
afterAll(() => aws?.stop());

function deploy(env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
  return cdk.deploy({ env: { CDK_VALIDATION: 'false', ...env } }, 'Shared', '--app', APP, '--output', FOLDER);
}

/** The base and the adapter, as the service describes them. */
async function components(): Promise<any[]> {
  const [{ InferenceComponents: found }] = await aws.call(['sagemaker', 'ListInferenceComponents']);
  const names: string[] = found.map(({ InferenceComponentName: name }: any) => name);
  return aws.call(...names.sort().reverse().map((name): [string, string, object] => ['sagemaker', 'DescribeInferenceComponent', { InferenceComponentName: name }]));
}

async function eventsSince(sequence: number): Promise<any[]> {
  return (await aws.events()).filter((event) => event.sequence > sequence);
}

// Each test goes on from where the one before left the stack.
describe('inference components', () => {
  test('come up on their endpoint, the adapter after its base', async () => {
    expect(await deploy()).toMatchObject({ code: 0 });
    const [base, adapter] = await components();
    expect(base).toMatchObject({
      InferenceComponentName: expect.stringMatching(/^shared-base-/),
      InferenceComponentStatus: 'InService',
      VariantName: 'Main',
      RuntimeConfig: { CurrentCopyCount: 2 },
    });
    expect(adapter).toMatchObject({ InferenceComponentStatus: 'InService', Specification: { BaseInferenceComponentName: base.InferenceComponentName } });
    const [{ ScalableTargets: targets }] = await aws.call(['application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'sagemaker' }]);
    expect(targets).toMatchObject([{ ResourceId: `inference-component/${base.InferenceComponentName}`, MinCapacity: 0, MaxCapacity: 4 }]);
  });

  test('move in place to a new model, and the old one goes after that', async () => {
    const [before] = await components();
    const { sequence } = (await aws.events()).at(-1)!;
    expect(await deploy({ TEST_IMAGE_TAG: '2' })).toMatchObject({ code: 0 });
    const [after] = await components();
    expect(after).toMatchObject({ InferenceComponentArn: before.InferenceComponentArn, CreationTime: before.CreationTime });
    expect(after.LastDeploymentConfig.AutoRollbackConfiguration.Alarms).toHaveLength(1);
    expect((await eventsSince(sequence)).map(({ event, resource }) => [event, resource])).toEqual([
      ['CreateModel', after.Specification.ModelName],
      ['UpdateInferenceComponent', after.InferenceComponentName],
      ['InferenceComponentInService', after.InferenceComponentName],
      ['DeleteModel', before.Specification.ModelName],
    ]);
  });

  test('fail to update to a model that does not come up, and are back where they were', async () => {
    const [before] = await components();
    const { code, output } = await deploy({ TEST_IMAGE_TAG: '3', TEST_OUTCOME: 'Failed' });
    expect(code).not.toBe(0);
    expect(output).toContain('did not pass the ping health check');
    expect((await components())[0]).toMatchObject({ InferenceComponentStatus: 'InService', Specification: before.Specification });
  });

  test('go before their endpoint, the adapter before its base, and after what scales them', async () => {
    const { sequence } = (await aws.events()).at(-1)!;
    expect(await cdk.destroy({}, 'Shared', '--app', APP, '--output', FOLDER)).toMatchObject({ code: 0 });
    const events = await eventsSince(sequence);
    expect(events.filter(({ error }) => error !== undefined)).toEqual([]);
    const order = events.map(({ event, resource }) => `${event} ${resource}`);
    const at = (pattern: RegExp) => order.findIndex((line) => pattern.test(line));
    const steps = [/^DeregisterScalableTarget/, /^DeleteInferenceComponent shared-base/, /^DeleteEndpoint /, /^DeleteEndpointConfig /].map(at);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect([...steps].sort((one, other) => one - other)).toEqual(steps);
    expect(at(/^DeleteInferenceComponent shared-adapter/)).toBeLessThan(at(/^DeleteInferenceComponent shared-base/));
    expect(await aws.call(['sagemaker', 'ListInferenceComponents'], ['sagemaker', 'ListEndpoints'])).toEqual([
      expect.objectContaining({ InferenceComponents: [] }), expect.objectContaining({ Endpoints: [] }),
    ]);
  });
});
