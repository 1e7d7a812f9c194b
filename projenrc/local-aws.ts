import { awscdk, Task } from 'projen';
import { addSuite } from './jest';

/** The quickstart, and the tests that deploy to the local AWS. Returns the test task. */
export function addLocalAws(project: awscdk.AwsCdkConstructLibrary): Task {
  const quickstart = project.addTask('quickstart', {
    description: 'Trains and hosts a model on a local AWS, shows what is there and destroys it; `-- --keep` leaves it running',
    exec: 'ts-node -T local-aws/quickstart.ts',
    receiveArgs: true,
  });
  quickstart.prependSpawn(project.tasks.tryFind('handler')!);

  // Every file has a server of its own. The CLI waits more than it works, but for the start of its processes.
  addSuite(project, {
    file: 'test/local-aws/jest.config.json',
    testMatch: ['<rootDir>/test/local-aws/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
  });
  return project.addTask('test:local-aws', {
    description: 'Deployments with the real CDK CLI against the local AWS',
    exec: 'jest -c test/local-aws/jest.config.json',
    receiveArgs: true,
  });
}
