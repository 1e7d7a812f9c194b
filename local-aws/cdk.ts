import { delimiter, join } from 'node:path';
import { ACCOUNT, LocalAws, REGION } from './local-aws';
import { CommandResult, exitWithParent, ROOT, runCommand } from './process';

export interface CdkOptions {
  /** The folder of the app. @default - the root of the repository, for commands without an app */
  readonly cwd?: string;
  /** Additional environment variables for the app. */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** Called with each piece of output as it arrives. */
  readonly onOutput?: (text: string) => void;
}

/** Runs the pinned CDK CLI against a local AWS. */
export class Cdk {
  constructor(private readonly aws: LocalAws) {}

  public bootstrap(options: CdkOptions = {}): Promise<CommandResult> {
    return this.run(['bootstrap', `aws://${ACCOUNT}/${REGION}`], options);
  }

  public deploy(options: CdkOptions, ...args: string[]): Promise<CommandResult> {
    return this.run(['deploy', '--require-approval', 'never', '--progress', 'events', ...args], options);
  }

  public destroy(options: CdkOptions, ...args: string[]): Promise<CommandResult> {
    return this.run(['destroy', '--force', ...args], options);
  }

  private run(args: string[], options: CdkOptions): Promise<CommandResult> {
    const bin = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
    return runCommand(process.execPath, [bin, ...args, '--no-notices', '--ci', '--no-color'], {
      cwd: options.cwd,
      signal: options.signal,
      onOutput: options.onOutput,
      env: exitWithParent({
        ...this.aws.env,
        PATH: `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_DISABLE_VERSION_CHECK: 'true',
        // Warnings about an old Node.js version would hide the output of the CLI.
        NODE_NO_WARNINGS: '1',
        JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
        ...options.env,
      }),
    });
  }
}
