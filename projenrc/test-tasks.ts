import { awscdk } from 'projen';
import { addSuite } from './jest';

/** `npm test` is everything; each part is a task of its own. */
export function addTestTasks(project: awscdk.AwsCdkConstructLibrary): void {
  addSuite(project, {
    file: 'jest.config.json',
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    ignore: ['newest', 'oracle', 'bindings', 'local-aws'],
  });
  const unit = project.addTask('test:unit', {
    description: 'The quick loop: behaviour of the constructs, without deployments',
    exec: 'jest',
    receiveArgs: true,
  });

  project.testTask.reset();
  project.testTask.spawn(unit);
}
