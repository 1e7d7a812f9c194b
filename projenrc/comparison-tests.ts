import { awscdk, Task } from 'projen';
import { addSuite } from './jest';

const NEWEST = '<rootDir>/test/newest/node_modules';
const TEMPLATES = '.templates';

/** Adds the suites that compare the library with the newest aws-cdk-lib, the alpha module, cfn-lint, and itself in other environments. */
export function addComparisonTests(project: awscdk.AwsCdkConstructLibrary): Task[] {
  addSuite(project, {
    file: 'test/newest/jest.config.json',
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    ignore: ['properties', 'newest/node_modules', 'oracle', 'determinism', 'bindings', 'local-aws'],
    setupFiles: ['<rootDir>/test/newest/setup.ts', '<rootDir>/test/record-templates.ts'],
    moduleNameMapper: {
      '^aws-cdk-lib$': `${NEWEST}/aws-cdk-lib`,
      '^aws-cdk-lib/(.*)$': `${NEWEST}/aws-cdk-lib/$1`,
      '^constructs$': `${NEWEST}/constructs`,
      '^@aws-cdk/aws-sagemaker-alpha$': `${NEWEST}/@aws-cdk/aws-sagemaker-alpha`,
    },
  });
  const newest = project.addTask('test:newest', {
    description: 'Run the unit tests with the newest aws-cdk-lib and its template validation, and compare with the alpha module',
    env: { RECORD_TEMPLATES: TEMPLATES },
  });
  newest.exec('ts-node -T --project tsconfig.dev.json test/newest/prepare.ts');
  newest.exec('jest --silent --config test/newest/jest.config.json', { receiveArgs: true });

  addSuite(project, {
    file: 'test/oracle/jest.config.json',
    testMatch: ['<rootDir>/test/oracle/**/*.test.ts'],
    setupFiles: [],
  });
  const oracle = project.addTask('test:oracle', {
    description: 'Run cfn-lint on all templates that the last test:newest recorded',
  });
  oracle.spawn(newest, { condition: `node -e "process.exit(require('fs').existsSync('${TEMPLATES}') ? 1 : 0)"` });
  oracle.exec('jest --config test/oracle/jest.config.json', { receiveArgs: true });

  addSuite(project, {
    file: 'test/determinism/jest.config.json',
    testMatch: ['<rootDir>/test/determinism/**/*.test.ts'],
    setupFiles: [],
  });
  const determinism = project.addTask('test:determinism', {
    description: 'Synthesize the same app in other folders, on other days, in other time zones and languages',
    exec: 'jest --config test/determinism/jest.config.json',
    receiveArgs: true,
  });

  // The newest aws-cdk-lib may not be installed yet. The TypeScript project of these files checks their imports.
  project.eslint!.addOverride({
    files: ['test/newest/**/*.ts'],
    rules: { 'import/no-unresolved': 'off', 'import/no-extraneous-dependencies': 'off' },
  });
  project.gitignore.addPatterns(`/${TEMPLATES}/`, '/test/newest/.readme/');
  project.npmignore?.addPatterns(`/${TEMPLATES}/`);
  return [newest, oracle, determinism];
}
