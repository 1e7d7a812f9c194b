import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preparePython, runJavaApp, runPythonApp, runTypeScriptApp, Synthesis } from './apps';
import { ROOT } from './exec';
import { buildLibrary, DIST, PACKAGE } from './library';

let library: Promise<void>;
let apps: Record<'TypeScript' | 'Python' | 'Java', Promise<Synthesis>>;

// All apps start in parallel. Each test waits only for the apps that it uses.
beforeAll(() => {
  library = buildLibrary();
  const venv = preparePython();
  apps = {
    TypeScript: library.then(runTypeScriptApp),
    Python: Promise.all([venv, library]).then(([python]) => runPythonApp(python)),
    Java: library.then(runJavaApp),
  };
  void Promise.allSettled(Object.values(apps));
});

test('the TypeScript app synthesizes its stacks and their assets', async () => {
  const { templates, assets } = await apps.TypeScript;

  expect(Object.keys(templates)).toEqual(['Asynchronous', 'Components', 'Imported', 'Instances', 'Serverless', 'Training'].map((stack) => `${stack}.template.json`));
  expect(Object.keys(assets)).toHaveLength(2); // the artifacts of a model, and the job handler
});

describe.each(['Python', 'Java'] as const)('the %s app', (language) => {
  test('synthesizes to the templates and assets of the TypeScript app', async () => {
    const [expected, actual] = await Promise.all([apps.TypeScript, apps[language]]);

    expect(Object.keys(actual.templates)).toEqual(Object.keys(expected.templates));
    for (const [file, template] of Object.entries(expected.templates)) {
      expect(actual.templates[file]).toEqual(template);
    }
    expect(actual.assets).toEqual(expected.assets);
  });
});

test('fails with the same validation error in every language', async () => {
  const { stdout: errors } = await apps.TypeScript;

  expect(errors).toContain('serverlessProductionVariant.memorySizeInMB must be one of 1024, 2048, 3072, 4096, 5120, 6144, got 1500');
  expect(errors).toContain('serverlessProductionVariant.maxConcurrency must be between 1 and 200, got 500');
  expect((await apps.Python).stdout).toContain(errors);
  expect((await apps.Java).stdout).toContain(errors);
});

test('the code for Go and .NET contains every exported class', async () => {
  await library;
  const { types } = JSON.parse(readFileSync(join(PACKAGE, '.jsii'), 'utf8'));
  const names = Object.values<{ name: string }>(types).map((type) => type.name);

  expect(names).toContain('Model');
  expect(names.filter((name) => !existsSync(join(DIST, 'go', 'cdksagemaker', `${name}.go`)))).toEqual([]);
  expect(names.filter((name) => !existsSync(join(DIST, 'dotnet', 'CdkSagemaker', 'CdkSagemaker', `${name}.cs`)))).toEqual([]);
});

test('the examples in docstrings are translated to the language of the package', async () => {
  await library;
  const read = (...path: string[]) => readFileSync(join(DIST, ...path), 'utf8');

  expect(read('package', 'lib', 'model', 'model.d.ts')).toContain('new Model(this,');
  expect(read('go', 'cdksagemaker', 'Model.go')).toContain('NewModel(this,');
  expect(read('dotnet', 'CdkSagemaker', 'CdkSagemaker', 'Model.cs')).toContain('new Model(this, "Model", new ModelProps {');
});

test('the apps are built with the oldest versions that package.json supports', () => {
  const { devDependencies, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const python = readFileSync(join(__dirname, 'python', 'requirements.txt'), 'utf8');
  const java = readFileSync(join(__dirname, 'java', 'pom.xml'), 'utf8');

  for (const peer of ['aws-cdk-lib', 'constructs']) {
    const floor = devDependencies[peer];
    expect(peerDependencies[peer]).toEqual(`^${floor}`);
    expect(python).toContain(`${peer}==${floor}\n`);
    expect(java.replace(/\s/g, '')).toContain(`<artifactId>${peer}</artifactId><version>${floor}</version>`);
  }
});
