/** What differs between the test suites; everything else is the same for all of them. */
export interface SuiteOptions {
  readonly testMatch: string[];
  /** Folders of `test/` that have a suite of their own. */
  readonly ignore?: string[];
  readonly moduleNameMapper?: Record<string, string>;
  readonly setupFiles?: string[];
  readonly maxWorkers?: number;
  readonly testTimeout?: number;
}

/**
 * The jest configuration of one suite. Types are checked by the compile and lint tasks, not again by every jest worker.
 */
export function jestConfig(suite: SuiteOptions): any {
  return {
    rootDir: '.',
    testMatch: suite.testMatch,
    testPathIgnorePatterns: ['/node_modules/', ...(suite.ignore ?? []).map((folder) => `<rootDir>/test/${folder}/`)],
    modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.venvs/', '<rootDir>/\\.local-aws/'],
    setupFiles: suite.setupFiles ?? ['<rootDir>/test/setup.ts'],
    moduleNameMapper: { '^cdk-sagemaker$': '<rootDir>/src', ...suite.moduleNameMapper },
    transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', transpilation: true }] },
    maxWorkers: suite.maxWorkers ?? 2,
    ...(suite.testTimeout ? { testTimeout: suite.testTimeout } : {}),
  };
}
