import { Wait } from './clock';
import { Request } from './requests';
import { Template } from './template';
import { Step } from '../../../../src/jobs/handler/steps';

/** A call of the handler to a service. Every call may be late, may fail, or may be the last one before a crash. */
export interface Call {
  readonly step: Exclude<Step, { do: 'now' | 'log' }>;
  readonly request: Request;
  /** The number of the invocation for the request: 1 to 3 of the handler, then those of the janitor; duplicates and continuations count on. */
  readonly invocation: number;
  readonly isJanitor: boolean;
  /** The number of the call among those with the same step in its invocation, from 1. */
  readonly nth: number;
}

export interface CallBehavior {
  /** The time before the call is made. */
  readonly pause: Wait;
  /** The time before its response arrives. */
  readonly latency: Wait;
  /** Whether the function crashes: before the call, after it, or while the call is in progress. */
  readonly crash?: 'before' | 'after' | 'during';
  /** The error of the service, before or after the call takes effect. */
  readonly error?: ServiceFault;
}

/** The errors of services; `expired` is for answers only. */
export type ServiceFault = 'throttled' | 'denied' | 'expired' | 'broken' | 'broken after all' | 'silent' | 'silent, but done' | 'silent, done later';

export interface JobBehavior {
  readonly takes: number;
  readonly ends: 'Completed' | 'Failed';
  readonly failureReason?: string;
  /** For how long after its creation the job is not found. */
  readonly notFoundFor: number;
  readonly stopTakes: number;
  readonly stopEnds: 'Stopped' | 'Completed';
}

/** An operation on the stack. */
export interface Operation {
  readonly do: 'create' | 'update' | 'delete';
  /** The time since the end of the operation before. */
  readonly after: Wait;
  /** Whether a user deletes the ended jobs before the operation: if no function is running, or in any case. */
  readonly deletesJobsByHand?: boolean | 'whenever';
  readonly template: Template;
  /** The time before CloudFormation turns to the job. */
  readonly jobAfter: Wait;
  readonly sibling: 'succeeds' | 'fails';
  readonly siblingTakes: Wait;
  /** The time before the user cancels the update, or deletes the stack that is being created. */
  readonly interruptedAfter?: Wait;
  /** Until when CloudFormation reads the answers to requests that it gives up. */
  readonly readsAnswersUntil: 'failure' | 'status' | 'undoing';
  /** Whether CloudFormation keeps the physical id in the answer of an update that failed. */
  readonly keepsIdOfFailedUpdate: boolean;
  /** The time from the failure to the change of the stack's status. */
  readonly statusAfter: Wait;
  /** The time from the change of the stack's status to the first request that undoes something. */
  readonly undoAfter: Wait;
  /** The time before an answer is read. */
  readonly reads: Wait;
  /** Which properties the requests of a clean-up carry: the documentation does not tell. */
  readonly cleanupProperties: 'old' | 'new';
  /** Whether a rollback changes LastUpdatedTime: the documentation does not tell, and the handler relies on `false`. */
  readonly rollbackIsUpdate: boolean;
  /** How often a deletion is requested again although it succeeded, as in nested stacks. */
  readonly deletesAgain: number;
}

/** Makes all decisions of a schedule: at random, or as planned. */
export interface Director {
  operation(number: number, last: { readonly status: string; readonly template?: Template }): Operation | undefined;
  call(call: Call): CallBehavior;
  job(number: number): JobBehavior;
  /** When an event is delivered, with one entry for each delivery. */
  deliveries(request: Request, isContinuation: boolean): readonly Wait[];
  /** The time before SageMaker can assume roles. */
  rolesReadyAfter(): number;
}
