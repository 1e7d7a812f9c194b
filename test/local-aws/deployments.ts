import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { startServer } from './server';
import { Cdk, CdkOptions } from '../../local-aws/cdk';
import { LocalAws, LocalAwsEvent, LocalAwsOptions } from '../../local-aws/local-aws';
import { CommandResult, ROOT } from '../../local-aws/process';

/** A bootstrapped local AWS, to which the real CLI deploys apps that were synthesized in this process: a process for each would cost seconds. */
export class Deployments {
  public static async start(options: Partial<LocalAwsOptions> = {}): Promise<Deployments> {
    const aws = await startServer(options);
    const cdk = new Cdk(aws);
    const { code, output } = await cdk.bootstrap();
    if (code !== 0) {
      await aws.stop();
      throw new Error(output);
    }
    return new Deployments(aws, cdk);
  }

  private constructor(public readonly aws: LocalAws, private readonly cdk: Cdk) {}

  /** Deploys these stacks, or all, with `cdk deploy`. */
  public deploy(app: App, ...stacks: string[]): Promise<CommandResult> {
    return this.cdk.deploy({}, ...stacksOf(stacks), ...synthesized(app), '--concurrency', '4');
  }

  public destroy(app: App, ...stacks: string[]): Promise<CommandResult> {
    return this.cdk.destroy({}, ...stacksOf(stacks), ...synthesized(app));
  }

  /** Deploys the app of a folder in `examples/` as its readers do. */
  public deployExample(name: string): Promise<CommandResult> {
    return this.cdk.deploy(example(name));
  }

  public destroyExample(name: string): Promise<CommandResult> {
    return this.cdk.destroy(example(name));
  }

  public async statusOf(StackName: string): Promise<string> {
    const [{ Stacks: [stack] }] = await this.aws.call(['cloudformation', 'DescribeStacks', { StackName }]);
    return stack.StackStatus;
  }

  public async eventsSince(sequence: number): Promise<LocalAwsEvent[]> {
    return (await this.aws.events()).filter((event) => event.sequence > sequence);
  }

  public async lastSequence(): Promise<number> {
    return (await this.aws.events()).at(-1)?.sequence ?? 0;
  }

  public async stop(): Promise<void> {
    await this.aws.stop();
  }
}

/** An app whose assembly goes to a folder that is git-ignored. */
export function appIn(folder: string): App {
  return new App({ outdir: join(ROOT, '.local-aws', 'cdk.out', folder) });
}

function synthesized(app: App): string[] {
  return ['--app', app.synth().directory];
}

function stacksOf(stacks: string[]): string[] {
  return stacks.length > 0 ? stacks : ['--all'];
}

function example(name: string): CdkOptions {
  return { cwd: join(ROOT, 'examples', name), env: { CDK_VALIDATION: 'false' } };
}
