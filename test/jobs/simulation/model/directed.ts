import { Wait } from './clock';
import { Call, Director, Fate, JobFate, Operation } from './director';
import { Request } from './requests';
import { job } from './template';
import { World } from './world';

/** A wait that may ask the world whether it is over. */
type Until = number | ((world: World) => boolean);

/** What befalls the calls that it fits; what it does not name fits any. */
export interface Rule {
  /** The request, such as `2 Update Job` or `2 rollback Update Job`. */
  readonly of: string;
  readonly invocation?: number;
  readonly step?: Call['step']['do'];
  readonly nth?: number;
  readonly pause?: Until;
  readonly latency?: Until;
  readonly crash?: Fate['crash'];
  readonly error?: Fate['error'];
}

type Times = 'after' | 'jobAfter' | 'siblingTakes' | 'interruptedAfter' | 'statusAfter' | 'undoAfter' | 'reads';
type Told = Pick<Operation, 'do'> & Partial<Omit<Operation, Times>> & { readonly [time in Times]?: Until };

/** A schedule as told: what is not told goes smoothly. */
export interface Plan {
  readonly operations: readonly Told[];
  readonly rules?: readonly Rule[];
  readonly jobs?: readonly Partial<JobFate>[];
  /** When the events of a request arrive, by its title. */
  readonly deliveries?: Readonly<Record<string, readonly Until[]>>;
  readonly rolesReadyAfter?: number;
}

/** What befalls a call by its number, whatever it is. */
export type Misfortune = Pick<Fate, 'crash' | 'error'>;

const FOREVER = 1e9;

export class DirectedDirector implements Director {
  /** Every call that was made, for those who count. */
  readonly calls: Call[] = [];
  /** Rules that never fitted anything. */
  readonly idle: Set<Rule>;
  private world!: World;

  constructor(private readonly plan: Plan, private readonly misfortunes: ReadonlyMap<number, Misfortune> = new Map()) {
    this.idle = new Set(plan.rules);
  }

  watches(world: World): void {
    this.world = world;
  }

  operation(number: number): Operation | undefined {
    const told = this.plan.operations[number];
    return told && {
      template: { job: told.do === 'delete' ? undefined : job('A'), waiters: [] },
      sibling: 'succeeds',
      learnsUntil: 'status',
      learnsFailed: true,
      cleansWith: 'old',
      rollbackIsUpdate: false,
      deletesAgain: 0,
      ...told,
      after: this.wait(told.after, 5000),
      jobAfter: this.wait(told.jobAfter, 1000),
      siblingTakes: this.wait(told.siblingTakes, 2000),
      interruptedAfter: told.interruptedAfter === undefined ? undefined : this.wait(told.interruptedAfter, 0),
      statusAfter: this.wait(told.statusAfter, 1000),
      undoAfter: this.wait(told.undoAfter, 1000),
      reads: this.wait(told.reads, 50),
    };
  }

  call(call: Call): Fate {
    this.calls.push(call);
    const { request, invocation, step, nth } = call;
    const misfortune = this.misfortunes.get(this.calls.length);
    const latency = misfortune?.error === 'silent, done later' ? 12_000 : misfortune?.crash === 'during' ? 2000 : 50;
    for (const rule of this.plan.rules ?? []) {
      if (rule.of === request.title && [undefined, invocation].includes(rule.invocation) && [undefined, step.do].includes(rule.step)
        && [undefined, nth].includes(rule.nth)) {
        this.idle.delete(rule);
        const pause = this.wait(rule.pause, 0);
        const told = { pause, crash: rule.crash, error: rule.error };
        return misfortune ? { ...told, ...misfortune, latency } : { ...told, latency: this.wait(rule.latency, latency) };
      }
    }
    return { pause: 0, latency, ...misfortune };
  }

  job(number: number): JobFate {
    return { takes: FOREVER, ends: 'Completed', unseen: 0, stopTakes: 10_000, stopEnds: 'Stopped', ...this.plan.jobs?.[number] };
  }

  deliveries(request: Request, baton: boolean): readonly Wait[] {
    return (!baton && this.plan.deliveries?.[request.title]?.map((wait) => this.wait(wait, 0))) || [0];
  }

  rolesReadyAfter(): number {
    return this.plan.rolesReadyAfter ?? 0;
  }

  private wait(wait: Until | undefined, otherwise: number): Wait {
    return typeof wait === 'function' ? () => wait(this.world) : wait ?? otherwise;
  }
}
