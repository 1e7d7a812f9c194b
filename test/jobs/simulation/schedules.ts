import { answered, begun, requested, started, status } from './milestones';
import { Plan } from './model/directed';
import { job, Template, waiters } from './model/template';

const A: Template = { job: job('A'), waiters: [] };
const B: Template = { job: job('B'), waiters: [] };
const C: Template = { job: job('C'), waiters: [] };
/** The same identity as A, with another setting. */
const A2: Template = { job: job('A', 2), waiters: [] };
const NONE: Template = { waiters: [] };
const WAITED: Template = { job: job('A'), waiters: waiters(60, 900) };

const CREATE = { do: 'create', template: A } as const;
const DELETE = { do: 'delete' } as const;
const SIBLING_FAILS = { sibling: 'fails' } as const;
/** CloudFormation does not read answers before it gives up the operation. */
const UNREAD = { reads: 300_000, readsAnswersUntil: 'failure' } as const;

/** What can happen to a job in a stack, call by call where it matters. The handler keeps every guarantee in each schedule. */
export const SCHEDULES = {
  'a job is created and deleted': { operations: [CREATE, DELETE] },

  'the deployment waits for a job': { operations: [{ do: 'create', template: WAITED }, DELETE], jobs: [{ takes: 400_000 }] },

  'a job that the deployment waits for fails': {
    operations: [{ do: 'create', template: WAITED }, DELETE], jobs: [{ takes: 400_000, ends: 'Failed', failureReason: '\u{1F4A5}'.repeat(1024) }],
  },

  'an update starts a new job': { operations: [CREATE, { do: 'update', template: B }, DELETE] },

  'an update starts a new job that the deployment waits for': {
    operations: [{ do: 'create', template: WAITED }, { do: 'update', template: { ...WAITED, ...B, waiters: WAITED.waiters } }, DELETE],
    jobs: [{ takes: 400_000 }, { takes: 30_000 }],
  },

  'an update changes the identity, and the next one changes it back': { operations: [CREATE, { do: 'update', template: B }, { do: 'update', template: A }, DELETE] },

  'a setting changes while the job runs': { operations: [CREATE, { do: 'update', template: A2 }, DELETE] },

  'a setting changes after the job has failed, so that a new job starts': {
    operations: [CREATE, { do: 'update', template: A2 }, DELETE], jobs: [{ takes: 1000, ends: 'Failed' }],
  },

  'the job is removed and added again': {
    operations: [CREATE, { do: 'update', template: NONE }, { do: 'update', template: A }, DELETE],
  },

  'the stack is deleted while its job is created': {
    operations: [{ ...CREATE, interruptedAfter: started(1), siblingTakes: 60_000 }],
    rules: [{ of: '1 Create Job', step: 'create-job', latency: requested('1 Delete Job') }],
  },

  'the user cancels an update': {
    operations: [CREATE, { do: 'update', template: B, interruptedAfter: started(2), ...UNREAD }, DELETE],
  },

  'the sibling fails between the start of the job and the answer': {
    operations: [{ ...CREATE, ...SIBLING_FAILS, siblingTakes: started(1) }, DELETE],
    rules: [{ of: '1 Create Job', step: 'create-job', latency: status('ROLLBACK_COMPLETE') }],
  },

  'the sibling fails between the check of the stack and the start of the job': {
    operations: [{ ...CREATE, ...SIBLING_FAILS }, DELETE],
    rules: [{ of: '1 Create Job', step: 'create-job', pause: status('ROLLBACK_COMPLETE') }],
  },

  'the sibling fails between the check of the stack and the start of a job that is not found at first': {
    operations: [{ ...CREATE, ...SIBLING_FAILS }, DELETE],
    rules: [{ of: '1 Create Job', step: 'create-job', pause: status('ROLLBACK_COMPLETE') }],
    jobs: [{ notFoundFor: 3000 }],
  },

  'the creation is delivered after the rollback has finished': {
    operations: [{ ...CREATE, ...SIBLING_FAILS }, DELETE],
    deliveries: { '1 Create Job': [status('ROLLBACK_COMPLETE')] },
  },

  'the function crashes in the call that starts the job, which takes effect only after the rollback': {
    operations: [{ ...CREATE, ...SIBLING_FAILS }, { ...DELETE, after: 200_000 }],
    rules: [{ of: '1 Create Job', invocation: 1, step: 'create-job', crash: 'during', latency: status('ROLLBACK_COMPLETE') }],
  },

  'the function crashes after the start of the job, and the deletion comes before its retry': {
    operations: [{ ...CREATE, ...SIBLING_FAILS, siblingTakes: started(1) }, { ...DELETE, after: 200_000 }],
    rules: [{ of: '1 Create Job', invocation: 1, step: 'create-job', crash: 'after' }],
  },

  'the function crashes before it answers, and the job fails before the retry': {
    operations: [{ ...CREATE }, DELETE],
    rules: [{ of: '1 Create Job', invocation: 1, step: 'answer', crash: 'before' }],
    jobs: [{ takes: 1000, ends: 'Failed' }],
  },

  'the function crashes three times before it starts the job': {
    operations: [CREATE, DELETE],
    rules: [1, 2, 3].map((invocation) => ({ of: '1 Create Job', invocation, step: 'describe-stack', crash: 'before' } as const)),
  },

  'the function crashes three times before it answers': {
    operations: [CREATE, DELETE],
    rules: [1, 2, 3].map((invocation) => ({ of: '1 Create Job', invocation, step: 'answer', crash: 'before' } as const)),
  },

  'the function crashes three times in a rollback': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job') }, DELETE],
    rules: [1, 2, 3].map((invocation) => ({ of: '2 rollback Update Job', invocation, step: 'describe-stack', crash: 'before' } as const)),
  },

  'the function crashes three times in a deletion': {
    operations: [CREATE, DELETE],
    rules: [1, 2, 3].map((invocation) => ({ of: '2 Delete Job', invocation, step: 'describe-job', crash: 'before' } as const)),
  },

  'the function crashes three times while it waits': {
    operations: [{ do: 'create', template: WAITED }, DELETE],
    rules: [1, 2, 3].map((invocation) => ({ of: '1 Create Wait1', invocation, step: 'describe-job', crash: 'before' } as const)),
  },

  'an update is rolled back after its answer was read': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: 5000 }, DELETE],
  },

  'an update is rolled back, and its answer was not read': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: 5000, ...UNREAD }, DELETE],
  },

  'an update is rolled back while it answers, and its answer was not read': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job'), ...UNREAD }, DELETE],
    rules: [{ of: '2 Update Job', step: 'answer', latency: status('UPDATE_ROLLBACK_IN_PROGRESS') }],
  },

  'an update starts its job only after it was rolled back': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS }, DELETE],
    rules: [{ of: '2 Update Job', step: 'create-job', pause: status('UPDATE_ROLLBACK_COMPLETE') }],
  },

  'an update of a setting is rolled back while the job runs': {
    operations: [CREATE, { do: 'update', template: A2, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job') }, DELETE],
    rules: [{ of: '2 Update Job', step: 'answer', latency: status('UPDATE_ROLLBACK_IN_PROGRESS') }],
  },

  'an update is rolled back, and is delivered again in the rollback': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job') }, DELETE],
    deliveries: { '2 Update Job': [0, status('UPDATE_ROLLBACK_IN_PROGRESS')] },
  },

  'an update of a setting that starts a new job is rolled back, and is delivered again in the rollback': {
    operations: [CREATE, { do: 'update', template: A2, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job'), ...UNREAD }, DELETE],
    deliveries: { '2 Update Job': [0, status('UPDATE_ROLLBACK_IN_PROGRESS')] },
    jobs: [{ takes: 1000, ends: 'Failed' }],
  },

  'a job that was removed is added again, and its update is rolled back and delivered again': {
    operations: [
      CREATE, { do: 'update', template: NONE }, { do: 'update', template: A, ...SIBLING_FAILS, siblingTakes: answered('3 Create Job'), ...UNREAD }, DELETE,
    ],
    deliveries: { '3 Create Job': [0, status('UPDATE_ROLLBACK_IN_PROGRESS')] },
  },

  'a canceled update is delivered only after the next one has succeeded': {
    operations: [CREATE, { do: 'update', template: B, interruptedAfter: 2000, siblingTakes: 3000 }, { do: 'update', template: A2 }, DELETE],
    deliveries: { '2 Update Job': [status('UPDATE_COMPLETE')] },
  },

  'a canceled update is delivered in the middle of the next one': {
    operations: [CREATE, { do: 'update', template: B, interruptedAfter: 2000, siblingTakes: 3000 }, { do: 'update', template: A2, siblingTakes: 10_000 }, DELETE],
    deliveries: { '2 Update Job': [begun(3)] },
  },

  'an update of a setting uses the job, which fails before the update is delivered again': {
    operations: [CREATE, { do: 'update', template: A2, siblingTakes: 60_000 }, { do: 'update', template: B }, DELETE],
    deliveries: { '2 Update Job': [0, 20_000] },
    jobs: [{ takes: 20_000, ends: 'Failed' }],
  },

  'an update of a setting uses the job, which fails before the update is delivered again when the stack is complete': {
    operations: [CREATE, { do: 'update', template: A2 }, { do: 'update', template: B, after: 60_000 }, DELETE],
    deliveries: { '2 Update Job': [0, 20_000] },
    jobs: [{ takes: 20_000, ends: 'Failed' }],
  },

  'a creation is delivered again after its job was deleted by hand': {
    operations: [CREATE, { do: 'update', template: A, deletesJobsByHand: 'whenever', siblingTakes: 10_000 }, DELETE],
    deliveries: { '1 Create Job': [0, begun(2)] },
    jobs: [{ takes: 1000 }],
  },

  'a creation is delivered again when the stack is complete': {
    operations: [CREATE, { ...DELETE, after: 20_000 }],
    deliveries: { '1 Create Job': [0, status('CREATE_COMPLETE')] },
  },

  'a creation is delivered again in the rollback of a later update': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, undoAfter: 5000 }, DELETE],
    deliveries: { '1 Create Job': [0, status('UPDATE_ROLLBACK_IN_PROGRESS')] },
  },

  'an update is delivered again when the stack is complete': {
    operations: [CREATE, { do: 'update', template: B }, { ...DELETE, after: 60_000 }],
    deliveries: { '2 Update Job': [0, status('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'), status('UPDATE_COMPLETE')] },
  },

  'the rollback of an update is delivered again in that of a later one': {
    operations: [
      CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: 5000, ...UNREAD }, { do: 'update', template: B },
      { do: 'update', template: C, ...SIBLING_FAILS, undoAfter: 5000 }, DELETE,
    ],
    deliveries: { '2 rollback Update Job': [0, (world) => begun(4)(world) && status('UPDATE_ROLLBACK_IN_PROGRESS')(world)] },
  },

  'a deletion is delivered again when its job has started again': {
    operations: [CREATE, { do: 'update', template: NONE }, { do: 'update', template: A }, { ...DELETE, after: 60_000 }],
    deliveries: { '2 Delete Job': [0, started(2)] },
  },

  'the third crash comes after the answer, so that the janitor finds a running job': {
    operations: [CREATE, { ...DELETE, after: 400_000 }],
    rules: [1, 2, 3].map((invocation) => ({ of: '1 Create Job', invocation, step: 'answer', crash: 'after' } as const)),
  },

  'an update is rolled back to a job that has failed': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: 5000 }, DELETE],
    jobs: [{ takes: 1000, ends: 'Failed' }],
  },

  'an update waits for a role until it was canceled and the next one has begun': {
    operations: [CREATE, { do: 'update', template: B, interruptedAfter: 3000, siblingTakes: 5000 }, { do: 'update', template: A2, siblingTakes: 60_000 }, DELETE],
    rules: [{ of: '2 Update Job', step: 'create-job', pause: begun(3) }],
  },

  'a job is stopped by its deletion although it is not found yet': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job'), statusAfter: 200, undoAfter: 0 }, DELETE],
    jobs: [{}, { notFoundFor: 3000 }],
  },

  'a job whose answer was not read is stopped by the rollback although it is not found yet': {
    operations: [CREATE, {
      do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job'), statusAfter: 200, undoAfter: 0, ...UNREAD,
    }, DELETE],
    jobs: [{}, { notFoundFor: 3000 }],
  },

  'the creation is abandoned when its job is not found yet': {
    operations: [{ ...CREATE, ...SIBLING_FAILS, siblingTakes: answered('1 Create Job'), statusAfter: 200, undoAfter: 0, ...UNREAD }, DELETE],
    jobs: [{ notFoundFor: 3000 }],
  },

  'a role is ready only after a while': { operations: [CREATE, DELETE], rolesReadyAfter: 50_000 },

  'a role is never ready': { operations: [CREATE, DELETE], rolesReadyAfter: 1e9 },

  'the service that takes answers is broken four times': {
    operations: [CREATE, DELETE],
    rules: [1, 2, 3, 4].map((nth) => ({ of: '1 Create Job', step: 'answer', nth, error: 'broken' } as const)),
  },

  'an answer is stored although the service seems broken': {
    operations: [CREATE, DELETE],
    rules: [{ of: '1 Create Job', step: 'answer', nth: 1, error: 'silent, but done' }],
  },
} satisfies Record<string, Plan>;

export type ScheduleName = keyof typeof SCHEDULES;
