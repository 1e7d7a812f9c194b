import { Outcomes, RemoteError, StackState, Step, Steps } from '../../../../src/jobs/handler/steps';

/** A training job as the service has it. */
export interface FakeJob {
  readonly name: string;
  status: string;
  secondaryStatus?: string;
  failureReason?: string;
  ended?: number;
  modelArtifacts?: string;
  finalMetrics?: Record<string, number>;
  warmPool?: boolean;
  tags: Record<string, string>;
  request: Record<string, unknown>;
  overrides?: Record<string, unknown>;
  /** When it ends by itself, and how. */
  endsAt?: number;
  endsAs?: string;
}

export interface Fault {
  readonly step: Step['do'];
  readonly error: RemoteError;
  /** How often; for ever if it is not said. */
  times: number;
  /** Whether what was asked for happens all the same. */
  readonly afterwards: boolean;
}

export interface GivenAnswer {
  readonly Status: string;
  readonly PhysicalResourceId: string;
  readonly RequestId: string;
  readonly Reason?: string;
  readonly Data?: Record<string, string>;
}

export function remoteError(name: string, message = 'no more is said', statusCode = 400): RemoteError {
  return Object.assign(new Error(message), { name, statusCode });
}

export const THROTTLED = remoteError('ThrottlingException', 'Rate exceeded');
export const DENIED = remoteError('AccessDeniedException', 'User is not authorized to perform this action');
export const BROKEN = remoteError('InternalFailure', 'The request processing has failed', 500);
export const SILENT = remoteError('TimeoutError', 'no answer in time');

export class Crash extends Error {}

/** Everything that worlds were told, for the search for secrets after each test. */
export const WORLDS: World[] = [];

/** SageMaker, CloudFormation and the clock, as far as the core of the handler sees them; what they do follows from what is asked alone. */
export class World {
  public now = Date.UTC(2026, 0, 5, 12, 0, 0);
  public readonly stack: { status: string; created?: number; updated?: number } = { status: 'CREATE_IN_PROGRESS', created: this.now - 60_000 };
  public readonly jobs = new Map<string, FakeJob>();
  /** What was asked, in words such as `create-job A-1`; the clock, pauses and the log are not asked. */
  public readonly calls: string[] = [];
  public readonly answers: GivenAnswer[] = [];
  public readonly bodies: string[] = [];
  public readonly lines: string[] = [];
  public readonly errors: string[] = [];
  public readonly pauses: number[] = [];
  /** Invocations of functions, not yet delivered. */
  public readonly invoked: any[] = [];
  public readonly faults: Fault[] = [];
  /** HTTP status of the answers to come; 200 when there are no more. */
  public readonly answerStatus: number[] = [];
  public stopSeconds = 120;
  /** Runs before a call is made, by its words. */
  public before?: (call: string) => void;
  /** Runs after a call was made. */
  public after?: (call: string) => void;

  constructor(private readonly aliases: Record<string, string>) {
    WORLDS.push(this);
  }

  public fail(step: Step['do'], error: RemoteError, times = Infinity, afterwards = false): void {
    this.faults.push({ step, error, times, afterwards });
  }

  public addJob(name: string, status: string, more: Partial<FakeJob> = {}): FakeJob {
    const job: FakeJob = { name, status, tags: {}, request: {}, ...more };
    this.jobs.set(name, job);
    return job;
  }

  /** The state of each job, by its short name. */
  public states(): Record<string, string> {
    this.settle();
    return Object.fromEntries([...this.jobs.values()].map(({ name, status }) => [this.short(name), status]));
  }

  /** The last answer, in short. */
  public answer(): string {
    const last = this.answers.at(-1);
    return last ? `${last.Status} ${this.short(last.PhysicalResourceId)}` : 'none';
  }

  /** `A-1` for the job in the first slot of properties A. */
  public short(name: string): string {
    for (const [alias, base] of Object.entries(this.aliases)) {
      if (name.startsWith(`${base}-`)) { return `${alias}-${name.slice(base.length + 1)}`; }
    }
    return name;
  }

  /** Takes all steps; a crash after some number of calls, or in the middle of one, ends it. */
  public run(steps: Steps, crashAt = Infinity): 'done' | 'crashed' {
    let position = 0;
    let next = steps.next();
    while (!next.done) {
      const step = next.value;
      if (!isCall(step)) {
        next = steps.next(this.aside(step));
        continue;
      }
      if (position++ === crashAt) { return 'crashed'; }
      let outcome: { value: unknown } | { error: unknown };
      try {
        outcome = { value: this.call(step) };
      } catch (error) {
        outcome = { error };
      }
      if (position++ === crashAt) { return 'crashed'; }
      next = 'error' in outcome ? steps.throw(outcome.error) : steps.next(outcome.value);
    }
    return 'done';
  }

  private aside(step: Step): unknown {
    switch (step.do) {
      case 'now': return this.now;
      case 'log': return void this.lines.push(step.line);
      case 'sleep':
        this.pauses.push(step.milliseconds);
        this.now += step.milliseconds;
        return undefined;
      default: throw new Error(step.do);
    }
  }

  private call(step: Step): unknown {
    const words = this.wordsOf(step);
    this.before?.(words);
    this.calls.push(words);
    this.now += 50;
    this.settle();
    const fault = this.faults.find(({ step: kind, times }) => kind === step.do && times > 0);
    if (fault) {
      fault.times--;
      if (fault.afterwards) { this.serve(step); }
      throw fault.error;
    }
    const outcome = this.serve(step);
    this.after?.(words);
    return outcome;
  }

  private wordsOf(step: Step): string {
    switch (step.do) {
      case 'create-job': return `${step.do} ${this.short(String(step.request.TrainingJobName))}`;
      case 'describe-job':
      case 'stop-job': return `${step.do} ${this.short(step.name)}`;
      case 'list-tags': return `${step.do} ${this.short(step.arn.split('/').at(-1)!)}`;
      default: return step.do;
    }
  }

  private serve(step: Step): unknown {
    switch (step.do) {
      case 'describe-stack': return { ...this.stack } satisfies StackState;
      case 'create-job': return this.create(step.request, step.overrides);
      case 'describe-job': return this.describe(step.name);
      case 'list-tags': return this.find(step.arn.split('/').at(-1)!).tags;
      case 'stop-job': return this.stop(step.name);
      case 'invoke': return void this.invoked.push(step.payload);
      case 'answer': return this.take(step.body);
      default: throw new Error(step.do);
    }
  }

  private create(request: Readonly<Record<string, unknown>>, overrides?: Readonly<Record<string, unknown>>): Outcomes['create-job'] {
    const name = String(request.TrainingJobName);
    if (this.jobs.has(name)) {
      throw remoteError('ResourceInUse', 'Training job names must be unique within an AWS account and region');
    }
    const tags = Object.fromEntries((request.Tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]));
    this.addJob(name, 'InProgress', { tags, request: { ...request }, overrides });
    return { arn: arnOf(name) };
  }

  private describe(name: string): Outcomes['describe-job'] {
    const { tags: _, request: __, overrides: ___, endsAt: ____, endsAs: _____, ...state } = this.find(name);
    return { ...state, arn: arnOf(name) };
  }

  private stop(name: string): void {
    const job = this.find(name);
    if (job.status !== 'InProgress') {
      throw remoteError('ValidationException', `The request was rejected because the training job is in status ${job.status}.`);
    }
    Object.assign(job, { status: 'Stopping', endsAt: this.now + this.stopSeconds * 1000, endsAs: 'Stopped' });
  }

  private take(body: string): number {
    const status = this.answerStatus.shift() ?? 200;
    this.bodies.push(body);
    if (status < 300) { this.answers.push(JSON.parse(body)); }
    return status;
  }

  private find(name: string): FakeJob {
    const job = this.jobs.get(name);
    if (!job) { throw remoteError('ValidationException', 'Requested resource not found.'); }
    return job;
  }

  private settle(): void {
    for (const job of this.jobs.values()) {
      if (job.endsAt !== undefined && this.now >= job.endsAt) { Object.assign(job, { status: job.endsAs, endsAt: undefined }); }
    }
  }
}

function isCall(step: Step): boolean {
  return !['now', 'log', 'sleep'].includes(step.do);
}

function arnOf(name: string): string {
  return `arn:aws:sagemaker:eu-west-1:111122223333:training-job/${name}`;
}
