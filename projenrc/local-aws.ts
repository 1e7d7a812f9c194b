import { awscdk, Task } from 'projen';
import { addSuite } from './jest';

/** The quickstart, and the tests that deploy to the local AWS. Returns the test task. */
export function addLocalAws(project: awscdk.AwsCdkConstructLibrary): Task {
  const quickstart = project.addTask('quickstart', {
    description: 'Deploys the first example to a local AWS, shows what is there and destroys it; `-- --keep` leaves it running',
    exec: 'ts-node -T local-aws/quickstart.ts',
    receiveArgs: true,
  });
  quickstart.prependSpawn(project.tasks.tryFind('handler')!);

  // One server for all: the CDK CLI alone keeps a processor busy.
  addSuite(project, {
    file: 'test/local-aws/jest.config.json',
    testMatch: ['<rootDir>/test/local-aws/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 120_000,
  });
  return project.addTask('test:local-aws', {
    description: 'Deployments with the real CDK CLI against the local AWS',
    exec: 'jest -c test/local-aws/jest.config.json',
    receiveArgs: true,
  });
}
