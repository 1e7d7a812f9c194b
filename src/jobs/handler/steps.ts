import { JobKind } from '../kinds';

/**
 * A step for the caller of the core to perform, such as a call of a service.
 *
 * The core is pure: it yields steps, and receives the outcome of each or has its error thrown into it. `aws.ts` performs the steps in a
 * Lambda function. Tests perform them in a model, where they can crash, delay or repeat the handler at each step.
 */
export type Step =
  | { readonly do: 'describe-stack'; readonly stackId: string }
  | { readonly do: 'create-job'; readonly kind: JobKind; readonly request: Members; readonly overrides?: Members }
  | { readonly do: 'describe-job'; readonly kind: JobKind; readonly name: string }
  | { readonly do: 'list-tags'; readonly arn: string }
  | { readonly do: 'stop-job'; readonly kind: JobKind; readonly name: string }
  | { readonly do: 'invoke'; readonly functionName: string; readonly payload: unknown }
  | { readonly do: 'answer'; readonly url: string; readonly body: string }
  | { readonly do: 'sleep'; readonly milliseconds: number }
  | { readonly do: 'now' }
  | { readonly do: 'log'; readonly line: string };

/** The outcomes of the steps that have one. */
export interface Outcomes {
  readonly 'describe-stack': StackDescription;
  readonly 'describe-job': JobState;
  readonly 'list-tags': Readonly<Record<string, string>>;
  /** The HTTP status of the response. */
  readonly 'answer': number;
  /** Milliseconds since 1970. */
  readonly 'now': number;
}
export type Outcome<K extends Step['do']> = K extends keyof Outcomes ? Outcomes[K] : void;

/** The members of a request. */
export type Members = Readonly<Record<string, unknown>>;

export interface StackDescription {
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly created?: number;
  /** Milliseconds since 1970. */
  readonly updated?: number;
}

/** The statuses of jobs that the core knows. A job with any other status counts as running. */
export const JOB_STATUSES = ['InProgress', 'Completed', 'Failed', 'Stopping', 'Stopped', 'Deleting'] as const;

/** The state of a job of any kind. */
export interface JobState {
  readonly name: string;
  readonly arn: string;
  /** One of `JOB_STATUSES`, or a status that is newer than this code. */
  readonly status: string;
  /** A finer status, for messages only. */
  readonly detail?: string;
  readonly failureReason?: string;
  /** Milliseconds since 1970. */
  readonly ended?: number;
  /** The attributes that the last wait resource returns. */
  readonly results: Readonly<Record<string, string>>;
  /** A sentence for the log of a deletion, for example about costs that continue. */
  readonly note?: string;
}

/** The error of a step: the service's error code and its message. */
export interface RemoteError extends Error {
  /** The error code, such as `ResourceInUse`, `ValidationException` or `ThrottlingException`; `TimeoutError` if there was no response. */
  readonly name: string;
  readonly statusCode?: number;
}

/** A part of the core: yields steps and returns a result. */
export type Steps<Result = void> = Generator<Step, Result, any>;

export function* log(line: string): Steps {
  yield { do: 'log', line };
}

export function* sleep(milliseconds: number): Steps {
  yield { do: 'sleep', milliseconds };
}

/** The present time, in milliseconds since 1970. */
export function* now(): Steps<number> {
  return yield { do: 'now' };
}
