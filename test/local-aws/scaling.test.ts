import { Deployments } from './deployments';
import { scalingApp } from './scaling-app';

const deployments = Deployments.forThisFile();

interface Scaling {
  /** The scaled variants, with the ARN that a scalable target gets when it is registered, and the names of its policies. */
  readonly [variant: string]: { readonly targetArn: string; readonly policies: string[] };
}

/** Deploys the variants and returns the scaling of the endpoint afterwards. */
async function deploy(listed: string[], scaled: string[]): Promise<Scaling> {
  expect(await deployments.deploy(scalingApp(listed, scaled))).toMatchObject({ code: 0 });
  const [{ ScalableTargets: targets }, { ScalingPolicies: policies }] = await deployments.call(
    ['application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'sagemaker' }],
    ['application-autoscaling', 'DescribeScalingPolicies', { ServiceNamespace: 'sagemaker' }],
  );
  return Object.fromEntries(targets.map(({ ResourceId, ScalableTargetARN: targetArn }: any) => [ResourceId.split('/').pop(), {
    targetArn,
    policies: policies.filter((policy: any) => policy.ResourceId === ResourceId).map(({ PolicyName }: any) => PolicyName),
  }]));
}

// Each test continues with the stack of the previous test.
describe('the scalable targets of several variants', () => {
  let registered: Scaling;

  test('are registered with their policies', async () => {
    registered = await deploy(['a', 'b', 'c'], ['a', 'b', 'c']);
    expect(Object.keys(registered).sort()).toEqual(['a', 'b', 'c']);
    expect(Object.values(registered).map(({ policies }) => policies.length)).toEqual([1, 1, 1]);
  });

  test('stay registered when the variants are scaled in another order', async () => {
    expect(await deploy(['a', 'b', 'c'], ['c', 'b', 'a'])).toEqual(registered);
  });

  test('stay registered when the variants are listed in another order after the first', async () => {
    expect(await deploy(['a', 'c', 'b'], ['a', 'b', 'c'])).toEqual(registered);
  });

  test('stay registered when a variant is added', async () => {
    expect(await deploy(['a', 'c', 'd', 'b'], ['a', 'b', 'c'])).toEqual(registered);
  });

  test('stay registered when the first variant is no longer scaled', async () => {
    const { a: _first, ...others } = registered;
    expect(await deploy(['a', 'c', 'd', 'b'], ['b', 'c'])).toEqual(others);
  });

  test('are deregistered with the stack', async () => {
    expect(await deployments.destroy(scalingApp(['a'], []))).toMatchObject({ code: 0 });
    const [{ ScalableTargets: targets }] = await deployments.call(['application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'sagemaker' }]);
    expect(targets).toEqual([]);
  });
});
