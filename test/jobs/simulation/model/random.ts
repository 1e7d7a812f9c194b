import { Choices } from './choices';
import { Call, CallBehavior, Director, JobBehavior, Operation, ServiceFault } from './director';
import { Request } from './requests';
import { job, Template, waiters } from './template';

/** The maximum number of crashes and duplicates in a schedule, and whether the deployment waits for the job. */
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
const SMOOTH: CallBehavior = { pause: 0, latency: 50 };
/** The times that CloudFormation takes between two actions. */
const PACE = [0, 0, 0.5, 1, 2, 5, 10, 30].map((seconds) => seconds * SECOND);
const PAUSES = [0.2, 0.5, 1, 2, 5, 10].map((seconds) => seconds * SECOND);
const LONG_PAUSES = [20, 40, 60].map((seconds) => seconds * SECOND);
const SIBLING = [0.2, 0.5, 0.8, 1, 1.5, 2, 3, 5, 8, 15, 40, 70, 130].map((seconds) => seconds * SECOND);
const LATE = [0, 0.1, 0.5, 1, 3, 10, 60, 100, 200, 400, 700, 880].map((seconds) => seconds * SECOND);
/** The times between operations: at least 3 seconds, because the dates of requests, by which operations are told apart, have no milliseconds. */
const GAPS = [5, 3, 20, 120, 500].map((seconds) => seconds * SECOND);
const FAULTS: readonly ServiceFault[] = ['throttled', 'broken', 'broken after all', 'silent', 'silent, but done', 'silent, done later', 'denied'];
const ENDLESS = 1e9;
const DURATIONS = [ENDLESS, ENDLESS, ENDLESS, 2 * SECOND, 30 * SECOND, 100 * SECOND, 300 * SECOND];
const DURATIONS_WITH_WAIT = [30 * SECOND, 100 * SECOND, 2 * SECOND, 300 * SECOND, ENDLESS];
const WIDE_CHARACTERS = '\u{1F4A5}'.repeat(1024);
const WAITS = [waiters(60), waiters(60, 90), waiters(700)];
const IDENTITIES = ['A', 'B', 'C'];

/** Decides at random, from one seed, within the limits of a setting. */
export class RandomDirector implements Director {
  private crashes: number;
  private duplicates: number;
  private faults: number;
  private longPauses = 3;
  /** One call in this number is disturbed. */
  private readonly disturbOnceIn: number;
  /** One disturbed call in this number crashes. */
  private readonly crashOnceIn: number;
  private readonly waits: Template['waiters'];
  private fault?: { readonly kind: ServiceFault; remaining: number };

  constructor(private readonly choices: Choices, setting: Setting) {
    this.crashes = setting.crashes;
    this.duplicates = setting.duplicates;
    this.faults = setting.crashes === 0 ? 0 : choices.below(4);
    this.disturbOnceIn = choices.of([16, 4, 2]);
    this.crashOnceIn = setting.crashes === 0 ? 0 : choices.of([12, 4, 2]);
    this.waits = setting.waiting ? choices.of(WAITS) : [];
  }

  operation(number: number, last: { readonly status: string; readonly template?: Template }): Operation | undefined {
    const { choices } = this;
    const isDeleted = last.status.startsWith('DELETE');
    if (isDeleted || number > 4) {
      return undefined;
    }
    if (number === 0) {
      return this.change('create', { job: job('A'), waiters: this.waits }, choices.onceIn(6));
    }
    if (last.status === 'ROLLBACK_COMPLETE' || choices.below(number === 4 ? 1 : 3) === 0) {
      return choices.onceIn(8) ? undefined : this.change('delete', { waiters: [] }, false);
    }
    const presentJob = last.template!.job;
    const identity = choices.of(IDENTITIES);
    const template = presentJob && choices.onceIn(8) ? { waiters: [] } : { job: job(identity, 1 + choices.below(2)), waiters: this.waits };
    return this.change('update', template, choices.onceIn(6));
  }

  private change(type: Operation['do'], template: Template, isInterrupted: boolean): Operation {
    const { choices } = this;
    return {
      do: type,
      template,
      after: choices.of(GAPS),
      deletesJobsByHand: choices.onceIn(16),
      jobAfter: choices.of(PACE),
      sibling: choices.below(type === 'create' ? 3 : 2) === 1 ? 'fails' : 'succeeds',
      siblingTakes: choices.of(SIBLING),
      interruptedAfter: isInterrupted ? choices.of(SIBLING) : undefined,
      readsAnswersUntil: choices.of(['status', 'failure', 'undoing']),
      keepsIdOfFailedUpdate: choices.below(2) === 1,
      statusAfter: choices.of(PACE),
      undoAfter: choices.of(PACE),
      reads: choices.of([50, 50, 500, 3000]),
      cleanupProperties: choices.of(['old', 'new']),
      rollbackIsUpdate: false,
      deletesAgain: choices.of([0, 0, 0, 1, 2]),
    };
  }

  call({ step, request: { event }, invocation, isJanitor }: Call): CallBehavior {
    const { choices } = this;
    if (step.do === 'sleep') {
      return this.crashes > 0 && choices.onceIn(16 * this.crashOnceIn) ? this.crash('before') : SMOOTH;
    }
    // a permission is missing only while it is new
    const mayBeDenied = invocation === 1 && event.RequestType !== 'Delete';
    if (this.fault && !isJanitor && (mayBeDenied || this.fault.kind !== 'denied')) {
      const { kind } = this.fault;
      this.fault = --this.fault.remaining > 0 ? this.fault : undefined;
      return { ...SMOOTH, error: kind, latency: kind === 'silent, done later' ? 12 * SECOND : 50 };
    }
    if (!choices.onceIn(this.disturbOnceIn)) {
      return SMOOTH;
    }
    if (this.crashes > 0 && choices.onceIn(this.crashOnceIn)) {
      return this.crash(choices.of(['before', 'after', 'during']));
    }
    // the janitor cannot answer if, after three crashes, a service fails for it as well
    if (this.faults > 0 && !isJanitor && choices.onceIn(4)) {
      this.faults--;
      this.fault = { kind: choices.of(mayBeDenied ? FAULTS : FAULTS.slice(0, -1)), remaining: choices.of([1, 1, 2, 4]) };
    }
    if (this.longPauses > 0 && choices.onceIn(16)) {
      this.longPauses--;
      return { pause: choices.of(LONG_PAUSES), latency: 50 };
    }
    return { pause: choices.of(PAUSES), latency: choices.of([50, 50, 500, 2000]) };
  }

  private crash(crash: CallBehavior['crash']): CallBehavior {
    this.crashes--;
    return { pause: this.choices.of([0, 1000]), latency: crash === 'during' ? this.choices.of([100, 2000, 8000]) : 50, crash };
  }

  job(): JobBehavior {
    const { choices } = this;
    const fails = choices.onceIn(4);
    return {
      takes: choices.of(this.waits.length > 0 ? DURATIONS_WITH_WAIT : DURATIONS),
      ends: fails ? 'Failed' : 'Completed',
      failureReason: fails ? choices.of(['AlgorithmError: exit code 1', WIDE_CHARACTERS]) : undefined,
      notFoundFor: choices.of([0, 0, 0, 500, 3000]),
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
    return choices.onceIn(4) ? choices.of([20 * SECOND, 50 * SECOND, ENDLESS]) : 0;
  }
}
