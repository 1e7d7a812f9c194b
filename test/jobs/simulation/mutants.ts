import { Edit } from './load';
import { Promise_ } from './model/judge';
import { ScheduleName } from './schedules';

/** A handler that lacks one of its rules, or two that stand in for each other. */
export interface Mutant {
  readonly without: string;
  readonly edits: readonly Edit[];
  /** The schedule that shows what the rule is for, and the promise that is broken in it. */
  readonly dies: ScheduleName;
  readonly of: Promise_;
}

const LEAKS: Promise_ = 'no job runs on after its stack has let go of it';
const DOUBLES: Promise_ = 'no change starts two jobs';
const STOPS: Promise_ = 'no job that a stack lives with is stopped';
const FAILS_BACK: Promise_ = 'a rollback never fails';
const HANGS: Promise_ = 'every request is answered in time';
const DIFFERS: Promise_ = 'all answers to a request carry the same id';
const TELLS: Promise_ = 'no secret is written down';

/** Fence 1: nothing is started but while the stack goes forward, in the operation that asks for it. */
const FENCE_1: Edit[] = [{
  file: 'core.ts',
  piece: 'const fence = yield* approachFence(here);',
  instead: `const found = yield* approachFence(here);
    const fence: Fence = request.type === 'Update' && found.stage === 'rollback' ? found : { ...found, stage: 'open', stale: false };`,
}];
/** Fence 3: after the answer, a look at the stack. */
const FENCE_3: Edit[] = [{ file: 'core.ts', piece: 'said.status === \'SUCCESS\' && fence.stage', instead: 'false && fence.stage' }];
/** A request that is denied stops what it has started before. */
const OWN_STOP: Edit[] = [
  { file: 'adopt.ts', piece: 'if (!stale && (stage === \'rollback\' || job.stopOnRemoval)) { yield* stopOwn(here, jobs); }', instead: '' },
];
/** A rollback that was never told of the new job stops it. */
const DISCRIMINATOR: Edit[] = [
  { file: 'adopt.ts', piece: 'if (later.status === \'InProgress\') { yield* stop(here, later.name); }', instead: '' },
];
/** A deletion of an id that CloudFormation made up looks for the derived names. */
const DERIVED_DELETE: Edit[] = [
  { file: 'remove.ts', piece: 'base !== undefined && !(goesOn && isOurs)', instead: 'false' },
  { file: 'remove.ts', piece: 'isOurs ? given : base && slotName(base, Math.min(swept.length + 1, LAST_SLOT))', instead: 'isOurs ? given : undefined' },
];

export const MUTANTS: readonly Mutant[] = [
  { without: 'fence 1', edits: FENCE_1, dies: 'a creation arrives again after its job was tidied away', of: DOUBLES },
  {
    without: 'the stop of its own job by a request that is denied',
    edits: OWN_STOP,
    dies: 'the function dies after the call that starts the job, which takes effect only after the rollback',
    of: LEAKS,
  },
  {
    without: 'rollbacks that only adopt',
    edits: [{ file: 'core.ts', piece: 'if (isRollBack) {', instead: 'if (false as boolean) {' }],
    dies: 'an update is rolled back after its answer was read',
    of: FAILS_BACK,
  },
  {
    without: 'the tag of the request, so that no job is its own',
    edits: [{ file: 'jobs.ts', piece: 'return tags[HANDLER_TAG_KEYS.requestId] === here.request.requestId;', instead: 'return false;' }],
    dies: 'the function dies after the call that starts the job, which takes effect only after the rollback',
    of: LEAKS,
  },
  {
    without: 'the tag of the request, so that every job is its own',
    edits: [{ file: 'jobs.ts', piece: 'return tags[HANDLER_TAG_KEYS.requestId] === here.request.requestId;', instead: 'return true;' }],
    dies: 'an update of a setting is rolled back while the job runs',
    of: STOPS,
  },
  { without: 'the discriminator', edits: DISCRIMINATOR, dies: 'an update is rolled back, and its answer was not read', of: LEAKS },
  {
    without: 'the janitor',
    edits: [{ file: 'core.ts', piece: 'const here = yield* receive(event, true);', instead: 'const here = undefined as Invocation | undefined;' }],
    dies: 'the function dies three times before it could start the job',
    of: HANGS,
  },
  {
    without: 'fence 3 and derived deletions',
    edits: [...FENCE_3, ...DERIVED_DELETE],
    dies: 'the sibling fails between the start of the job and the answer',
    of: LEAKS,
  },
  {
    without: 'own stops and derived deletions',
    edits: [...OWN_STOP, ...DERIVED_DELETE],
    dies: 'the function dies after the start of the job, and the deletion comes before its next try',
    of: LEAKS,
  },
  {
    without: 'the discriminator and fence 3',
    edits: [...DISCRIMINATOR, ...FENCE_3],
    dies: 'an update is rolled back while it answers, and its answer was not read',
    of: LEAKS,
  },
  { without: 'fences 1 and 3', edits: [...FENCE_1, ...FENCE_3], dies: 'the creation arrives after everything was rolled back', of: LEAKS },
  {
    without: 'rollbacks that start nothing',
    edits: [{ file: 'core.ts', piece: 'return yield* rollBack(here, job, isUnderstood(old) ? old : undefined, fence);', instead: 'return yield* start(here, job);' }],
    dies: 'an update is rolled back to a job that has failed',
    of: 'a rollback starts no job',
  },

  // rule 5: answered last, again and again, and short enough
  {
    without: 'the status of an answer',
    edits: [{ file: 'answer.ts', piece: 'if (status < 300) { return; }', instead: 'if (status < 600) { return; }' }],
    dies: 'answers meet a broken service four times',
    of: HANGS,
  },
  {
    without: 'more than one try to answer',
    edits: [{ file: 'answer.ts', piece: 'const DELAYS_SECONDS = [1, 2, 4, 8];', instead: 'const DELAYS_SECONDS: number[] = [];' }],
    dies: 'answers meet a broken service four times',
    of: HANGS,
  },
  {
    without: 'the limit of an answer',
    edits: [
      { file: 'answer.ts', piece: 'const MOST_BYTES = 4000;', instead: 'const MOST_BYTES = 9000;' },
      { file: 'wait.ts', piece: 'const MOST_REASON_BYTES = 2500;', instead: 'const MOST_REASON_BYTES = 9000;' },
    ],
    dies: 'a job that is waited for fails',
    of: 'no answer is over 4,096 bytes',
  },

  // rule 7: the URL of the answer is a secret
  {
    without: 'secrecy',
    edits: [{ file: 'core.ts', piece: 'request ${request.requestId}', instead: 'request ${request.url}' }],
    dies: 'a job is created and deleted',
    of: TELLS,
  },

  // rule 8: a late delivery harms nobody
  {
    without: 'respect for a stack that is complete',
    edits: [{
      file: 'core.ts',
      piece: `case 'settled':
      return yield* settle(here, job, why);`,
      instead: 'case \'settled\': return yield* withdraw(here, job, fence);',
    }],
    dies: 'a creation arrives again when the stack is complete',
    of: STOPS,
  },
  {
    without: 'a janitor that leaves live jobs alone',
    edits: [{
      file: 'core.ts', piece: 'const fence = yield* approachFence(here);', instead: `const found = yield* approachFence(here);
      const fence: Fence = here.lastTry ? { ...found, stage: 'rollback' } : found;`,
    }],
    dies: 'the third crash comes after the answer, so that the janitor finds a live job',
    of: STOPS,
  },
  {
    without: 'the dates, in what starts',
    edits: [{ file: 'core.ts', piece: 'fence.stale || here.lastTry ?', instead: 'here.lastTry ?' }],
    dies: 'a creation arrives again after its job was tidied away',
    of: DOUBLES,
  },
  {
    without: 'the dates, in what stops its own job',
    edits: [{ file: 'adopt.ts', piece: 'if (!stale && (stage', instead: 'if ((stage' }],
    dies: 'a creation arrives again in the rollback of a later update',
    of: STOPS,
  },
  {
    without: 'the dates, in rollbacks',
    edits: [{ file: 'adopt.ts', piece: 'if (fence.stale) { return success(here, target); }', instead: '' }],
    dies: 'the rollback of an update arrives again in that of a later one',
    of: STOPS,
  },
  {
    without: 'a look at what was started when the next operation had begun',
    edits: [{ file: 'core.ts', piece: 'const mustGo = isOrphan || (', instead: 'const mustGo = (' }],
    dies: 'an update waits for a role until it was cancelled and the next one has begun',
    of: LEAKS,
  },
  {
    without: 'deletions in an update that keep to the job they are given',
    edits: [{ file: 'remove.ts', piece: 'base !== undefined && !(goesOn && isOurs)', instead: 'base !== undefined' }],
    dies: 'a setting changes after the job has failed, so that it is trained again',
    of: STOPS,
  },

  // rule 10: a denied request answers its own slot's id
  {
    without: 'the own slot in the answer of a request that is denied',
    edits: [{ file: 'adopt.ts', piece: 'name = (yield* placeOf(here, job.base, jobs)).name;', instead: '' }],
    dies: 'a job that was removed is added again, and its update is rolled back and arrives again',
    of: DIFFERS,
  },

  {
    without: 'a thought for what has failed since the request was made',
    edits: [{ file: 'start.ts', piece: 'if (failedMeanwhile(here, there)) {', instead: 'if (false as boolean) {' }],
    dies: 'an update of a setting takes over the job, which fails before the update arrives again',
    of: LEAKS,
  },

  // a job that was started a moment ago may not be found yet
  {
    without: 'the stop of a job that is not seen, after the answer',
    edits: [{ file: 'core.ts', piece: 'yield* stop(here, name, { alsoFor: \'not-found\' });', instead: 'yield* stopOwn(here, yield* survey(here, name.replace(/-\\d+$/, \'\')));' },
      { file: 'core.ts', piece: 'import { isOwn, stop } from \'./jobs\';', instead: 'import { isOwn, stop, stopOwn, survey } from \'./jobs\';' }],
    dies: 'the sibling fails between the fence and the start of a job that is not seen at first',
    of: LEAKS,
  },
  {
    without: 'the stop of a job that is not seen, in deletions',
    edits: [{ file: 'remove.ts', piece: 'if (!job && poll === 0 && name === newest && (yield* stop(here, name, patience))) { still.push(name); }', instead: '' }],
    dies: 'a job is stopped by its deletion although it is not seen yet',
    of: LEAKS,
  },
];
