/** One thing that is wrong, as data: it is put into words once, in report.ts. */
export interface Finding {
  /** Where, in the service's names: `ProductionVariants[0].InitialInstanceCount`. */
  readonly path: string;
  /** What the service demands, as it continues the path: "must be at least 1". */
  readonly message: string;
  /** The value, unless it may be a secret. */
  readonly given?: unknown;
  /** The rule's name: that of the list of constraints for a relation, that of the shape for a single value. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** Whether the finding counts only if nothing is added to the construct any more. */
  readonly onlyWhenFinal?: boolean;
  /** The page that says so. */
  readonly source: string;
}

export const isError = ({ severity }: Finding) => severity === 'error';
