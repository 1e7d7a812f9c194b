/** A violation in a request, as data. `message.ts` creates the sentence. */
export interface Finding {
  /** The path of the invalid member, in the names of the API: `ProductionVariants[0].InitialInstanceCount`. */
  readonly path: string;
  /**
   * The rest of the sentence that begins with the path: "must be at most {MaxConcurrency=}". A colon follows the path if the
   * message begins with "specify".
   *
   * - `{MaxConcurrency}` is another member of the same part, `{/VpcConfig}` a member of the request: printed as the prop for constructs.
   * - `{MaxConcurrency=}` is followed by its value in parentheses.
   * - `{names}` is one of `values`.
   * - `{=60}` and `{=limit}` are a number and one of `values` in the unit of the member that the finding is about.
   */
  readonly message: string;
  /** The values that the message shows, by the names of their placeholders. */
  readonly values?: { readonly [name: string]: unknown };
  /** The path of the part of the request that members in the message belong to. @default - the request */
  readonly part?: string;
  /** Advice for users of constructs only, such as a method to call. */
  readonly hint?: string;
  /** The invalid value, unless it may be a secret. */
  readonly given?: unknown;
  /** The conditions of a template under which the finding is true. */
  readonly conditions?: { readonly [condition: string]: boolean };
  /** The id of the rule. The name of the shape for a single value. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** Whether the finding counts only if nothing is added to the construct any more. */
  readonly onlyWhenFinal?: boolean;
  /** The page that documents the requirement. */
  readonly source: string;
}

export const isError = ({ severity }: Finding) => severity === 'error';
