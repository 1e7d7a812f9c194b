import { Choices } from './choices';
import { Call, Director, Fate, JobFate, Operation, ServiceFault } from './director';
import { Request } from './requests';
import { job, Template, waiters } from './template';

/** How hostile a schedule may be. */
export interface Setting {
  readonly title: string;
  readonly crashes: number;
  readonly duplicates: number;
  readonly waiting: boolean;
}

export const SETTINGS: readonly Setting[] = [
  { title: 'no faults', crashes: 0, duplicates: 0, waiting: false },
  { title: 'no faults, waiting', crashes: 0, duplicates: 0, waiting: true },
  { title: '2 crashes, 2 duplicates', crashes: 2, duplicates: 2, waiting: false },
  { title: '2 crashes, 2 duplicates, waiting', crashes: 2, duplicates: 2, waiting: true },
  { title: '4 crashes, 1 duplicate', crashes: 4, duplicates: 1, waiting: false },
  { title: '4 crashes, 1 duplicate, waiting', crashes: 4, duplicates: 1, waiting: true },
];

const SECOND = 1000;
const SMOOTH: Fate = { pause: 0, latency: 50 };
/** How long something takes that CloudFormation does. */
const PACE = [0, 0, 0.5, 1, 2, 5, 10, 30].map((seconds) => seconds * SECOND);
const PAUSES = [0.2, 0.5, 1, 2, 5, 10].map((seconds) => seconds * SECOND);
const LONG_PAUSES = [20, 40, 60].map((seconds) => seconds * SECOND);
const SIBLING = [0.2, 0.5, 0.8, 1, 1.5, 2, 3, 5, 8, 15, 40, 70, 130].map((seconds) => seconds * SECOND);
const LATE = [0, 0.1, 0.5, 1, 3, 10, 60, 100, 200, 400, 700, 880].map((seconds) => seconds * SECOND);
/** The dates of requests are in whole seconds, so operations are told apart if they are seconds apart. */
const GAPS = [5, 3, 20, 120, 500].map((seconds) => seconds * SECOND);
const FAULTS: readonly ServiceFault[] = ['throttled', 'broken', 'broken after all', 'silent', 'silent, but done', 'silent, done later', 'denied'];
const ENDLESS = 1e9;
const LASTS = [ENDLESS, ENDLESS, ENDLESS, 2 * SECOND, 30 * SECOND, 100 * SECOND, 300 * SECOND];
const WAITED = [30 * SECOND, 100 * SECOND, 2 * SECOND, 300 * SECOND, ENDLESS];
const WIDE_CHARACTERS = '\u{1F4A5}'.repeat(1024);
const WAITS = [waiters(60), waiters(60, 90), waiters(700)];
const IDENTITIES = ['A', 'B', 'C'];

/** Everything at random, from one seed, within the limits of a setting. */
export class RandomDirector implements Director {
  private crashes: number;
  private duplicates: number;
  private faults: number;
  private longPauses = 3;
  /** How often a call is out of the ordinary in this schedule, and how often it crashes. */
  private readonly calm: number;
  private readonly crashEvery: number;
  private readonly waits: Template['waiters'];
  private fault?: { readonly kind: ServiceFault; left: number };

  constructor(private readonly choices: Choices, setting: Setting) {
    this.crashes = setting.crashes;
    this.duplicates = setting.duplicates;
    this.faults = setting.crashes === 0 ? 0 : choices.below(4);
    this.calm = choices.of([16, 4, 2]);
    this.crashEvery = setting.crashes === 0 ? 0 : choices.of([12, 4, 2]);
    this.waits = setting.waiting ? choices.of(WAITS) : [];
  }

  operation(number: number, last: { readonly status: string; readonly template?: Template }): Operation | undefined {
    const { choices } = this;
    const gone = last.status.startsWith('DELETE');
    if (gone || number > 4) {
      return undefined;
    }
    if (number === 0) {
      return this.change('create', { job: job('A'), waiters: this.waits }, choices.once(6));
    }
    if (last.status === 'ROLLBACK_COMPLETE' || choices.below(number === 4 ? 1 : 3) === 0) {
      return choices.once(8) ? undefined : this.change('delete', { waiters: [] }, false);
    }
    const now = last.template!.job;
    const identity = choices.of(IDENTITIES);
    const template = now && choices.once(8) ? { waiters: [] } : { job: job(identity, 1 + choices.below(2)), waiters: this.waits };
    return this.change('update', template, choices.once(6));
  }

  private change(what: Operation['do'], template: Template, interrupted: boolean): Operation {
    const { choices } = this;
    return {
      do: what,
      template,
      after: choices.of(GAPS),
      handsDelete: choices.once(16),
      jobAfter: choices.of(PACE),
      sibling: choices.below(what === 'create' ? 3 : 2) === 1 ? 'fails' : 'succeeds',
      siblingTakes: choices.of(SIBLING),
      interruptedAfter: interrupted ? choices.of(SIBLING) : undefined,
      learnsUntil: choices.of(['status', 'failure', 'undoing']),
      learnsFailed: choices.below(2) === 1,
      statusAfter: choices.of(PACE),
      undoAfter: choices.of(PACE),
      reads: choices.of([50, 50, 500, 3000]),
      cleansWith: choices.of(['old', 'new']),
      rollbackIsUpdate: false,
      deletesAgain: choices.of([0, 0, 0, 1, 2]),
    };
  }

  call({ step, request: { event }, invocation, janitor }: Call): Fate {
    const { choices } = this;
    if (step.do === 'sleep') {
      return this.crashes > 0 && choices.once(16 * this.crashEvery) ? this.crash('before') : SMOOTH;
    }
    // permissions are missing while they are new, not later
    const mayBeDenied = invocation === 1 && event.RequestType !== 'Delete';
    if (this.fault && !janitor && (mayBeDenied || this.fault.kind !== 'denied')) {
      const { kind } = this.fault;
      this.fault = --this.fault.left > 0 ? this.fault : undefined;
      return { ...SMOOTH, error: kind, latency: kind === 'silent, done later' ? 12 * SECOND : 50 };
    }
    if (!choices.once(this.calm)) {
      return SMOOTH;
    }
    if (this.crashes > 0 && choices.once(this.crashEvery)) {
      return this.crash(choices.of(['before', 'after', 'during']));
    }
    // three crashes and a service that stays silent for the janitor, too, are more than it can make up for
    if (this.faults > 0 && !janitor && choices.once(4)) {
      this.faults--;
      this.fault = { kind: choices.of(mayBeDenied ? FAULTS : FAULTS.slice(0, -1)), left: choices.of([1, 1, 2, 4]) };
    }
    if (this.longPauses > 0 && choices.once(16)) {
      this.longPauses--;
      return { pause: choices.of(LONG_PAUSES), latency: 50 };
    }
    return { pause: choices.of(PAUSES), latency: choices.of([50, 50, 500, 2000]) };
  }

  private crash(crash: Fate['crash']): Fate {
    this.crashes--;
    return { pause: this.choices.of([0, 1000]), latency: crash === 'during' ? this.choices.of([100, 2000, 8000]) : 50, crash };
  }

  job(): JobFate {
    const { choices } = this;
    const fails = choices.once(4);
    return {
      takes: choices.of(this.waits.length > 0 ? WAITED : LASTS),
      ends: fails ? 'Failed' : 'Completed',
      failureReason: fails ? choices.of(['AlgorithmError: exit code 1', WIDE_CHARACTERS]) : undefined,
      unseen: choices.of([0, 0, 0, 500, 3000]),
      stopTakes: choices.of([10 * SECOND, 0, 150 * SECOND, 500 * SECOND]),
      stopEnds: choices.of(['Stopped', 'Stopped', 'Completed']),
    };
  }

  deliveries(_request: Request): readonly number[] {
    const { choices } = this;
    const first = choices.of([0, 0, 0, 100, 1000, 5000]);
    if (this.duplicates > 0 && choices.below(2) === 1) {
      this.duplicates--;
      return [first, choices.of(LATE)];
    }
    return [first];
  }

  rolesReadyAfter(): number {
    const { choices } = this;
    return choices.once(4) ? choices.of([20 * SECOND, 50 * SECOND, ENDLESS]) : 0;
  }
}
