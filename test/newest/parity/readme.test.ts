import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as alpha from '@aws-cdk/aws-sagemaker-alpha';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import * as ours from 'cdk-sagemaker';
import * as ts from 'typescript';
import { IMAGE_FOLDER, MODEL_FILE } from './parts';
import { alphaExamples, asModule, Example } from './readme';
import { comparableResources, Template, templatesOf } from './templates';
import { UNRECORDED } from '../../record-templates';

const NEWEST = join(__dirname, '..');
const EXAMPLES = alphaExamples();
const SCALING = EXAMPLES.filter(({ heading }) => heading === 'AutoScaling');
const OTHERS = EXAMPLES.filter((example) => !SCALING.includes(example));

/** Synthesizes an example with one of the two packages. */
function synthesize(example: Example, sagemaker: object): Template {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(asModule(example), { compilerOptions });
  const exported = {} as { Example: new (scope: App, id: string) => Stack };
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what an example imports is only known when it runs
  const load = (name: string) => name === '@aws-cdk/aws-sagemaker-alpha' ? sagemaker : require(name);
  new Function('require', 'exports', outputText)(load, exported);
  const app = new App({ context: { [UNRECORDED]: sagemaker === alpha } });
  const stack = new exported.Example(app, 'Example');
  // Some examples create no resources, and CloudFormation does not accept an empty stack.
  return stack.node.findAll().some((construct) => CfnResource.isCfnResource(construct)) ? templatesOf(app)['Example.template.json'] : { Resources: {} };
}

describe("the examples of the alpha's README", () => {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'alpha-readme-'));

  beforeAll(() => {
    // The examples read files from `path/to/...`.
    cpSync(IMAGE_FOLDER, join(folder, 'path', 'to', 'Dockerfile', 'directory'), { recursive: true });
    cpSync(MODEL_FILE, join(folder, 'path', 'to', 'artifact', 'file.tar.gz'));
    process.chdir(folder);
  });

  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  test('are complete', () => {
    expect(EXAMPLES).toHaveLength(14);
    expect(SCALING).toHaveLength(1);
  });

  test.each(OTHERS.map((example, index) => [`${index + 1}: ${example.heading}`, example] as const))('synthesize to the resources of the alpha module, %s', (_, example) => {
    expect(comparableResources(synthesize(example, ours))).toEqual(comparableResources(synthesize(example, alpha)));
  });

  test('fail with both packages for the scaled default instance type, because ml.t2 instances cannot be scaled', () => {
    expect(() => synthesize(SCALING[0], alpha)).toThrow(/burstable/);
    expect(() => synthesize(SCALING[0], ours)).toThrow(/burstable/);
  });

  test('scale an instance type that can be scaled', () => {
    const body = SCALING[0].body.map((line) => line.replace('model: model,', 'model: model, instanceType: sagemaker.InstanceType.M5_LARGE,'));
    const migrated = comparableResources(synthesize({ ...SCALING[0], body }, ours));
    expect(migrated).toEqual(comparableResources(synthesize({ ...SCALING[0], body }, alpha)));
    expect(JSON.stringify(migrated)).toContain('AWS::ApplicationAutoScaling::ScalingPolicy');
  });
});

test('programs for the alpha module and the examples of its README compile with this package', () => {
  const generated = join(NEWEST, '.readme');
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(generated);
  EXAMPLES.forEach((example, index) => writeFileSync(join(generated, `example-${index + 1}.ts`), asModule(example)));

  // test/newest/tsconfig.json maps the name of the alpha module to this library.
  const tsc = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '--project', NEWEST], { encoding: 'utf8' });
  expect(tsc.stdout).toBe('');
  expect(tsc.status).toBe(0);
}, 120_000);
