/** What the service's model says of one value; structures, lists and maps name the shapes of their parts. */
export interface Shape {
  readonly type: 'structure' | 'list' | 'map' | 'string' | 'integer' | 'number' | 'boolean';
  /** The least length of a string, size of a list or map, or value of a number. */
  readonly min?: number;
  readonly max?: number;
  /** Describes the whole string. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly members?: { readonly [name: string]: string };
  readonly required?: readonly string[];
  readonly element?: string;
  readonly key?: string;
  readonly value?: string;
}
