/** Something that is wrong with a request, as data: message.ts makes the sentence. */
export interface Finding {
  /** Where, in the service's names: `ProductionVariants[0].InitialInstanceCount`. */
  readonly path: string;
  /**
   * The rest of the sentence that begins with the path: "must be at most {MaxConcurrency=}". What begins with "specify" gets a colon.
   *
   * - `{MaxConcurrency}` is another member of the same part, `{/VpcConfig}` a member of the request: printed as the prop for constructs.
   * - `{MaxConcurrency=}` is followed by its value in parentheses.
   * - `{names}` is one of `values`.
   * - `{=60}` and `{=limit}` are a number and one of `values` in the unit of the member that the finding is about.
   */
  readonly message: string;
  /** What the message shows. */
  readonly values?: { readonly [name: string]: unknown };
  /** The path of the part of the request that members in the message belong to. @default - the request */
  readonly part?: string;
  /** Advice for the authors of constructs only, such as a method to call. */
  readonly hint?: string;
  /** The value, unless it may be a secret. */
  readonly given?: unknown;
  /** The conditions of a template under which the finding is true. */
  readonly conditions?: { readonly [condition: string]: boolean };
  /** The id of the rule. The name of the shape for a single value. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** Whether the finding counts only if nothing is added to the construct any more. */
  readonly onlyWhenFinal?: boolean;
  /** The page that says so. */
  readonly source: string;
}

export const isError = ({ severity }: Finding) => severity === 'error';
