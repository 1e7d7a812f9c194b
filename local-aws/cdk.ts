import { delimiter, join } from 'node:path';
import { ChildResult, endsWithUs, ROOT, run } from './child';
import { ACCOUNT, LocalAws, REGION } from './local-aws';

export interface CdkOptions {
  /** The folder of the app. @default - the repository, for commands without an app */
  readonly cwd?: string;
  /** Variables for the app. */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** Sees the output as it comes. */
  readonly onOutput?: (text: string) => void;
}

/** The pinned CDK CLI, aimed at a local AWS. */
export class Cdk {
  constructor(private readonly aws: LocalAws) {}

  public bootstrap(options: CdkOptions = {}): Promise<ChildResult> {
    return this.run(['bootstrap', `aws://${ACCOUNT}/${REGION}`], options);
  }

  public deploy(options: CdkOptions, ...args: string[]): Promise<ChildResult> {
    return this.run(['deploy', '--require-approval', 'never', '--progress', 'events', ...args], options);
  }

  public destroy(options: CdkOptions, ...args: string[]): Promise<ChildResult> {
    return this.run(['destroy', '--force', ...args], options);
  }

  private run(args: string[], options: CdkOptions): Promise<ChildResult> {
    const bin = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
    return run(process.execPath, [bin, ...args, '--no-notices', '--ci', '--no-color'], {
      cwd: options.cwd,
      signal: options.signal,
      onOutput: options.onOutput,
      env: endsWithUs({
        ...this.aws.env,
        PATH: `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_DISABLE_VERSION_CHECK: 'true',
        // Whoever runs an old Node knows it.
        NODE_NO_WARNINGS: '1',
        JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
        ...options.env,
      }),
    });
  }
}
