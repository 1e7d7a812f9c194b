import { awscdk, Task } from 'projen';
import { addSuite } from './jest';

/** Adds the quickstart and the tests that deploy to the local AWS. Returns the test task. */
export function addLocalAws(project: awscdk.AwsCdkConstructLibrary): Task {
  const quickstart = project.addTask('quickstart', {
    description: 'Train and host a model on a local AWS, list its resources and destroy it; `-- --keep` keeps it running',
    exec: 'ts-node -T local-aws/quickstart.ts',
    receiveArgs: true,
  });
  quickstart.prependSpawn(project.tasks.tryFind('handler')!);

  // Each test file starts its own server. The CLI mostly waits, but the start of its processes takes CPU time.
  addSuite(project, {
    file: 'test/local-aws/jest.config.json',
    testMatch: ['<rootDir>/test/local-aws/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
  });
  const tests = project.addTask('test:local-aws', { description: 'Deploy to the local AWS with the real CDK CLI' });
  tests.exec('ts-node -T -P tsconfig.dev.json test/local-aws/prepare.ts');
  tests.exec('jest -c test/local-aws/jest.config.json', { receiveArgs: true });
  return tests;
}
