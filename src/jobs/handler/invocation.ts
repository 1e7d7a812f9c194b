import { Request } from './events';
import { JobKind } from '../kinds';

/** One invocation of the handler for a request. */
export interface Invocation {
  readonly request: Request;
  readonly kind: JobKind;
  /** The time of the request or, if it is unknown, of its first invocation. Never in the future, even if clocks differ. */
  readonly requestedAt: number;
  readonly invokedAt: number;
  /** Whether the janitor handles the request. Lambda does not deliver it again, so every error must be answered. */
  readonly isLastAttempt: boolean;
  /** The times at which this invocation started jobs, by the name of the job. */
  readonly startedJobs: Map<string, number>;
  /** The tags that this invocation has read, by the name of the job. */
  readonly knownTags: Map<string, Readonly<Record<string, string>>>;
}

export function newInvocation(request: Request, kind: JobKind, invokedAt: number, isLastAttempt: boolean): Invocation {
  const requestedAt = Math.min(invokedAt, request.requestedAt ?? request.waitStartedAt ?? invokedAt);
  return { request, kind, requestedAt, invokedAt, isLastAttempt, startedJobs: new Map(), knownTags: new Map() };
}

/** A time budget. It counts from the request, so that three invocations do not take three times as long. */
export interface Budget {
  readonly seconds: number;
  /** The minimum budget of each invocation, even of a late one. */
  readonly minSeconds: number;
}

export const START_BUDGET: Budget = { seconds: 120, minSeconds: 30 };
export const STOP_BUDGET: Budget = { seconds: 480, minSeconds: 60 };
/** For permissions that IAM has not propagated yet. */
export const PERMISSION_BUDGET: Budget = { seconds: 60, minSeconds: 20 };

/** The end of a budget, in milliseconds since 1970. */
export function deadline({ requestedAt, invokedAt }: Invocation, { seconds, minSeconds }: Budget): number {
  return Math.max(requestedAt + seconds * 1000, invokedAt + minSeconds * 1000);
}
