import { awscdk, cdk, javascript } from 'projen';
import { addDocumentation } from './projenrc/documentation';
import { addHandler } from './projenrc/handler/task';
import { addLintRules } from './projenrc/lint';
import { addServiceModel } from './projenrc/service-model/task';
import { TaskRunner } from './projenrc/task-runner';
import { addTestTasks } from './projenrc/test-tasks';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-sagemaker',
  description: 'AWS CDK constructs for Amazon SageMaker: models, endpoints, training jobs and notebook instances, validated at synthesis.',
  keywords: ['aws', 'cdk', 'sagemaker', 'machine-learning', 'inference', 'endpoint', 'mlops'],
  author: 'cdk-sagemaker contributors',
  authorOrganization: true,
  authorAddress: 'https://github.com/cdksagemaker',
  copyrightOwner: 'cdk-sagemaker contributors',
  license: 'Apache-2.0',
  repositoryUrl: 'https://github.com/cdksagemaker/cdk-sagemaker.git',
  stability: cdk.Stability.EXPERIMENTAL,
  defaultReleaseBranch: 'main',

  // No hosted workflows: .ci/run is the only pipeline.
  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  minNodeVersion: '20.0.0',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  // Every package.json script starts a script without dependencies, so that a fresh clone does not need `npm install` first.
  projenCommand: TaskRunner.COMMAND,

  // The oldest supported versions. The library is compiled and unit-tested with them.
  // 2.263.0 is the newest aws-cdk-lib in the metadata of npm, PyPI and Maven; test/newest/ uses the newest on npm.
  cdkVersion: '2.263.0',
  constructsVersion: '10.5.0',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3', // ts-jest, ts-node and typescript-eslint do not support 7
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: { compilerOptions: { paths: { 'cdk-sagemaker': ['./src'] } }, include: ['.projenrc.ts'], exclude: ['dist', 'lib', 'test/newest', 'cdk.out'] },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'examples', 'local-aws', 'bench', 'projenrc'],
    commandOptions: { fix: false }, // a check must not fix the violations that it finds
  },
  devDeps: [
    '@types/node@^20',
    // The packages of the job handler bundle. Exact versions keep its asset hash stable.
    '@aws-sdk/client-cloudformation@3.1142.0',
    '@aws-sdk/client-lambda@3.1142.0',
    '@aws-sdk/client-sagemaker@3.1142.0',
    'esbuild@0.28.2',
    '@cdklabs/cdk-validator-cfnguard@^0.0.62', // the rules of AWS Control Tower
    'aws-cdk@2.1148.1', // 3.0.0 on npm is an old build that cannot read current cloud assemblies
    'cdk-nag@^3.0.2',
    'fast-check@^4',
    'jest@^30',
    'jsii-reflect@^1.134.0', // used with jsii-diff to compare the API with the alpha module
    'ts-jest@^29',
    '@types/jest@^30',
  ],
  jest: false, // projenrc/jest.ts writes a configuration for each suite

  publishToPypi: { distName: 'cdk-sagemaker', module: 'cdk_sagemaker' },
  publishToMaven: {
    mavenGroupId: 'io.github.cdksagemaker',
    mavenArtifactId: 'cdk-sagemaker',
    javaPackage: 'io.github.cdksagemaker',
  },
  publishToNuget: { dotNetNamespace: 'CdkSagemaker', packageId: 'CdkSagemaker' },
  publishToGo: { moduleName: 'github.com/cdksagemaker/cdk-sagemaker-go', packageName: 'cdksagemaker' },

  gitignore: ['/.venvs/', '/.local-aws/', '/cdk.out/', '/test/newest/node_modules/', '/test/bindings/java/target/', '.jsii.tabl.json', '*.pyc', '__pycache__/'],

});

// With this field, `import ... from 'cdk-sagemaker'` also works inside the repository, so that examples look as in a user's app.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});

// cdk-nag requires a newer patch version of constructs than the oldest supported version.
project.package.addField('overrides', { 'cdk-nag': { constructs: '$constructs' } });

project.npmignore?.addPatterns(
  '/.ci/', '/.venvs/', '/jest.config.json', '/tsconfig.dev.json', '/.local-aws/', '/bench/', '/cdk.out/', '/examples/', '/local-aws/', '/rosetta/', '/CONTRIBUTING.md', '.jsii.tabl.json',
);

// aws-cdk-lib uses standard decorators.
project.tsconfig?.file.addOverride('compilerOptions.experimentalDecorators', false);

// Most platform packages of 1.13.0 are not published, and `npm ci` rejects a lock file without them.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// The tools run on Node.js 20, the oldest version that users may have. This suppresses their warning about its age.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '1');

new TaskRunner(project);
addLintRules(project);
addServiceModel(project);
addHandler(project);
addDocumentation(project);
addTestTasks(project);

project.synth();
