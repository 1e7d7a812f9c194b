import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { startServer } from './server';
import { Cdk, CdkOptions } from '../../local-aws/cdk';
import { LocalAws, LocalAwsEvent } from '../../local-aws/local-aws';
import { CommandResult, ROOT } from '../../local-aws/process';

/**
 * A bootstrapped local AWS. The real CLI deploys apps to it that this process synthesizes, because a process for each app would cost seconds.
 */
export class Deployments {
  /** Starts a local AWS before the tests of the calling file and stops it after them. */
  public static forThisFile(): Deployments {
    const deployments = new Deployments();
    beforeAll(() => deployments.start());
    afterAll(() => deployments.server?.stop());
    return deployments;
  }

  private server?: LocalAws;

  private constructor() {}

  public get aws(): LocalAws { return this.server!; }

  /** Deploys the given stacks, or all stacks, with `cdk deploy`. */
  public deploy(app: App, ...stacks: string[]): Promise<CommandResult> {
    return this.cdk.deploy({}, ...stackArguments(stacks), ...appArguments(app), '--concurrency', '4');
  }

  public destroy(app: App, ...stacks: string[]): Promise<CommandResult> {
    return this.cdk.destroy({}, ...stackArguments(stacks), ...appArguments(app));
  }

  /** Deploys the app in a folder of `examples/` as its readers do. */
  public deployExample(name: string): Promise<CommandResult> {
    return this.cdk.deploy(exampleOptions(name));
  }

  public destroyExample(name: string): Promise<CommandResult> {
    return this.cdk.destroy(exampleOptions(name));
  }

  /** Calls operations with boto3. The responses are in the order of the requests. */
  public call(...requests: [service: string, operation: string, parameters?: object][]): Promise<any[]> {
    return this.aws.call(...requests);
  }

  public async statusOf(StackName: string): Promise<string> {
    const [{ Stacks: [stack] }] = await this.call(['cloudformation', 'DescribeStacks', { StackName }]);
    return stack.StackStatus;
  }

  public async eventsSince(sequence: number): Promise<LocalAwsEvent[]> {
    return (await this.aws.events()).filter((event) => event.sequence > sequence);
  }

  public async lastSequence(): Promise<number> {
    return (await this.aws.events()).at(-1)?.sequence ?? 0;
  }

  private get cdk(): Cdk { return new Cdk(this.aws); }

  private async start(): Promise<void> {
    this.server = await startServer();
    const { code, output } = await this.cdk.bootstrap();
    if (code !== 0) { throw new Error(output); }
  }
}

/** Creates an app whose cloud assembly is written to a git-ignored folder. */
export function appIn(folder: string): App {
  return new App({ outdir: join(ROOT, '.local-aws', 'cdk.out', folder) });
}

function appArguments(app: App): string[] {
  return ['--app', app.synth().directory];
}

function stackArguments(stacks: string[]): string[] {
  return stacks.length > 0 ? stacks : ['--all'];
}

function exampleOptions(name: string): CdkOptions {
  return { cwd: join(ROOT, 'examples', name), env: { CDK_VALIDATION: 'false' } };
}
