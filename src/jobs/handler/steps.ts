/**
 * The handler's core is pure: it yields what it wants done and gets back what came of it, or an error thrown into it. Whoever drives it,
 * AWS in a Lambda function or a model of it in a test, can crash, delay or repeat it at every step.
 */
export type Step =
  | { readonly do: 'describe-stack'; readonly stackId: string }
  | { readonly do: 'create-job'; readonly request: Readonly<Record<string, unknown>>; readonly overrides?: Readonly<Record<string, unknown>> }
  | { readonly do: 'describe-job'; readonly name: string }
  | { readonly do: 'list-tags'; readonly arn: string }
  | { readonly do: 'stop-job'; readonly name: string }
  | { readonly do: 'invoke'; readonly functionName: string; readonly payload: unknown }
  | { readonly do: 'answer'; readonly url: string; readonly body: string }
  | { readonly do: 'sleep'; readonly milliseconds: number }
  | { readonly do: 'now' }
  | { readonly do: 'log'; readonly line: string };

/** What comes back, by the kind of step; the others give nothing. */
export interface Outcomes {
  readonly 'describe-stack': StackState;
  readonly 'create-job': { readonly arn: string };
  readonly 'describe-job': JobState;
  readonly 'list-tags': Readonly<Record<string, string>>;
  /** The HTTP status of the answer. */
  readonly 'answer': number;
  /** Milliseconds since 1970. */
  readonly 'now': number;
}

export interface StackState {
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly created?: number;
  readonly updated?: number;
}

export interface JobState {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly secondaryStatus?: string;
  readonly failureReason?: string;
  /** Milliseconds since 1970. */
  readonly ended?: number;
  readonly modelArtifacts?: string;
  readonly finalMetrics?: Readonly<Record<string, number>>;
  /** Whether instances are kept alive, and billed, after the job. */
  readonly warmPool?: boolean;
}

/** What a remote call throws: the service's error code and its words. */
export interface RemoteError extends Error {
  /** Such as `ResourceInUse`, `ValidationException` or `ThrottlingException`; `TimeoutError` if nothing was answered. */
  readonly name: string;
  readonly statusCode?: number;
}

/** A piece of the core: yields steps, ends with a result. */
export type Steps<Result = void> = Generator<Step, Result, any>;
