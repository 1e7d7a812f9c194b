import { awscdk, Task } from 'projen';
import { addSuite } from './jest';

const RUN = 'ts-node -T test/bindings/run.ts';

/** Adds the tests of the packages in other languages. `npm test` skips them with a message if no JDK or Maven is installed. */
export function addBindingsTests(project: awscdk.AwsCdkConstructLibrary): Task {
  addSuite(project, {
    file: 'test/bindings/jest.config.json',
    testMatch: ['<rootDir>/test/bindings/**/*.test.ts'],
    setupFiles: [],
    maxWorkers: 1,
    testTimeout: 600_000,
  });
  project.addTask('test:bindings', {
    description: 'Build the Python wheel and the Java jar, and run the same app in each language',
    exec: RUN,
    receiveArgs: true,
  });
  return project.addTask('test:bindings:where-possible', { exec: `${RUN} --where-possible` });
}
