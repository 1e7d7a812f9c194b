import { Answer } from './answer';
import { wordsOf } from './errors';
import { Fence, readFence } from './fence';
import { Invocation, STOP, until } from './invocation';
import { Job } from './job';
import { describe, hasEnded, stop, survey } from './jobs';
import { LAST_SLOT, slotName } from './names';
import { log, mustBeAnswered, Refusal, take } from './remote';
import { failure } from './start';
import { Steps } from './steps';

const FIRST_POLLS = { count: 6, milliseconds: 5_000 };
const LATER_POLLS = { milliseconds: 15_000 };

/** What a deletion may touch: the jobs of the properties' identity, or only what begins with the prefix if the properties are newer than this code. */
export type Removable = Pick<Job, 'prefix' | 'stopOnRemoval'> & Partial<Pick<Job, 'base'>>;

/**
 * Stops what runs, and answers when nothing runs any more: the role, the network and the keys of the job may be deleted next.
 * What never existed is deleted as well as anything.
 */
export function* remove(here: Invocation, job: Removable): Steps<Answer> {
  const gone: Answer = { status: 'SUCCESS', id: here.request.given ?? here.request.logicalId };
  const fence = yield* readFence(here);
  // removed from the template or with its stack, a job may be left to run; what a failed deployment started may not
  if (!job.stopOnRemoval && fence.stage !== 'rollback') {
    yield* log('jobs are left to run, as asked for');
    return gone;
  }
  try {
    yield* stopAll(here, yield* namesToStop(here, job, fence));
    return gone;
  } catch (error) {
    if (!mustBeAnswered(here, error)) { throw error; }
    return failure(gone.id, `A training job may still run. ${wordsOf(error)}`);
  }
}

interface Names {
  readonly all: string[];
  /** The job that was started last, if it was started at all: what CloudFormation names, or the first that is not there. */
  readonly newest?: string;
}

/**
 * While a stack is updated, what has another slot or identity may be the stack's new job: only what CloudFormation names is removed, or, if
 * CloudFormation made up the id since it never got one, what the properties name. When the whole goes, everything does.
 */
function* namesToStop(here: Invocation, { prefix, base }: Removable, { status, stage, stale }: Fence): Steps<Names> {
  const { given } = here.request;
  const isOurs = given?.startsWith(`${prefix}-`) === true;
  const goesOn = status.startsWith('UPDATE') || stage === 'settled' || stage === 'unknown';
  if (goesOn && stale) { return { all: [] }; }

  const swept = base !== undefined && !(goesOn && isOurs) ? (yield* survey(here, base, { until: until(here, ...STOP) })).map(({ name }) => name) : [];
  const newest = isOurs ? given : base && slotName(base, Math.min(swept.length + 1, LAST_SLOT));
  return { all: [...new Set([...(newest ? [newest] : []), ...swept])], newest };
}

/** Stops jobs and waits for their end, or for as long as there is. */
function* stopAll(here: Invocation, { all, newest }: Names): Steps {
  const patience = { until: until(here, ...STOP) };
  let running = all;
  for (let poll = 0; ; poll++) {
    const still: string[] = [];
    let refused: Refusal | undefined;
    for (const name of running) {
      const job = yield* describe(here, name, patience);
      if (job?.warmPool) { yield* log(`${name} keeps its instances alive, which is billed until its keep-alive period is over`); }
      // a job that was started a moment ago may not be found yet
      if (!job && poll === 0 && name === newest && (yield* stop(here, name, patience))) { still.push(name); }
      if (!job || hasEnded(job)) { continue; }
      still.push(name);
      if (job.status === 'Stopping') { continue; }
      try {
        yield* stop(here, name, patience);
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind === 'denied') { throw error; }
        refused = error;
      }
    }
    running = still;
    if (running.length === 0) { return; }

    const { milliseconds } = poll < FIRST_POLLS.count ? FIRST_POLLS : LATER_POLLS;
    if ((yield* take<'now'>({ do: 'now' })) + milliseconds > patience.until) {
      if (refused) { throw refused; }
      yield* log(`still stopping: ${running.join(', ')}`);
      return;
    }
    yield { do: 'sleep', milliseconds };
  }
}
