import { awscdk } from 'projen';

/** `npm test` is everything; each part is a task of its own. */
export function addTestTasks(project: awscdk.AwsCdkConstructLibrary): void {
  const unit = project.addTask('test:unit', {
    description: 'The quick loop: behaviour of the constructs, without deployments',
    exec: 'jest --ci',
    receiveArgs: true,
  });
  project.testTask.reset();
  project.testTask.spawn(unit);
}
