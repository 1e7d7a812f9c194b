import { awscdk } from 'projen';
import { addBindingsTests } from './bindings-tests';
import { addComparisonTests } from './comparison-tests';
import { addSuite } from './jest';
import { addLocalAws } from './local-aws';

/** Adds a task for each test suite. `npm test` runs all of them. */
export function addTestTasks(project: awscdk.AwsCdkConstructLibrary): void {
  addSuite(project, {
    file: 'jest.config.json',
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    ignore: ['properties', 'jobs/simulation', 'newest', 'oracle', 'determinism', 'bindings', 'local-aws'],
  });
  const unit = project.addTask('test:unit', {
    description: 'Run the unit tests of the constructs',
    exec: 'jest',
    receiveArgs: true,
  });

  addSuite(project, {
    file: 'test/properties/jest.config.json',
    testMatch: ['<rootDir>/test/properties/**/*.test.ts'],
    testTimeout: 600_000,
  });
  const properties = project.addTask('test:properties', {
    description: 'Validate tens of thousands of random valid and invalid requests; PROPERTY_RUNS and PROPERTY_SEED change their number and seed',
    exec: 'jest --config test/properties/jest.config.json',
    receiveArgs: true,
  });

  addSuite(project, {
    file: 'test/jobs/simulation/jest.config.json',
    testMatch: ['<rootDir>/test/jobs/simulation/**/*.test.ts'],
    testTimeout: 600_000,
  });
  const simulation = project.addTask('test:simulation', {
    description: 'Test the job handler against a model of AWS with crashes, duplicates, delays and reordering; SIMULATION_SEED changes the seed',
    exec: 'jest --config test/jobs/simulation/jest.config.json',
    receiveArgs: true,
  });
  project.addTask('simulate', {
    description: 'Run a longer simulation: npm run simulate -- --schedules 5000000 --seed 7',
    exec: 'ts-node -T -P tsconfig.dev.json test/jobs/simulation/simulate.ts',
    receiveArgs: true,
  });

  project.addTask('bench', {
    description: 'Measure the share of the validation in the synthesis time of 200 endpoints',
    exec: 'ts-node -T -P tsconfig.dev.json bench/validation.ts',
  });

  const localAws = addLocalAws(project);
  const bindings = addBindingsTests(project);

  const lint = project.addTask('lint', { description: 'Check the types of all files, and the design with eslint rules' });
  lint.exec('tsc --noEmit -p tsconfig.dev.json');
  lint.spawn(project.tasks.tryFind('eslint')!);

  const comparisons = addComparisonTests(project);

  project.testTask.reset();
  for (const task of [project.compileTask, lint, 'docs:examples', 'docs:api', unit, properties, simulation, ...comparisons, localAws]) {
    project.testTask.spawn(typeof task === 'string' ? project.tasks.tryFind(task)! : task);
  }
  project.testTask.spawn(bindings);
}
