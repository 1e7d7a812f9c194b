import { Edit } from './load';
import { Guarantee } from './model/judge';
import { ScheduleName } from './schedules';
import { Invocation } from '../../../src/jobs/handler/invocation';
import { StackState } from '../../../src/jobs/handler/stack-state';
import { Steps } from '../../../src/jobs/handler/steps';

/** A handler without one of its rules, or without two that back each other up. */
export interface Mutant {
  readonly without: string;
  readonly edits: readonly Edit[];
  /** The schedule that shows why the rule is needed, and the guarantee that is violated in it. */
  readonly dies: ScheduleName;
  readonly of: Guarantee;
}

const LEAKS: Guarantee = 'no job keeps running after its stack has let go of it';
const DOUBLES: Guarantee = 'no change starts two jobs';
const STOPS: Guarantee = 'no job that a stack uses is stopped';
const ROLLBACK_FAILS: Guarantee = 'a rollback never fails';
const HANGS: Guarantee = 'every request is answered in time';
const DIFFERS: Guarantee = 'all answers to a request have the same physical id';
const DISCLOSES: Guarantee = 'no secret is written';

function* nothing(): Steps {}
const ignore = () => nothing;

/** Changes the state of the stack that a creation or an update acts on. */
const withStackState = (change: (stack: StackState, invocation: Invocation) => StackState): Edit => ({
  file: 'core.ts',
  imports: 'awaitActiveStack',
  instead: (awaitActiveStack) => function* (invocation: Invocation) { return change(yield* awaitActiveStack(invocation), invocation); },
});

/** Jobs start only while the stack operation that requested them is active. */
const FIRST_STACK_CHECK = withStackState((stack, { request }) =>
  request.type === 'Update' && stack.phase === 'rollback' ? stack : { ...stack, phase: 'active', isStale: false });
/** After the answer, the state of the stack is read once more. */
const LOOK_BACK: Edit = { file: 'core.ts', imports: 'lookBack', instead: ignore };
/** A late request stops the job that an earlier delivery of it started. */
const STOP_OF_OWN_JOB: Edit = { file: 'late-request.ts', imports: 'stopOwnJobs', instead: ignore };
/** A rollback stops the new job if CloudFormation never read the answer of the update. */
const STOP_OF_UNREAD_JOB: Edit = { file: 'roll-back.ts', piece: 'job.status === \'InProgress\'', instead: 'false' };
/** A deletion with an invented physical id stops the jobs with derived names. */
const DERIVED_DELETION: Edit[] = [
  { file: 'deletion.ts', piece: 'const sweeps = ', instead: 'const sweeps = false && ' },
  { file: 'deletion.ts', piece: ': base && ', instead: ': undefined && ' },
];

export const MUTANTS: readonly Mutant[] = [
  { without: 'the first check of the stack', edits: [FIRST_STACK_CHECK], dies: 'a creation is delivered again after its job was deleted by hand', of: DOUBLES },
  {
    without: 'the stop of the own job of a late request',
    edits: [STOP_OF_OWN_JOB],
    dies: 'the function crashes in the call that starts the job, which takes effect only after the rollback',
    of: LEAKS,
  },
  {
    without: 'rollbacks that only use existing jobs',
    edits: [{ file: 'core.ts', piece: 'if (isRollback)', instead: 'if (false)' }],
    dies: 'an update is rolled back after its answer was read',
    of: ROLLBACK_FAILS,
  },
  {
    without: 'the tag of the request, so that no job is its own',
    edits: [{ file: 'jobs.ts', piece: '=== request.requestId', instead: '=== \'\'' }],
    dies: 'the function crashes in the call that starts the job, which takes effect only after the rollback',
    of: LEAKS,
  },
  {
    without: 'the tag of the request, so that every job is its own',
    edits: [{ file: 'jobs.ts', piece: '=== request.requestId', instead: '!== \'\'' }],
    dies: 'an update of a setting is rolled back while the job runs',
    of: STOPS,
  },
  { without: 'the stop of the unread job', edits: [STOP_OF_UNREAD_JOB], dies: 'an update is rolled back, and its answer was not read', of: LEAKS },
  {
    without: 'the janitor',
    edits: [{ file: 'core.ts', piece: 'const rejection = ', instead: 'if (request) { return; } const rejection = ' }],
    dies: 'the function crashes three times before it starts the job',
    of: HANGS,
  },
  {
    without: 'the look back and derived deletions',
    edits: [LOOK_BACK, ...DERIVED_DELETION],
    dies: 'the sibling fails between the start of the job and the answer',
    of: LEAKS,
  },
  {
    without: 'stops of own jobs and derived deletions',
    edits: [STOP_OF_OWN_JOB, ...DERIVED_DELETION],
    dies: 'the function crashes after the start of the job, and the deletion comes before its retry',
    of: LEAKS,
  },
  {
    without: 'the stop of the unread job and the look back',
    edits: [STOP_OF_UNREAD_JOB, LOOK_BACK],
    dies: 'an update is rolled back while it answers, and its answer was not read',
    of: LEAKS,
  },
  {
    without: 'the first check of the stack and the look back',
    edits: [FIRST_STACK_CHECK, LOOK_BACK],
    dies: 'the creation is delivered after the rollback has finished',
    of: LEAKS,
  },
  {
    without: 'rollbacks that start no job',
    edits: [{ file: 'core.ts', piece: 'yield* rollBack(', instead: 'yield* startJob(' }],
    dies: 'an update is rolled back to a job that has failed',
    of: 'a rollback starts no job',
  },

  // the answer comes last, is retried, and is short enough
  {
    without: 'the HTTP status of an answer',
    edits: [{ file: 'answer.ts', piece: 'httpStatus < 300', instead: 'httpStatus < 600' }],
    dies: 'the service that takes answers is broken four times',
    of: HANGS,
  },
  {
    without: 'retries of the answer',
    edits: [{ file: 'answer.ts', piece: '[1, 2, 4, 8]', instead: '[]' }],
    dies: 'the service that takes answers is broken four times',
    of: HANGS,
  },
  {
    without: 'the limit of an answer',
    edits: [{ file: 'answer.ts', piece: 'MAX_BYTES = 4000', instead: 'MAX_BYTES = 9000' }, { file: 'wait.ts', piece: '= 2500', instead: '= 9000' }],
    dies: 'a job that the deployment waits for fails',
    of: 'no answer has more than 4,096 bytes',
  },

  // the response URL is a secret
  {
    without: 'secrecy',
    edits: [{ file: 'core.ts', piece: 'request ${requestId}', instead: 'request ${request.responseUrl}' }],
    dies: 'a job is created and deleted',
    of: DISCLOSES,
  },

  // a late delivery does no harm
  {
    without: 'respect for a finished operation',
    edits: [{ file: 'core.ts', piece: 'case \'finished\':', instead: 'case \'finished\': return yield* rejectLateRequest(invocation, definition, stack);' }],
    dies: 'a creation is delivered again when the stack is complete',
    of: STOPS,
  },
  {
    without: 'a janitor that leaves running jobs alone',
    edits: [withStackState((stack, { isLastAttempt }) => isLastAttempt ? { ...stack, phase: 'rollback' } : stack)],
    dies: 'the third crash comes after the answer, so that the janitor finds a running job',
    of: STOPS,
  },
  {
    without: 'dates, before a start',
    edits: [{ file: 'core.ts', piece: 'stack.isStale || ', instead: '' }],
    dies: 'a creation is delivered again after its job was deleted by hand',
    of: DOUBLES,
  },
  {
    without: 'dates, before the stop of an own job',
    edits: [{ file: 'late-request.ts', piece: '!stack.isStale && ', instead: '' }],
    dies: 'a creation is delivered again in the rollback of a later update',
    of: STOPS,
  },
  {
    without: 'dates, in rollbacks',
    edits: [{ file: 'roll-back.ts', piece: 'if (stack.isStale)', instead: 'if (false)' }],
    dies: 'the rollback of an update is delivered again in that of a later one',
    of: STOPS,
  },
  {
    without: 'the stop of a job that started after the next operation had begun',
    edits: [{ file: 'look-back.ts', piece: 'isOrphan || ', instead: '' }],
    dies: 'an update waits for a role until it was canceled and the next one has begun',
    of: LEAKS,
  },
  {
    without: 'deletions in an update that stop only the job of the physical id',
    edits: [{ file: 'deletion.ts', piece: 'const sweeps = ', instead: 'const sweeps = true || ' }],
    dies: 'a setting changes after the job has failed, so that a new job starts',
    of: STOPS,
  },

  // a late request answers with the physical id of its own slot
  {
    without: 'the own slot in the answer of a late request',
    edits: [{ file: 'late-request.ts', piece: 'name = (yield* findOwnSlot', instead: '(yield* findOwnSlot' }],
    dies: 'a job that was removed is added again, and its update is rolled back and delivered again',
    of: DIFFERS,
  },

  {
    without: 'regard for jobs that have failed since the request',
    edits: [{ file: 'start.ts', imports: 'failedSinceRequest', instead: () => () => false }],
    dies: 'an update of a setting uses the job, which fails before the update is delivered again',
    of: LEAKS,
  },

  // a job that has just been started may not be found yet
  {
    without: 'the stop of a job that is not found yet, after the answer',
    edits: [{
      file: 'look-back.ts',
      imports: 'stopJob',
      instead: (stopJob) => function* (invocation: Invocation, name: string): Steps {
        try {
          yield { do: 'describe-job', kind: invocation.kind, name };
        } catch {
          return;
        }
        yield* stopJob(invocation, name);
      },
    }],
    dies: 'the sibling fails between the check of the stack and the start of a job that is not found at first',
    of: LEAKS,
  },
  {
    without: 'the stop of a job that is not found yet, in deletions',
    edits: [{ file: 'deletion.ts', piece: 'const mayBeNew = ', instead: 'const mayBeNew = false && ' }],
    dies: 'a job is stopped by its deletion although it is not found yet',
    of: LEAKS,
  },
];
