import { JsonFile, Project } from 'projen';

/** The settings that differ between the test suites. */
export interface SuiteOptions {
  /** The configuration file, relative to the root of the repository. */
  readonly file: string;
  readonly testMatch: string[];
  /** The folders of `test/` that belong to other suites. */
  readonly ignore?: string[];
  readonly moduleNameMapper?: Record<string, string>;
  readonly setupFiles?: string[];
  readonly maxWorkers?: number;
  readonly testTimeout?: number;
}

/** Writes the jest configuration of a suite. The lint task checks types, so jest only transpiles. */
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
