import { Wait } from './clock';
import { Call, CallBehavior, Director, JobBehavior, Operation } from './director';
import { Request } from './requests';
import { job } from './template';
import { World } from './world';

/** A duration in milliseconds, or a condition on the world to wait for. */
type Until = number | ((world: World) => boolean);

/** The behavior of the calls that match; members that are left out match every call. */
export interface Rule {
  /** The title of the request, such as `2 Update Job` or `2 rollback Update Job`. */
  readonly of: string;
  readonly invocation?: number;
  readonly step?: Call['step']['do'];
  readonly nth?: number;
  readonly pause?: Until;
  readonly latency?: Until;
  readonly crash?: CallBehavior['crash'];
  readonly error?: CallBehavior['error'];
}

type Times = 'after' | 'jobAfter' | 'siblingTakes' | 'interruptedAfter' | 'statusAfter' | 'undoAfter' | 'reads';
type PlannedOperation = Pick<Operation, 'do'> & Partial<Omit<Operation, Times>> & { readonly [time in Times]?: Until };

/** A schedule that is written down. Everything that it does not mention goes smoothly. */
export interface Plan {
  readonly operations: readonly PlannedOperation[];
  readonly rules?: readonly Rule[];
  readonly jobs?: readonly Partial<JobBehavior>[];
  /** When the event of a request is delivered, by the title of the request. */
  readonly deliveries?: Readonly<Record<string, readonly Until[]>>;
  readonly rolesReadyAfter?: number;
}

/** The failure of one call. */
export type CallFailure = Pick<CallBehavior, 'crash' | 'error'>;

const FOREVER = 1e9;

/** Decides as a plan says. In addition, calls can fail by their number. */
export class DirectedDirector implements Director {
  /** Every call that was made. */
  readonly calls: Call[] = [];
  /** The rules that have matched no call. */
  readonly unusedRules: Set<Rule>;
  private world!: World;

  constructor(private readonly plan: Plan, private readonly failures: ReadonlyMap<number, CallFailure> = new Map()) {
    this.unusedRules = new Set(plan.rules);
  }

  /** Sets the world on which conditions depend. */
  watch(world: World): void {
    this.world = world;
  }

  operation(number: number): Operation | undefined {
    const planned = this.plan.operations[number];
    return planned && {
      template: { job: planned.do === 'delete' ? undefined : job('A'), waiters: [] },
      sibling: 'succeeds',
      readsAnswersUntil: 'status',
      keepsIdOfFailedUpdate: true,
      cleanupProperties: 'old',
      rollbackIsUpdate: false,
      deletesAgain: 0,
      ...planned,
      after: this.wait(planned.after, 5000),
      jobAfter: this.wait(planned.jobAfter, 1000),
      siblingTakes: this.wait(planned.siblingTakes, 2000),
      interruptedAfter: planned.interruptedAfter === undefined ? undefined : this.wait(planned.interruptedAfter, 0),
      statusAfter: this.wait(planned.statusAfter, 1000),
      undoAfter: this.wait(planned.undoAfter, 1000),
      reads: this.wait(planned.reads, 50),
    };
  }

  call(call: Call): CallBehavior {
    this.calls.push(call);
    const { request, invocation, step, nth } = call;
    const failure = this.failures.get(this.calls.length);
    const latency = failure?.error === 'silent, done later' ? 12_000 : failure?.crash === 'during' ? 2000 : 50;
    for (const rule of this.plan.rules ?? []) {
      if (rule.of === request.title && [undefined, invocation].includes(rule.invocation) && [undefined, step.do].includes(rule.step)
        && [undefined, nth].includes(rule.nth)) {
        this.unusedRules.delete(rule);
        const pause = this.wait(rule.pause, 0);
        const planned = { pause, crash: rule.crash, error: rule.error };
        return failure ? { ...planned, ...failure, latency } : { ...planned, latency: this.wait(rule.latency, latency) };
      }
    }
    return { pause: 0, latency, ...failure };
  }

  job(number: number): JobBehavior {
    return { takes: FOREVER, ends: 'Completed', notFoundFor: 0, stopTakes: 10_000, stopEnds: 'Stopped', ...this.plan.jobs?.[number] };
  }

  deliveries(request: Request, isContinuation: boolean): readonly Wait[] {
    return (!isContinuation && this.plan.deliveries?.[request.title]?.map((wait) => this.wait(wait, 0))) || [0];
  }

  rolesReadyAfter(): number {
    return this.plan.rolesReadyAfter ?? 0;
  }

  private wait(wait: Until | undefined, defaultWait: number): Wait {
    return typeof wait === 'function' ? () => wait(this.world) : wait ?? defaultWait;
  }
}
