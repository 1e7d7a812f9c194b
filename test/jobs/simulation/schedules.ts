import { answered, asked, begun, started, status } from './milestones';
import { Plan } from './model/directed';
import { job, Template, waiters } from './model/template';

const A: Template = { job: job('A'), waiters: [] };
const B: Template = { job: job('B'), waiters: [] };
const C: Template = { job: job('C'), waiters: [] };
/** The same training, with another setting. */
const A2: Template = { job: job('A', 2), waiters: [] };
const NONE: Template = { waiters: [] };
const WAITED: Template = { job: job('A'), waiters: waiters(60, 900) };

const CREATE = { do: 'create', template: A } as const;
const DELETE = { do: 'delete' } as const;
const SIBLING_FAILS = { sibling: 'fails' } as const;
/** CloudFormation never reads what is answered, until it gives up. */
const UNREAD = { reads: 300_000, learnsUntil: 'failure' } as const;

/** What can happen to a training job in a stack, told call by call where it matters: the real handler keeps every promise in each of them. */
export const SCHEDULES = {
  'a job is created and deleted': { operations: [CREATE, DELETE] },

  'a job is waited for': { operations: [{ do: 'create', template: WAITED }, DELETE], jobs: [{ takes: 400_000 }] },

  'a job that is waited for fails': {
    operations: [{ do: 'create', template: WAITED }, DELETE], jobs: [{ takes: 400_000, ends: 'Failed', failureReason: '\u{1F4A5}'.repeat(1024) }],
  },

  'an update trains anew': { operations: [CREATE, { do: 'update', template: B }, DELETE] },

  'an update of waiting trains anew': {
    operations: [{ do: 'create', template: WAITED }, { do: 'update', template: { ...WAITED, ...B, waiters: WAITED.waiters } }, DELETE],
    jobs: [{ takes: 400_000 }, { takes: 30_000 }],
  },

  'an update goes there and back again': { operations: [CREATE, { do: 'update', template: B }, { do: 'update', template: A }, DELETE] },

  'a setting changes while the job runs': { operations: [CREATE, { do: 'update', template: A2 }, DELETE] },

  'a setting changes after the job has failed, so that it is trained again': {
    operations: [CREATE, { do: 'update', template: A2 }, DELETE], jobs: [{ takes: 1000, ends: 'Failed' }],
  },

  'the job is removed and added again': {
    operations: [CREATE, { do: 'update', template: NONE }, { do: 'update', template: A }, DELETE],
  },

  'the stack is deleted while its job is created': {
    operations: [{ ...CREATE, interruptedAfter: started(1), siblingTakes: 60_000 }],
    rules: [{ of: '1 Create Job', step: 'create-job', latency: asked('1 Delete Job') }],
  },

  'the user cancels an update': {
    operations: [CREATE, { do: 'update', template: B, interruptedAfter: started(2), ...UNREAD }, DELETE],
  },

  'the sibling fails between the start of the job and the answer': {
    operations: [{ ...CREATE, ...SIBLING_FAILS, siblingTakes: started(1) }, DELETE],
    rules: [{ of: '1 Create Job', step: 'create-job', latency: status('ROLLBACK_COMPLETE') }],
  },

  'the sibling fails between the fence and the start of the job': {
    operations: [{ ...CREATE, ...SIBLING_FAILS }, DELETE],
    rules: [{ of: '1 Create Job', step: 'create-job', pause: status('ROLLBACK_COMPLETE') }],
  },

  'the sibling fails between the fence and the start of a job that is not seen at first': {
    operations: [{ ...CREATE, ...SIBLING_FAILS }, DELETE],
    rules: [{ of: '1 Create Job', step: 'create-job', pause: status('ROLLBACK_COMPLETE') }],
    jobs: [{ unseen: 3000 }],
  },

  'the creation arrives after everything was rolled back': {
    operations: [{ ...CREATE, ...SIBLING_FAILS }, DELETE],
    deliveries: { '1 Create Job': [status('ROLLBACK_COMPLETE')] },
  },

  'the function dies after the call that starts the job, which takes effect only after the rollback': {
    operations: [{ ...CREATE, ...SIBLING_FAILS }, { ...DELETE, after: 200_000 }],
    rules: [{ of: '1 Create Job', invocation: 1, step: 'create-job', crash: 'during', latency: status('ROLLBACK_COMPLETE') }],
  },

  'the function dies after the start of the job, and the deletion comes before its next try': {
    operations: [{ ...CREATE, ...SIBLING_FAILS, siblingTakes: started(1) }, { ...DELETE, after: 200_000 }],
    rules: [{ of: '1 Create Job', invocation: 1, step: 'create-job', crash: 'after' }],
  },

  'the function dies before it could answer, and the job fails meanwhile': {
    operations: [{ ...CREATE }, DELETE],
    rules: [{ of: '1 Create Job', invocation: 1, step: 'answer', crash: 'before' }],
    jobs: [{ takes: 1000, ends: 'Failed' }],
  },

  'the function dies three times before it could start the job': {
    operations: [CREATE, DELETE],
    rules: [1, 2, 3].map((invocation) => ({ of: '1 Create Job', invocation, step: 'describe-stack', crash: 'before' } as const)),
  },

  'the function dies three times before it could answer': {
    operations: [CREATE, DELETE],
    rules: [1, 2, 3].map((invocation) => ({ of: '1 Create Job', invocation, step: 'answer', crash: 'before' } as const)),
  },

  'the function dies three times in a rollback': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job') }, DELETE],
    rules: [1, 2, 3].map((invocation) => ({ of: '2 rollback Update Job', invocation, step: 'describe-stack', crash: 'before' } as const)),
  },

  'the function dies three times in a deletion': {
    operations: [CREATE, DELETE],
    rules: [1, 2, 3].map((invocation) => ({ of: '2 Delete Job', invocation, step: 'describe-job', crash: 'before' } as const)),
  },

  'the function dies three times while it waits': {
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

  'an update is rolled back, and arrives again in the rollback': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job') }, DELETE],
    deliveries: { '2 Update Job': [0, status('UPDATE_ROLLBACK_IN_PROGRESS')] },
  },

  'an update of a setting that trains again is rolled back, and arrives again in the rollback': {
    operations: [CREATE, { do: 'update', template: A2, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job'), ...UNREAD }, DELETE],
    deliveries: { '2 Update Job': [0, status('UPDATE_ROLLBACK_IN_PROGRESS')] },
    jobs: [{ takes: 1000, ends: 'Failed' }],
  },

  'a job that was removed is added again, and its update is rolled back and arrives again': {
    operations: [
      CREATE, { do: 'update', template: NONE }, { do: 'update', template: A, ...SIBLING_FAILS, siblingTakes: answered('3 Create Job'), ...UNREAD }, DELETE,
    ],
    deliveries: { '3 Create Job': [0, status('UPDATE_ROLLBACK_IN_PROGRESS')] },
  },

  'a cancelled update arrives only after the next one has succeeded': {
    operations: [CREATE, { do: 'update', template: B, interruptedAfter: 2000, siblingTakes: 3000 }, { do: 'update', template: A2 }, DELETE],
    deliveries: { '2 Update Job': [status('UPDATE_COMPLETE')] },
  },

  'a cancelled update arrives in the middle of the next one': {
    operations: [CREATE, { do: 'update', template: B, interruptedAfter: 2000, siblingTakes: 3000 }, { do: 'update', template: A2, siblingTakes: 10_000 }, DELETE],
    deliveries: { '2 Update Job': [begun(3)] },
  },

  'an update of a setting takes over the job, which fails before the update arrives again': {
    operations: [CREATE, { do: 'update', template: A2, siblingTakes: 60_000 }, { do: 'update', template: B }, DELETE],
    deliveries: { '2 Update Job': [0, 20_000] },
    jobs: [{ takes: 20_000, ends: 'Failed' }],
  },

  'an update of a setting takes over the job, which fails before the update arrives again when the stack is complete': {
    operations: [CREATE, { do: 'update', template: A2 }, { do: 'update', template: B, after: 60_000 }, DELETE],
    deliveries: { '2 Update Job': [0, 20_000] },
    jobs: [{ takes: 20_000, ends: 'Failed' }],
  },

  'a creation arrives again after its job was tidied away': {
    operations: [CREATE, { do: 'update', template: A, handsDelete: 'whenever', siblingTakes: 10_000 }, DELETE],
    deliveries: { '1 Create Job': [0, begun(2)] },
    jobs: [{ takes: 1000 }],
  },

  'a creation arrives again when the stack is complete': {
    operations: [CREATE, { ...DELETE, after: 20_000 }],
    deliveries: { '1 Create Job': [0, status('CREATE_COMPLETE')] },
  },

  'a creation arrives again in the rollback of a later update': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, undoAfter: 5000 }, DELETE],
    deliveries: { '1 Create Job': [0, status('UPDATE_ROLLBACK_IN_PROGRESS')] },
  },

  'an update arrives again when the stack is complete': {
    operations: [CREATE, { do: 'update', template: B }, { ...DELETE, after: 60_000 }],
    deliveries: { '2 Update Job': [0, status('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'), status('UPDATE_COMPLETE')] },
  },

  'the rollback of an update arrives again in that of a later one': {
    operations: [
      CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: 5000, ...UNREAD }, { do: 'update', template: B },
      { do: 'update', template: C, ...SIBLING_FAILS, undoAfter: 5000 }, DELETE,
    ],
    deliveries: { '2 rollback Update Job': [0, (world) => begun(4)(world) && status('UPDATE_ROLLBACK_IN_PROGRESS')(world)] },
  },

  'a deletion arrives again when its job is trained again': {
    operations: [CREATE, { do: 'update', template: NONE }, { do: 'update', template: A }, { ...DELETE, after: 60_000 }],
    deliveries: { '2 Delete Job': [0, started(2)] },
  },

  'the third crash comes after the answer, so that the janitor finds a live job': {
    operations: [CREATE, { ...DELETE, after: 400_000 }],
    rules: [1, 2, 3].map((invocation) => ({ of: '1 Create Job', invocation, step: 'answer', crash: 'after' } as const)),
  },

  'an update is rolled back to a job that has failed': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: 5000 }, DELETE],
    jobs: [{ takes: 1000, ends: 'Failed' }],
  },

  'an update waits for a role until it was cancelled and the next one has begun': {
    operations: [CREATE, { do: 'update', template: B, interruptedAfter: 3000, siblingTakes: 5000 }, { do: 'update', template: A2, siblingTakes: 60_000 }, DELETE],
    rules: [{ of: '2 Update Job', step: 'create-job', pause: begun(3) }],
  },

  'a job is stopped by its deletion although it is not seen yet': {
    operations: [CREATE, { do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job'), statusAfter: 200, undoAfter: 0 }, DELETE],
    jobs: [{}, { unseen: 3000 }],
  },

  'a job is stopped by the rollback that never heard of it although it is not seen yet': {
    operations: [CREATE, {
      do: 'update', template: B, ...SIBLING_FAILS, siblingTakes: answered('2 Update Job'), statusAfter: 200, undoAfter: 0, ...UNREAD,
    }, DELETE],
    jobs: [{}, { unseen: 3000 }],
  },

  'the creation is given up when its job is not seen yet': {
    operations: [{ ...CREATE, ...SIBLING_FAILS, siblingTakes: answered('1 Create Job'), statusAfter: 200, undoAfter: 0, ...UNREAD }, DELETE],
    jobs: [{ unseen: 3000 }],
  },

  'a role is ready only after a while': { operations: [CREATE, DELETE], rolesReadyAfter: 50_000 },

  'a role is never ready': { operations: [CREATE, DELETE], rolesReadyAfter: 1e9 },

  'answers meet a broken service four times': {
    operations: [CREATE, DELETE],
    rules: [1, 2, 3, 4].map((nth) => ({ of: '1 Create Job', step: 'answer', nth, error: 'broken' } as const)),
  },

  'an answer is stored although the service seems broken': {
    operations: [CREATE, DELETE],
    rules: [{ of: '1 Create Job', step: 'answer', nth: 1, error: 'silent, but done' }],
  },
} satisfies Record<string, Plan>;

export type ScheduleName = keyof typeof SCHEDULES;
