import { awscdk, Task } from 'projen';
import { addSuite } from './jest';

const RUN = 'ts-node -T test/bindings/run.ts';

/** The packages of other languages; `npm test` leaves them out where there is no JDK or no Maven, and says so. */
export function addBindingsTests(project: awscdk.AwsCdkConstructLibrary): Task {
  addSuite(project, {
    file: 'test/bindings/jest.config.json',
    testMatch: ['<rootDir>/test/bindings/**/*.test.ts'],
    setupFiles: [],
    maxWorkers: 1,
    testTimeout: 600_000,
  });
  project.addTask('test:bindings', {
    description: 'Builds the Python wheel and the Java jar, and runs one app in each',
    exec: RUN,
    receiveArgs: true,
  });
  return project.addTask('test:bindings:where-possible', { exec: `${RUN} --where-possible` });
}
