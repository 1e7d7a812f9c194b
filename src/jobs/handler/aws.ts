import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateTrainingJobCommand, CreateTrainingJobCommandInput, DescribeTrainingJobCommand, ListTagsCommand, SageMakerClient, StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { environmentCredentials } from './credentials';
import { Limits, put } from './put';
import { redact } from './redact';
import { remoteError } from './remote-error';
import { JobState, Outcomes, StackState, Step, Steps } from './steps';
import { merge } from '../protocol';

/** A silent service must not use up an invocation; the SDK itself waits for ever. */
const LIMITS: Limits = { connectMilliseconds: 3_000, totalMilliseconds: 10_000 };

type Takers = { readonly [K in Step['do']]: (step: Extract<Step, { do: K }>) => Promise<K extends keyof Outcomes ? Outcomes[K] : unknown> };

/** Takes the steps of the core with AWS. */
export class Aws {
  private readonly sagemaker: SageMakerClient;
  private readonly cloudformation: CloudFormationClient;
  private readonly lambda: LambdaClient;
  private readonly takers: Takers;

  constructor(private readonly limits: Limits = LIMITS) {
    const config = {
      credentials: environmentCredentials,
      // the core knows better what is worth a second try
      maxAttempts: 1,
      requestHandler: { connectionTimeout: limits.connectMilliseconds, requestTimeout: limits.totalMilliseconds, throwOnRequestTimeout: true },
    };
    this.sagemaker = new SageMakerClient(config);
    this.cloudformation = new CloudFormationClient(config);
    this.lambda = new LambdaClient(config);
    this.takers = {
      'describe-stack': ({ stackId }) => this.describeStack(stackId),
      'create-job': ({ request, overrides }) => this.createJob(request, overrides),
      'describe-job': ({ name }) => this.describeJob(name),
      'list-tags': ({ arn }) => this.listTags(arn),
      'stop-job': ({ name }) => this.within((abortSignal) => this.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: name }), { abortSignal })),
      'invoke': ({ functionName, payload }) => this.invoke(functionName, payload),
      'answer': ({ url, body }) => put(url, body, limits),
      'sleep': ({ milliseconds }) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      'now': async () => Date.now(),
      'log': async ({ line }) => console.log(redact(line)),
    };
  }

  /** Takes all steps, to the end. What escapes is told to Lambda, which writes it to the log. */
  public async drive(steps: Steps): Promise<void> {
    try {
      for (let next = steps.next(); !next.done;) {
        const taken = await this.take(next.value).then((value) => ({ value }), (error: unknown) => ({ error }));
        next = 'error' in taken ? steps.throw(remoteError(taken.error)) : steps.next(taken.value);
      }
    } catch (error) {
      const { name, message } = error as Error;
      throw Object.assign(new Error(redact(message)), { name });
    }
  }

  private take(step: Step): Promise<unknown> {
    return (this.takers[step.do] as (step: Step) => Promise<unknown>)(step);
  }

  private async describeStack(stackId: string): Promise<StackState> {
    const command = new DescribeStacksCommand({ StackName: stackId });
    const { Stacks } = await this.within((abortSignal) => this.cloudformation.send(command, { abortSignal }));
    const stack = Stacks?.[0];
    return { status: stack?.StackStatus ?? '', created: stack?.CreationTime?.getTime(), updated: stack?.LastUpdatedTime?.getTime() };
  }

  private async createJob(request: Readonly<Record<string, unknown>>, overrides: unknown): Promise<Outcomes['create-job']> {
    const command = new CreateTrainingJobCommand(request as unknown as CreateTrainingJobCommandInput);
    // the SDK leaves out what is newer than itself: the request is JSON as it is
    command.middlewareStack.add((next) => (args) => {
      (args.request as { body: string }).body = JSON.stringify(merge(request, overrides ?? {}));
      return next(args);
    }, { step: 'build', priority: 'high', name: 'newerMembers' });
    const { TrainingJobArn: arn = '' } = await this.within((abortSignal) => this.sagemaker.send(command, { abortSignal }));
    return { arn };
  }

  private async describeJob(name: string): Promise<JobState> {
    const job = await this.within((abortSignal) => this.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }), { abortSignal }));
    return {
      name,
      arn: job.TrainingJobArn ?? '',
      status: job.TrainingJobStatus ?? '',
      secondaryStatus: job.SecondaryStatus,
      failureReason: job.FailureReason,
      ended: job.TrainingEndTime?.getTime(),
      modelArtifacts: job.ModelArtifacts?.S3ModelArtifacts,
      finalMetrics: Object.fromEntries((job.FinalMetricDataList ?? []).map(({ MetricName, Value }) => [MetricName ?? '', Value ?? NaN])),
      warmPool: ['Available', 'InUse'].includes(job.WarmPoolStatus?.Status ?? ''),
    };
  }

  private async listTags(arn: string): Promise<Record<string, string>> {
    const tags: [string, string][] = [];
    let NextToken: string | undefined;
    do {
      const page = await this.within((abortSignal) => this.sagemaker.send(new ListTagsCommand({ ResourceArn: arn, NextToken }), { abortSignal }));
      tags.push(...(page.Tags ?? []).map(({ Key, Value }): [string, string] => [Key ?? '', Value ?? '']));
      NextToken = page.NextToken;
    } while (NextToken);
    return Object.fromEntries(tags);
  }

  private invoke(functionName: string, payload: unknown): Promise<unknown> {
    const command = new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: Buffer.from(JSON.stringify(payload)) });
    return this.within((abortSignal) => this.lambda.send(command, { abortSignal }));
  }

  /** The SDK's own time-outs end with the first byte. */
  private async within<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(Object.assign(new Error('no answer in time'), { name: 'TimeoutError' }));
        abort.abort();
      }, this.limits.totalMilliseconds);
    });
    try {
      return await Promise.race([call(abort.signal), silence]);
    } finally {
      clearTimeout(timer);
    }
  }
}
