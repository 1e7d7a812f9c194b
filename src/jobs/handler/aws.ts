import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListTagsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { environmentCredentials } from './credentials';
import { JOB_APIS } from './kinds';
import { JobApi } from './kinds/job-api';
import { put, Timeouts } from './put';
import { redact } from './redact';
import { remoteError } from './remote-error';
import { JobState, Members, Outcome, StackDescription, Step, Steps } from './steps';
import { JobKind } from '../kinds';
import { merge } from '../protocol';

/** A service that does not respond must not use up an invocation. By default, the SDK waits forever. */
const TIMEOUTS: Timeouts = { connectMilliseconds: 3_000, totalMilliseconds: 10_000 };

type Performers = { readonly [K in Step['do']]: (step: Extract<Step, { do: K }>) => Promise<Outcome<K>> };

/** Performs the steps of the core with the AWS SDK. */
export class Aws {
  private readonly sagemaker: SageMakerClient;
  private readonly cloudformation: CloudFormationClient;
  private readonly lambda: LambdaClient;
  private readonly performers: Performers;

  constructor(private readonly timeouts: Timeouts = TIMEOUTS, private readonly apis: Readonly<Record<string, JobApi>> = JOB_APIS) {
    const config = {
      credentials: environmentCredentials,
      // the core decides what to retry
      maxAttempts: 1,
      requestHandler: { connectionTimeout: timeouts.connectMilliseconds, requestTimeout: timeouts.totalMilliseconds, throwOnRequestTimeout: true },
    };
    this.sagemaker = new SageMakerClient(config);
    this.cloudformation = new CloudFormationClient(config);
    this.lambda = new LambdaClient(config);
    this.performers = {
      'describe-stack': ({ stackId }) => this.describeStack(stackId),
      'create-job': ({ kind, request, overrides }) => this.createJob(kind, request, overrides),
      'describe-job': ({ kind, name }) => this.describeJob(kind, name),
      'list-tags': ({ arn }) => this.listTags(arn),
      'stop-job': ({ kind, name }) => this.stopJob(kind, name),
      'invoke': ({ functionName, payload }) => this.invoke(functionName, payload),
      'answer': ({ url, body }) => put(url, body, timeouts),
      'sleep': ({ milliseconds }) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      'now': async () => Date.now(),
      'log': async ({ line }) => console.log(redact(line)),
    };
  }

  /** Performs all steps. An error that the core throws fails the invocation; Lambda logs it, so it must not contain secrets. */
  public async run(steps: Steps): Promise<void> {
    try {
      for (let next = steps.next(); !next.done;) {
        const result = await this.perform(next.value).then((outcome) => ({ outcome }), (error: unknown) => ({ error }));
        next = 'error' in result ? steps.throw(remoteError(result.error)) : steps.next(result.outcome);
      }
    } catch (error) {
      const { name, message } = error as Error;
      throw Object.assign(new Error(redact(message)), { name });
    }
  }

  private perform(step: Step): Promise<unknown> {
    return (this.performers[step.do] as (step: Step) => Promise<unknown>)(step);
  }

  private async describeStack(stackId: string): Promise<StackDescription> {
    const command = new DescribeStacksCommand({ StackName: stackId });
    const { Stacks } = await this.withTimeout((abortSignal) => this.cloudformation.send(command, { abortSignal }));
    const stack = Stacks?.[0];
    return { status: stack?.StackStatus ?? '', created: stack?.CreationTime?.getTime(), updated: stack?.LastUpdatedTime?.getTime() };
  }

  private async createJob({ type }: JobKind, request: Members, overrides: Members = {}): Promise<void> {
    const command = this.apis[type].create(request);
    // the SDK drops members that are newer than itself, so this replaces the body
    command.middlewareStack.add((next) => (args) => {
      (args.request as { body: string }).body = JSON.stringify(merge(request, overrides));
      return next(args);
    }, { step: 'build', priority: 'high', name: 'newerMembers' });
    await this.withTimeout((abortSignal) => this.sagemaker.send(command, { abortSignal }));
  }

  private async describeJob({ type }: JobKind, name: string): Promise<JobState> {
    const api = this.apis[type];
    const description = await this.withTimeout((abortSignal) => this.sagemaker.send(api.describe(name), { abortSignal }));
    return { name, ...api.state(description) };
  }

  private async stopJob({ type }: JobKind, name: string): Promise<void> {
    await this.withTimeout((abortSignal) => this.sagemaker.send(this.apis[type].stop(name), { abortSignal }));
  }

  private async listTags(arn: string): Promise<Record<string, string>> {
    const tags: [string, string][] = [];
    let NextToken: string | undefined;
    do {
      const command = new ListTagsCommand({ ResourceArn: arn, NextToken });
      const page = await this.withTimeout((abortSignal) => this.sagemaker.send(command, { abortSignal }));
      tags.push(...(page.Tags ?? []).map(({ Key, Value }): [string, string] => [Key ?? '', Value ?? '']));
      NextToken = page.NextToken;
    } while (NextToken);
    return Object.fromEntries(tags);
  }

  private async invoke(functionName: string, payload: unknown): Promise<void> {
    const command = new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: Buffer.from(JSON.stringify(payload)) });
    await this.withTimeout((abortSignal) => this.lambda.send(command, { abortSignal }));
  }

  /** Limits the total time of a call, because the timeouts of the SDK end with the first byte of the response. */
  private async withTimeout<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(Object.assign(new Error('no response in time'), { name: 'TimeoutError' }));
        abort.abort();
      }, this.timeouts.totalMilliseconds);
    });
    try {
      return await Promise.race([call(abort.signal), timeout]);
    } finally {
      clearTimeout(timer);
    }
  }
}
