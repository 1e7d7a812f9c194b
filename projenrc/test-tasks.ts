import { awscdk } from 'projen';
import { addComparisonTests } from './comparison-tests';
import { addSuite } from './jest';

/** `npm test` is everything; each part is a task of its own. */
export function addTestTasks(project: awscdk.AwsCdkConstructLibrary): void {
  addSuite(project, {
    file: 'jest.config.json',
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    ignore: ['newest', 'oracle', 'determinism', 'bindings', 'local-aws'],
  });
  const unit = project.addTask('test:unit', {
    description: 'The quick loop: behaviour of the constructs, without deployments',
    exec: 'jest',
    receiveArgs: true,
  });

  addSuite(project, {
    file: 'test/bindings/jest.config.json',
    testMatch: ['<rootDir>/test/bindings/**/*.test.ts'],
    setupFiles: [],
    maxWorkers: 1,
    testTimeout: 600_000,
  });
  const BINDINGS = 'ts-node -T test/bindings/run.ts';
  project.addTask('test:bindings', {
    description: 'Builds the Python wheel and the Java jar, and runs one app in each',
    exec: BINDINGS,
    receiveArgs: true,
  });

  const lint = project.addTask('lint', { description: 'The types of every file, and the rules of the design' });
  lint.exec('tsc --noEmit -p tsconfig.dev.json');
  lint.spawn(project.tasks.tryFind('eslint')!);

  const comparisons = addComparisonTests(project);

  project.testTask.reset();
  for (const task of [project.compileTask, lint, unit, ...comparisons, 'docs:examples', 'docs:api']) {
    project.testTask.spawn(typeof task === 'string' ? project.tasks.tryFind(task)! : task);
  }
  project.testTask.exec(`${BINDINGS} --where-possible`);
}
