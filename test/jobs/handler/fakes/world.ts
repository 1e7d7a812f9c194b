import { JobState, Outcomes, RemoteError, StackDescription, Step, Steps } from '../../../../src/jobs/handler/steps';
import { JOB_KINDS, JobKind } from '../../../../src/jobs/kinds';

/** A job as the service stores it. */
export interface FakeJob extends Omit<JobState, 'arn'> {
  arn: string;
  status: string;
  tags: Record<string, string>;
  request: Record<string, unknown>;
  overrides?: Record<string, unknown>;
  /** When the job ends by itself, in milliseconds since 1970, and with which status. */
  endsAt?: number;
  endsAs?: string;
}

export interface Fault {
  readonly step: Step['do'];
  readonly error: RemoteError;
  /** The number of calls that still fail. */
  times: number;
  /** Whether the call takes effect although it fails. */
  readonly takesEffect: boolean;
}

export interface ReceivedAnswer {
  readonly Status: string;
  readonly PhysicalResourceId: string;
  readonly RequestId: string;
  readonly Reason?: string;
  readonly Data?: Record<string, string>;
}

export function remoteError(name: string, message = 'no details', statusCode = 400): RemoteError {
  return Object.assign(new Error(message), { name, statusCode });
}

export const THROTTLED = remoteError('ThrottlingException', 'Rate exceeded');
export const DENIED = remoteError('AccessDeniedException', 'User is not authorized to perform this action');
export const BROKEN = remoteError('InternalFailure', 'The request processing has failed', 500);
export const SILENT = remoteError('TimeoutError', 'no response in time');

export class Crash extends Error {}

/** The worlds of the present test, in whose output no secret may appear. */
export const WORLDS: FakeWorld[] = [];

/** SageMaker, CloudFormation and the clock, as the core of the handler sees them. Everything is deterministic. */
export class FakeWorld {
  public kinds: readonly JobKind[] = JOB_KINDS;
  public now = Date.UTC(2026, 0, 5, 12, 0, 0);
  public readonly stack: { status: string; created?: number; updated?: number } = { status: 'CREATE_IN_PROGRESS', created: this.now - 60_000 };
  public readonly jobs = new Map<string, FakeJob>();
  /** The calls to services, such as `create-job A-1`; the clock, delays and log lines are not calls. */
  public readonly calls: string[] = [];
  public readonly answers: ReceivedAnswer[] = [];
  public readonly bodies: string[] = [];
  public readonly lines: string[] = [];
  public readonly errors: string[] = [];
  public readonly delays: number[] = [];
  /** The payloads of invocations that are not delivered yet. */
  public readonly invoked: any[] = [];
  public readonly faults: Fault[] = [];
  /** The HTTP statuses of the next answers; then 200. */
  public readonly answerStatus: number[] = [];
  public stopSeconds = 120;
  /** Runs before each call. */
  public before?: (call: string) => void;
  /** Runs after each successful call. */
  public after?: (call: string) => void;

  constructor(private readonly aliases: Record<string, string>) {
    WORLDS.push(this);
  }

  /** Lets the next calls of a step fail. */
  public fail(step: Step['do'], error: RemoteError, times = Infinity, takesEffect = false): void {
    this.faults.push({ step, error, times, takesEffect });
  }

  public addJob(name: string, status: string, more: Partial<FakeJob> = {}): FakeJob {
    const job: FakeJob = { name, arn: arnOf(name), status, tags: {}, request: {}, results: {}, ...more };
    this.jobs.set(name, job);
    return job;
  }

  /** The status of each job, by its short name. */
  public states(): Record<string, string> {
    this.endJobs();
    return Object.fromEntries([...this.jobs.values()].map(({ name, status }) => [this.short(name), status]));
  }

  /** The status and the physical id of the last answer. */
  public answer(): string {
    const last = this.answers.at(-1);
    return last ? `${last.Status} ${this.short(last.PhysicalResourceId)}` : 'none';
  }

  /** The short name of a job, such as `A-1` for the first slot of properties A. */
  public short(name: string): string {
    for (const [alias, base] of Object.entries(this.aliases)) {
      if (name.startsWith(`${base}-`)) { return `${alias}-${name.slice(base.length + 1)}`; }
    }
    return name;
  }

  /** Performs all steps, or those before a crash: each call has a place before it and one in it. */
  public run(steps: Steps, crashAt = Infinity): 'done' | 'crashed' {
    let place = 0;
    let next = steps.next();
    while (!next.done) {
      const step = next.value;
      if (!isCall(step)) {
        next = steps.next(this.performLocally(step));
        continue;
      }
      if (place++ === crashAt) { return 'crashed'; }
      let result: { outcome: unknown } | { error: unknown };
      try {
        result = { outcome: this.call(step) };
      } catch (error) {
        result = { error };
      }
      if (place++ === crashAt) { return 'crashed'; }
      next = 'error' in result ? steps.throw(result.error) : steps.next(result.outcome);
    }
    return 'done';
  }

  private performLocally(step: Step): unknown {
    switch (step.do) {
      case 'now': return this.now;
      case 'log': return void this.lines.push(step.line);
      case 'sleep':
        this.delays.push(step.milliseconds);
        this.now += step.milliseconds;
        return undefined;
      default: throw new Error(step.do);
    }
  }

  private call(step: Step): unknown {
    const description = this.describe(step);
    this.before?.(description);
    this.calls.push(description);
    this.now += 50;
    this.endJobs();
    const fault = this.faults.find(({ step: kind, times }) => kind === step.do && times > 0);
    if (fault) {
      fault.times--;
      if (fault.takesEffect) { this.perform(step); }
      throw fault.error;
    }
    const outcome = this.perform(step);
    this.after?.(description);
    return outcome;
  }

  private describe(step: Step): string {
    switch (step.do) {
      case 'create-job': return `${step.do} ${this.short(String(step.request[step.kind.nameMember]))}`;
      case 'describe-job':
      case 'stop-job': return `${step.do} ${this.short(step.name)}`;
      case 'list-tags': return `${step.do} ${this.short(step.arn.split('/').at(-1)!)}`;
      default: return step.do;
    }
  }

  private perform(step: Step): unknown {
    switch (step.do) {
      case 'describe-stack': return { ...this.stack } satisfies StackDescription;
      case 'create-job': return this.createJob(step.kind, step.request, step.overrides);
      case 'describe-job': return this.describeJob(step.name);
      case 'list-tags': return this.find(step.arn.split('/').at(-1)!).tags;
      case 'stop-job': return this.stopJob(step.name);
      case 'invoke': return void this.invoked.push(step.payload);
      case 'answer': return this.receiveAnswer(step.body);
      default: throw new Error(step.do);
    }
  }

  private createJob(kind: JobKind, request: Readonly<Record<string, unknown>>, overrides?: Readonly<Record<string, unknown>>): void {
    const name = String(request[kind.nameMember]);
    if (this.jobs.has(name)) {
      throw remoteError('ResourceInUse', 'Job names must be unique within an AWS account and region');
    }
    const tags = Object.fromEntries((request.Tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]));
    this.addJob(name, 'InProgress', { arn: arnOf(name, kind.arnResource), tags, request: { ...request }, overrides });
  }

  private describeJob(name: string): Outcomes['describe-job'] {
    const { tags: _, request: __, overrides: ___, endsAt: ____, endsAs: _____, ...state } = this.find(name);
    return state;
  }

  private stopJob(name: string): void {
    const job = this.find(name);
    if (job.status !== 'InProgress') {
      throw remoteError('ValidationException', `The request was rejected because the training job is in status ${job.status}.`);
    }
    Object.assign(job, { status: 'Stopping', endsAt: this.now + this.stopSeconds * 1000, endsAs: 'Stopped' });
  }

  private receiveAnswer(body: string): number {
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

  private endJobs(): void {
    for (const job of this.jobs.values()) {
      if (job.endsAt !== undefined && this.now >= job.endsAt) { Object.assign(job, { status: job.endsAs, endsAt: undefined }); }
    }
  }
}

function isCall(step: Step): boolean {
  return !['now', 'log', 'sleep'].includes(step.do);
}

function arnOf(name: string, resource = 'training-job'): string {
  return `arn:aws:sagemaker:eu-west-1:111122223333:${resource}/${name}`;
}
