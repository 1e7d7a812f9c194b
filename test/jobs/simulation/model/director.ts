import { Wait } from './clock';
import { Request } from './requests';
import { Template } from './template';
import { Step } from '../../../../src/jobs/handler/steps';

/** A call of the handler to the world: every one may be late, fail, or be the last thing that its process does. */
export interface Call {
  readonly step: Exclude<Step, { do: 'now' | 'log' }>;
  readonly request: Request;
  /** Which try of the request this is: 1 to 3 of the handler's, then the janitor's; duplicates and batons count on. */
  readonly invocation: number;
  readonly janitor: boolean;
  /** Which call of its kind this is within its invocation, from 1. */
  readonly nth: number;
}

export interface Fate {
  /** Until the call is made. */
  readonly pause: Wait;
  /** Until its answer is there. */
  readonly latency: Wait;
  /** Whether the process dies: before the call, after it, or while the call is under way. */
  readonly crash?: 'before' | 'after' | 'during';
  /** What the service throws, before it has done anything or after it has done it. */
  readonly error?: ServiceFault;
}

/** `expired` is for answers alone. */
export type ServiceFault = 'throttled' | 'denied' | 'expired' | 'broken' | 'broken after all' | 'silent' | 'silent, but done' | 'silent, done later';

/** What becomes of a job. */
export interface JobFate {
  readonly takes: number;
  readonly ends: 'Completed' | 'Failed';
  readonly failureReason?: string;
  /** How long it is not found yet after its creation. */
  readonly unseen: number;
  readonly stopTakes: number;
  readonly stopEnds: 'Stopped' | 'Completed';
}

/** An operation on the stack. */
export interface Operation {
  readonly do: 'create' | 'update' | 'delete';
  /** Since the operation before has ended. */
  readonly after: Wait;
  /** Finished jobs are deleted by hand before it, if the functions are at rest, or whenever that is. */
  readonly handsDelete?: boolean | 'whenever';
  readonly template: Template;
  /** Until CloudFormation turns to the job. */
  readonly jobAfter: Wait;
  readonly sibling: 'succeeds' | 'fails';
  readonly siblingTakes: Wait;
  /** The user cancels the update, or deletes the stack that is being created. */
  readonly interruptedAfter?: Wait;
  /** Until when CloudFormation still reads the answers to what it gives up. */
  readonly learnsUntil: 'failure' | 'status' | 'undoing';
  /** Whether CloudFormation takes over the id of an update that failed. */
  readonly learnsFailed: boolean;
  /** From the failure until the stack's status says so, and from there until the undoing begins. */
  readonly statusAfter: Wait;
  readonly undoAfter: Wait;
  /** Until an answer is read. */
  readonly reads: Wait;
  /** Whose properties a clean-up carries: no page says. */
  readonly cleansWith: 'old' | 'new';
  /** Whether a rollback counts as the stack's last update: no page says, and the handler relies on that it does not. */
  readonly rollbackIsUpdate: boolean;
  /** How often a deletion is asked for again although it was answered, as for nested stacks. */
  readonly deletesAgain: number;
}

/** Decides what is left open: at random, or as told. */
export interface Director {
  operation(number: number, last: { readonly status: string; readonly template?: Template }): Operation | undefined;
  call(call: Call): Fate;
  job(number: number): JobFate;
  /** When an event arrives, once for each delivery. */
  deliveries(request: Request, baton: boolean): readonly Wait[];
  /** Until roles can be assumed. */
  rolesReadyAfter(): number;
}
