import { JsonFile, Project } from 'projen';

/** What differs between the test suites; everything else is the same for all of them. */
export interface SuiteOptions {
  /** The configuration file, relative to the repository. */
  readonly file: string;
  readonly testMatch: string[];
  /** Folders of `test/` that have a suite of their own. */
  readonly ignore?: string[];
  readonly moduleNameMapper?: Record<string, string>;
  readonly setupFiles?: string[];
  readonly maxWorkers?: number;
  readonly testTimeout?: number;
}

/**
 * Writes the jest configuration of one suite. Types are checked by the lint task, not again by every jest worker.
 */
export function addSuite(project: Project, suite: SuiteOptions): void {
  new JsonFile(project, suite.file, {
    marker: true,
    obj: {
      rootDir: '../'.repeat(suite.file.split('/').length - 1) || '.',
      testMatch: suite.testMatch,
      testPathIgnorePatterns: ['/node_modules/', ...(suite.ignore ?? []).map((folder) => `<rootDir>/test/${folder}/`)],
      modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.venvs/', '<rootDir>/\\.local-aws/'],
      globalSetup: '<rootDir>/projenrc/handler/before-tests.ts',
      setupFiles: suite.setupFiles ?? ['<rootDir>/test/setup.ts'],
      moduleNameMapper: { '^cdk-sagemaker$': '<rootDir>/src', ...suite.moduleNameMapper },
      transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', transpilation: true }] },
      maxWorkers: suite.maxWorkers ?? 2,
      testTimeout: suite.testTimeout ?? 30_000,
    },
  });
}
