import { Fate } from './director';
import { errorOf, isDone, remoteError } from './errors';
import { Answer, Request } from './requests';
import { Job } from './sagemaker';
import { HANDLER, JANITOR } from './template';
import { World } from './world';
import { Step, Steps } from '../../../../src/jobs/handler/steps';

/** What is tested: what the two functions do with an event. */
export interface Handler {
  handle(event: unknown, context: Context): Steps;
  clean(event: unknown, context: Context): Steps;
}

export interface Context {
  readonly functionName: string;
  readonly cause?: string;
}

const RETRIES_AFTER = [60_000, 120_000];
const LONGEST_RUN = 900_000;
const EVENT_AGE = 900_000;

/** An event in Lambda's queue: tried three times, then given to the janitor, which has three tries of its own. */
interface Delivery {
  readonly request: Request;
  readonly event: unknown;
  readonly janitor: boolean;
  readonly cause?: string;
  readonly sent: number;
  readonly tries: number;
}

/** Lambda's asynchronous queue. */
export class Lambda {
  /** Events that are not done with. */
  private pending = 0;

  constructor(private readonly world: World, private readonly handler: Handler) {}

  send(request: Request, event: unknown, baton: boolean): void {
    const delivery: Delivery = { request, event, janitor: false, sent: this.world.clock.now, tries: 1 };
    for (const delay of this.world.director.deliveries(request, baton)) {
      this.pending++;
      this.world.clock.after(delay, () => this.run(delivery));
    }
  }

  get idle(): boolean {
    return this.pending === 0;
  }

  private run(delivery: Delivery): void {
    const { world } = this;
    delivery.request.invocations++;
    const context = { functionName: delivery.janitor ? JANITOR : HANDLER, cause: delivery.cause };
    const title = `${delivery.request.title} #${delivery.request.invocations}${delivery.janitor ? ' (janitor)' : ''}`;
    world.note?.(`${title} begins`);
    const steps = delivery.janitor ? this.handler.clean(delivery.event, context) : this.handler.handle(delivery.event, context);
    new Invocation(world, delivery, title, steps, {
      done: () => { this.pending--; },
      crashed: (cause) => this.crashed(delivery, cause),
    }).next(undefined);
  }

  private crashed(delivery: Delivery, cause: string): void {
    const { clock } = this.world;
    const wait = RETRIES_AFTER[delivery.tries - 1];
    if (wait !== undefined && (delivery.janitor || clock.now + wait - delivery.sent <= EVENT_AGE)) {
      clock.after(wait, () => this.run({ ...delivery, tries: delivery.tries + 1 }));
    } else if (!delivery.janitor) {
      const failed: Delivery = { ...delivery, janitor: true, cause, sent: clock.now, tries: 1 };
      clock.after(50, () => this.run(failed));
    } else {
      this.pending--;
    }
  }
}

/** One run of a function: performs the steps one after the other, each at its time and with its fate. */
class Invocation {
  private readonly began: number;
  private readonly number: number;
  private readonly counts = new Map<Step['do'], number>();
  /** In which operation the stack's status was read last. */
  private fence = 0;
  private started?: Job;

  constructor(
    private readonly world: World, private readonly delivery: Delivery, private readonly title: string,
    private readonly steps: Steps, private readonly ends: { done: () => void; crashed: (cause: string) => void },
  ) {
    this.began = world.clock.now;
    this.number = delivery.request.invocations;
  }

  next(outcome: unknown, error?: Error): void {
    const { world } = this;
    for (;;) {
      let result;
      try {
        result = error ? this.steps.throw(error) : this.steps.next(outcome);
      } catch (thrown) {
        const message = `${thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : thrown}`;
        world.judge.written('an error', message);
        this.die(message);
        return;
      }
      error = undefined;
      if (result.done) {
        world.note?.(`${this.title} is done`);
        this.ends.done();
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
    const { request, janitor } = this.delivery;
    const fate = world.director.call({ step, request, invocation: this.number, janitor, nth });
    if (step.do === 'sleep') {
      if (fate.crash) {
        this.die('crashed asleep');
      } else {
        world.clock.after(step.milliseconds, () => this.resume(undefined));
      }
    } else if (fate.pause === 0) {
      this.call(step, fate);
    } else {
      world.clock.after(fate.pause, () => this.call(step, fate));
    }
  }

  private call(step: Exclude<Step, { do: 'now' | 'log' | 'sleep' }>, fate: Fate): void {
    const { world } = this;
    if (world.clock.now - this.began > LONGEST_RUN) {
      this.die('Task timed out after 900.00 seconds');
      return;
    }
    if (fate.crash === 'before') {
      this.die(`crashed before ${step.do}`);
      return;
    }
    let outcome: unknown;
    let error: Error | undefined;
    if (fate.error) {
      this.delivery.request.faults++;
    }
    if (fate.crash === 'during' || fate.error === 'silent, done later') {
      world.clock.after(fate.latency, () => {
        try {
          this.perform(step);
        } catch {
          // nobody is there to hear it
        }
      });
      if (fate.crash) {
        this.die(`crashed during ${step.do}`);
        return;
      }
    } else if (!fate.error || isDone(fate.error)) {
      try {
        outcome = this.perform(step);
      } catch (thrown) {
        error = thrown as Error;
      }
    }
    if (fate.crash) {
      this.die(`crashed after ${step.do}`);
      return;
    }
    if (step.do === 'describe-stack' && !fate.error && !error) {
      this.fence = world.stack.operations;
      world.judge.looks(this.delivery.request);
    }
    if (fate.error && !error) {
      error = errorOf(fate.error);
    }
    world.note?.(`${this.title}: ${described(step)}${error ? `: ${error.message}` : told(outcome)}`);
    if (step.do === 'answer' && fate.error && !fate.error.startsWith('silent')) {
      outcome = fate.error === 'expired' ? 403 : fate.error.startsWith('broken') ? 500 : 503;
      error = undefined;
    }
    world.clock.after(fate.error?.startsWith('silent') ? 10_000 : fate.latency, () => this.resume(outcome, error));
  }

  private perform(step: Exclude<Step, { do: 'now' | 'log' | 'sleep' }>): unknown {
    const { world, delivery } = this;
    switch (step.do) {
      case 'describe-stack':
        return world.stack.describe(step.stackId);
      case 'create-job': {
        world.judge.written('a request', JSON.stringify(step.request));
        const made = world.sagemaker.create({ ...step.request, ...step.overrides }, delivery.request);
        world.judge.started(delivery.request);
        this.started = world.sagemaker.named(String(step.request.TrainingJobName));
        return made;
      }
      case 'describe-job':
        return world.sagemaker.describe(step.name);
      case 'list-tags':
        return world.sagemaker.tags(step.arn);
      case 'stop-job':
        world.judge.stopped(world.sagemaker.stop(step.name), delivery.request, this.fence);
        return undefined;
      case 'invoke':
        if (step.functionName !== HANDLER) {
          throw remoteError('ResourceNotFoundException', `Function not found: ${step.functionName}`, 404);
        }
        world.lambda.send(delivery.request, JSON.parse(JSON.stringify(step.payload)), true);
        return undefined;
      case 'answer':
        return this.answer(step.url, step.body);
    }
  }

  private answer(url: string, body: string): number {
    const { world, delivery: { request } } = this;
    if (url !== request.event.ResponseURL) {
      world.judge.broken('an answer goes where it was asked for', this.title);
      return 403;
    }
    world.stack.answered(request, body, this.began);
    return 200;
  }

  private resume(outcome: unknown, error?: Error): void {
    if (this.world.clock.now - this.began > LONGEST_RUN) {
      this.die('Task timed out after 900.00 seconds');
    } else {
      this.next(outcome, error);
    }
  }

  private die(cause: string): void {
    this.world.note?.(`${this.title} DIES: ${cause}`);
    if (this.started) {
      this.started.abandoned = true;
    }
    this.ends.crashed(cause);
  }
}

function described(step: Step): string {
  switch (step.do) {
    case 'create-job':
      return `create-job ${step.request.TrainingJobName}`;
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

function told(outcome: unknown): string {
  const status = (outcome as { status?: string } | undefined)?.status ?? (typeof outcome === 'number' ? outcome : undefined);
  return status === undefined ? '' : `: ${status}`;
}
