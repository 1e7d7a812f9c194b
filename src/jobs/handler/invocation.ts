import { Request } from './events';

/** One delivery of a request, and the time it has. */
export interface Invocation {
  readonly request: Request;
  /** When the request was made, or first came here if it does not say; never in the future, whatever the clocks say. */
  readonly began: number;
  /** When this delivery came. */
  readonly now: number;
  /** Whether Lambda gave up on the request: nobody will try again, so whatever goes wrong must be answered. */
  readonly lastTry: boolean;
  /** When this delivery started a job, by the job's name. */
  readonly started: Map<string, number>;
  /** The tags of jobs that were asked for already. */
  readonly tags: Map<string, Readonly<Record<string, string>>>;
}

export function invocation(request: Request, now: number, lastTry: boolean): Invocation {
  return { request, began: Math.min(now, request.requested ?? request.batonFrom ?? now), now, lastTry, started: new Map(), tags: new Map() };
}

/**
 * The end of a budget. It counts from the request, so that three deliveries do not take three times as long, but leaves every
 * delivery a little.
 */
export function until({ began, now }: Invocation, seconds: number, atLeastSeconds: number): number {
  return Math.max(began + seconds * 1000, now + atLeastSeconds * 1000);
}

/** The budgets, in seconds from the request, and what every delivery has at least. */
export const START = [120, 30] as const;
export const STOP = [480, 60] as const;
/** For permissions that are too new to have spread. */
export const PERMISSION = [60, 20] as const;
