import { awscdk } from 'projen';
import { addBindingsTests } from './bindings-tests';
import { addComparisonTests } from './comparison-tests';
import { addSuite } from './jest';
import { addLocalAws } from './local-aws';

/** `npm test` is everything; each part is a task of its own. */
export function addTestTasks(project: awscdk.AwsCdkConstructLibrary): void {
  addSuite(project, {
    file: 'jest.config.json',
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    ignore: ['properties', 'jobs/simulation', 'newest', 'oracle', 'determinism', 'bindings', 'local-aws'],
  });
  const unit = project.addTask('test:unit', {
    description: 'The quick loop: behaviour of the constructs, without deployments',
    exec: 'jest',
    receiveArgs: true,
  });

  addSuite(project, {
    file: 'test/properties/jest.config.json',
    testMatch: ['<rootDir>/test/properties/**/*.test.ts'],
    testTimeout: 600_000,
  });
  const properties = project.addTask('test:properties', {
    description: 'Tens of thousands of right and wrong requests; PROPERTY_RUNS and PROPERTY_SEED ask for others',
    exec: 'jest --config test/properties/jest.config.json',
    receiveArgs: true,
  });

  addSuite(project, {
    file: 'test/jobs/simulation/jest.config.json',
    testMatch: ['<rootDir>/test/jobs/simulation/**/*.test.ts'],
    testTimeout: 600_000,
  });
  const simulation = project.addTask('test:simulation', {
    description: 'The handler of jobs against a model of AWS that crashes, repeats, delays and reorders; SIMULATION_SEED asks for other schedules',
    exec: 'jest --config test/jobs/simulation/jest.config.json',
    receiveArgs: true,
  });
  project.addTask('simulate', {
    description: 'A longer run of the same: npm run simulate -- --schedules 5000000 --seed 7',
    exec: 'ts-node -T -P tsconfig.dev.json test/jobs/simulation/simulate.ts',
    receiveArgs: true,
  });

  project.addTask('bench', {
    description: 'What the validation costs: its share of the synthesis of 200 endpoints',
    exec: 'ts-node -T -P tsconfig.dev.json bench/validation.ts',
  });

  const localAws = addLocalAws(project);
  const bindings = addBindingsTests(project);

  const lint = project.addTask('lint', { description: 'The types of every file, and the rules of the design' });
  lint.exec('tsc --noEmit -p tsconfig.dev.json');
  lint.spawn(project.tasks.tryFind('eslint')!);

  const comparisons = addComparisonTests(project);

  project.testTask.reset();
  for (const task of [project.compileTask, lint, 'docs:examples', 'docs:api', unit, properties, simulation, ...comparisons, localAws]) {
    project.testTask.spawn(typeof task === 'string' ? project.tasks.tryFind(task)! : task);
  }
  project.testTask.spawn(bindings);
}
