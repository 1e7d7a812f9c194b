/**
 * A relation between values: of one member to another, to its parent, or to another resource.
 *
 * Rules are data. They read requests with the names of the API. They never handle tokens: the engine skips a rule when it reads a token.
 */
export interface Rule {
  /** The violation in PascalCase, such as `SpotWithoutMaxWait`. It never changes, because users acknowledge `cdk-sagemaker:<id>`. */
  readonly id: string;
  /** The row in the list of documented constraints, such as `TJ-X19`, for the tests. */
  readonly row?: string;
  /** The parts of the request that the rule is about; `[]` stands for every element. @default - the whole request */
  readonly at?: string | readonly string[];
  /** The member of that part that the message is about. @default - the part itself */
  readonly member?: string;
  /**
   * @param part The part of the request at `at`.
   * @param request The whole request.
   * @param context The context of that part, and of each part that contains it.
   */
  readonly holds: (part: any, request: any, context: any) => boolean;
  /** The rest of the sentence that begins with the path, with placeholders for members: see `Finding.message`. */
  readonly message: string;
  /** The values that the message shows, by the names of their placeholders. Takes the same arguments as `holds`. */
  readonly values?: (part: any, request: any, context: any) => { readonly [name: string]: unknown };
  /** Advice for users of constructs only, such as a method to call. */
  readonly hint?: string;
  /** Whether the rule applies only to the final request, since parts may still be added to an earlier one. */
  readonly onlyWhenFinal?: boolean;
  /** @default 'error' */
  readonly severity?: 'error' | 'warning';
  /** The page that documents the relation. */
  readonly source: string;
}
