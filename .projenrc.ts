import { awscdk, cdk, javascript } from 'projen';
import { addDocumentation } from './projenrc/documentation';
import { addHandler } from './projenrc/handler/task';
import { addLintRules } from './projenrc/lint';
import { addServiceModel } from './projenrc/service-model/task';
import { TaskRunner } from './projenrc/task-runner';
import { addTestTasks } from './projenrc/test-tasks';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-sagemaker',
  description: 'AWS CDK constructs for Amazon SageMaker: hosted models, endpoints, scaling and metrics, checked at synthesis.',
  keywords: ['aws', 'cdk', 'sagemaker', 'machine-learning', 'inference', 'endpoint', 'mlops'],
  author: 'cdk-sagemaker contributors',
  authorOrganization: true,
  authorAddress: 'https://github.com/cdksagemaker',
  copyrightOwner: 'cdk-sagemaker contributors',
  license: 'Apache-2.0',
  repositoryUrl: 'https://github.com/cdksagemaker/cdk-sagemaker.git',
  stability: cdk.Stability.EXPERIMENTAL,
  defaultReleaseBranch: 'main',

  // No hosted workflows: .ci/run is the one pipeline.
  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  minNodeVersion: '20.0.0',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  // Every package.json script goes through a script without dependencies, so that a fresh clone needs no `npm install` first.
  projenCommand: TaskRunner.COMMAND,

  // The peer floor, which is also what is compiled and unit-tested against.
  // 2.263.0 is the newest aws-cdk-lib that the metadata of npm, PyPI and Maven all list; test/newest/ holds the newest of npm.
  cdkVersion: '2.263.0',
  constructsVersion: '10.5.0',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3', // 7 is refused by ts-jest, ts-node and typescript-eslint
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: { compilerOptions: { paths: { 'cdk-sagemaker': ['./src'] } }, include: ['.projenrc.ts'], exclude: ['dist', 'lib', 'test/newest', 'cdk.out'] },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'examples', 'local-aws', 'bench', 'projenrc'],
    commandOptions: { fix: false }, // a check that mends what it finds can never fail
  },
  devDeps: [
    '@types/node@^20',
    // what the handler of training jobs is bundled of: exact, so that its bytes are too
    '@aws-sdk/client-cloudformation@3.1142.0',
    '@aws-sdk/client-lambda@3.1142.0',
    '@aws-sdk/client-sagemaker@3.1142.0',
    'esbuild@0.28.2',
    '@cdklabs/cdk-validator-cfnguard@^0.0.62', // the rules of AWS Control Tower
    'aws-cdk@2.1148.1', // the 3.0.0 on npm is an old build that cannot read today's cloud assemblies
    'cdk-nag@^3.0.2',
    'fast-check@^4',
    'jest@^30',
    'jsii-reflect@^1.134.0', // with jsii-diff, which holds the API against the alpha module's
    'ts-jest@^29',
    '@types/jest@^30',
  ],
  jest: false, // the suites have configurations of their own: projenrc/jest.ts

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

// `import ... from 'cdk-sagemaker'` works inside the repository too: examples read as they do in a user's app.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});

// cdk-nag asks for a newer patch of constructs than the floor, which is what is compiled against.
project.package.addField('overrides', { 'cdk-nag': { constructs: '$constructs' } });

project.npmignore?.addPatterns(
  '/.ci/', '/.venvs/', '/jest.config.json', '/tsconfig.dev.json', '/.local-aws/', '/bench/', '/cdk.out/', '/examples/', '/local-aws/', '/rosetta/', '/CONTRIBUTING.md', '.jsii.tabl.json',
);

// The decorators of aws-cdk-lib are the standard ones.
project.tsconfig?.file.addOverride('compilerOptions.experimentalDecorators', false);

// Of 1.13.0 most platform packages are not published: a lock file that leaves them out is refused by `npm ci`.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// Node.js 20 is the oldest that users may have, so it is what the tools run on; their banner about its age says nothing new.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '1');

new TaskRunner(project);
addLintRules(project);
addServiceModel(project);
addHandler(project);
addDocumentation(project);
addTestTasks(project);

project.synth();
