import { CallBehavior } from './director';
import { errorOf, remoteError, takesEffect } from './errors';
import { Answer, Request } from './requests';
import { Job } from './sagemaker';
import { HANDLER, JANITOR } from './template';
import { World } from './world';
import { Step, Steps } from '../../../../src/jobs/handler/steps';
import { JOB_KINDS, JobKind } from '../../../../src/jobs/kinds';

/** The code under test: the two functions. */
export interface Handler {
  handle(event: unknown, context: Context): Steps;
  handleFailedEvent(event: unknown, context: Context): Steps;
}

export interface Context {
  readonly functionName: string;
  readonly kinds: readonly JobKind[];
  readonly cause?: string;
}

const RETRY_DELAYS = [60_000, 120_000];
const MAX_RUNTIME = 900_000;
const MAX_EVENT_AGE = 900_000;

/** An event in Lambda's queue: delivered up to three times to the handler, then up to three times to the janitor. */
interface Delivery {
  readonly request: Request;
  readonly event: unknown;
  readonly isJanitor: boolean;
  readonly cause?: string;
  readonly sentAt: number;
  readonly attempt: number;
}

type ServiceStep = Exclude<Step, { do: 'now' | 'log' | 'sleep' }>;

/** Lambda's asynchronous queue. */
export class Lambda {
  /** The number of events that are not finished. */
  private pending = 0;

  constructor(private readonly world: World, private readonly handler: Handler) {}

  send(request: Request, event: unknown, isContinuation: boolean): void {
    const delivery: Delivery = { request, event, isJanitor: false, sentAt: this.world.clock.now, attempt: 1 };
    for (const delay of this.world.director.deliveries(request, isContinuation)) {
      this.pending++;
      this.world.clock.after(delay, () => this.invoke(delivery));
    }
  }

  get isIdle(): boolean {
    return this.pending === 0;
  }

  private invoke(delivery: Delivery): void {
    const { world } = this;
    const { request, event, isJanitor, cause } = delivery;
    request.invocations++;
    const title = `${request.title} #${request.invocations}${isJanitor ? ' (janitor)' : ''}`;
    world.log?.(`${title} begins`);
    const context = { functionName: isJanitor ? JANITOR : HANDLER, kinds: JOB_KINDS, cause };
    const steps = isJanitor ? this.handler.handleFailedEvent(event, context) : this.handler.handle(event, context);
    new Invocation(world, delivery, title, steps, {
      onDone: () => { this.pending--; },
      onCrash: (reason) => this.retry(delivery, reason),
    }).next(undefined);
  }

  private retry(delivery: Delivery, cause: string): void {
    const { clock } = this.world;
    const delay = RETRY_DELAYS[delivery.attempt - 1];
    if (delay !== undefined && (delivery.isJanitor || clock.now + delay - delivery.sentAt <= MAX_EVENT_AGE)) {
      clock.after(delay, () => this.invoke({ ...delivery, attempt: delivery.attempt + 1 }));
    } else if (!delivery.isJanitor) {
      const failed: Delivery = { ...delivery, isJanitor: true, cause, sentAt: clock.now, attempt: 1 };
      clock.after(50, () => this.invoke(failed));
    } else {
      this.pending--;
    }
  }
}

/** One invocation of a function: performs the steps one after the other, each with the time and the behavior that the director decides. */
class Invocation {
  private readonly invokedAt: number;
  private readonly number: number;
  private readonly counts = new Map<Step['do'], number>();
  /** The operation in which the status of the stack was last read. */
  private stackReadIn = 0;
  private startedJob?: Job;

  constructor(
    private readonly world: World, private readonly delivery: Delivery, private readonly title: string,
    private readonly steps: Steps, private readonly callbacks: { onDone: () => void; onCrash: (cause: string) => void },
  ) {
    this.invokedAt = world.clock.now;
    this.number = delivery.request.invocations;
  }

  /** Passes the outcome or the error of a step to the function, and performs the next step. */
  next(outcome: unknown, error?: Error): void {
    const { world } = this;
    for (;;) {
      let result;
      try {
        result = error ? this.steps.throw(error) : this.steps.next(outcome);
      } catch (thrown) {
        const message = `${thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : thrown}`;
        world.judge.written('an error', message);
        this.crash(message);
        return;
      }
      error = undefined;
      if (result.done) {
        world.log?.(`${this.title} is done`);
        this.callbacks.onDone();
        return;
      }
      const step = result.value;
      if (step.do === 'now') {
        outcome = world.clock.now;
      } else if (step.do === 'log') {
        world.judge.written('a log line', step.line);
        outcome = undefined;
      } else {
        this.schedule(step);
        return;
      }
    }
  }

  private schedule(step: Exclude<Step, { do: 'now' | 'log' }>): void {
    const { world } = this;
    const nth = (this.counts.get(step.do) ?? 0) + 1;
    this.counts.set(step.do, nth);
    const { request, isJanitor } = this.delivery;
    const behavior = world.director.call({ step, request, invocation: this.number, isJanitor, nth });
    if (step.do === 'sleep') {
      if (behavior.crash) {
        this.crash('crashed asleep');
      } else {
        world.clock.after(step.milliseconds, () => this.resume(undefined));
      }
    } else if (behavior.pause === 0) {
      this.call(step, behavior);
    } else {
      world.clock.after(behavior.pause, () => this.call(step, behavior));
    }
  }

  private call(step: ServiceStep, behavior: CallBehavior): void {
    const { world } = this;
    if (world.clock.now - this.invokedAt > MAX_RUNTIME) {
      this.crash('Task timed out after 900.00 seconds');
      return;
    }
    if (behavior.crash === 'before') {
      this.crash(`crashed before ${step.do}`);
      return;
    }
    let outcome: unknown;
    let error: Error | undefined;
    if (behavior.error) {
      this.delivery.request.faults++;
    }
    if (behavior.crash === 'during' || behavior.error === 'silent, done later') {
      world.clock.after(behavior.latency, () => {
        try {
          this.perform(step);
        } catch {
          // the function no longer waits for the response
        }
      });
      if (behavior.crash) {
        this.crash(`crashed during ${step.do}`);
        return;
      }
    } else if (!behavior.error || takesEffect(behavior.error)) {
      try {
        outcome = this.perform(step);
      } catch (thrown) {
        error = thrown as Error;
      }
    }
    if (behavior.crash) {
      this.crash(`crashed after ${step.do}`);
      return;
    }
    if (step.do === 'describe-stack' && !behavior.error && !error) {
      this.stackReadIn = world.stack.operations;
      world.judge.stackRead(this.delivery.request);
    }
    if (behavior.error && !error) {
      error = errorOf(behavior.error);
    }
    world.log?.(`${this.title}: ${describeStep(step)}${error ? `: ${error.message}` : describeOutcome(outcome)}`);
    if (step.do === 'answer' && behavior.error && !behavior.error.startsWith('silent')) {
      outcome = behavior.error === 'expired' ? 403 : behavior.error.startsWith('broken') ? 500 : 503;
      error = undefined;
    }
    world.clock.after(behavior.error?.startsWith('silent') ? 10_000 : behavior.latency, () => this.resume(outcome, error));
  }

  private perform(step: ServiceStep): unknown {
    const { world, delivery } = this;
    switch (step.do) {
      case 'describe-stack':
        return world.stack.describe(step.stackId);
      case 'create-job':
        world.judge.written('a request', JSON.stringify(step.request));
        this.startedJob = world.sagemaker.create(step.kind, { ...step.request, ...step.overrides }, delivery.request);
        world.judge.started(delivery.request);
        return undefined;
      case 'describe-job':
        return world.sagemaker.describe(step.name);
      case 'list-tags':
        return world.sagemaker.tags(step.arn);
      case 'stop-job':
        world.judge.stopped(world.sagemaker.stop(step.name), delivery.request, this.stackReadIn);
        return undefined;
      case 'invoke':
        if (step.functionName !== HANDLER) {
          throw remoteError('ResourceNotFoundException', `Function not found: ${step.functionName}`, 404);
        }
        world.lambda.send(delivery.request, JSON.parse(JSON.stringify(step.payload)), true);
        return undefined;
      case 'answer':
        return this.receiveAnswer(step.url, step.body);
    }
  }

  private receiveAnswer(url: string, body: string): number {
    const { world, delivery: { request } } = this;
    if (url !== request.event.ResponseURL) {
      world.judge.report('an answer goes to the response URL of its request', this.title);
      return 403;
    }
    world.stack.answered(request, body, this.invokedAt);
    return 200;
  }

  private resume(outcome: unknown, error?: Error): void {
    if (this.world.clock.now - this.invokedAt > MAX_RUNTIME) {
      this.crash('Task timed out after 900.00 seconds');
    } else {
      this.next(outcome, error);
    }
  }

  private crash(cause: string): void {
    this.world.log?.(`${this.title} CRASHES: ${cause}`);
    if (this.startedJob) {
      this.startedJob.abandoned = true;
    }
    this.callbacks.onCrash(cause);
  }
}

function describeStep(step: Step): string {
  switch (step.do) {
    case 'create-job':
      return `create-job ${step.request[step.kind.nameMember]}`;
    case 'answer': {
      const { Status, PhysicalResourceId, Reason } = JSON.parse(step.body) as Answer;
      return `answer ${Status} ${PhysicalResourceId} ${Reason ?? ''}`;
    }
    case 'describe-job':
    case 'stop-job':
      return `${step.do} ${step.name}`;
    default:
      return step.do;
  }
}

function describeOutcome(outcome: unknown): string {
  const status = (outcome as { status?: string } | undefined)?.status ?? (typeof outcome === 'number' ? outcome : undefined);
  return status === undefined ? '' : `: ${status}`;
}
