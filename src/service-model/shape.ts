/** The constraints of a value in the service model. Structures, lists and maps contain the names of the shapes of their parts. */
export interface Shape {
  readonly type: 'structure' | 'list' | 'map' | 'string' | 'integer' | 'number' | 'boolean';
  /** The minimum length of a string, size of a list or map, or value of a number. */
  readonly min?: number;
  readonly max?: number;
  /** A regular expression that matches the whole string. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly members?: { readonly [name: string]: string };
  readonly required?: readonly string[];
  readonly element?: string;
  readonly key?: string;
  readonly value?: string;
}
