import { IResolvable, Lazy } from 'aws-cdk-lib/core';

/** Stands for a value that is known at deployment only. */
export const UNKNOWN: IResolvable = Lazy.any({ produce: () => undefined });

/** An unknown value that refers to a resource of the same template. */
export class Reference implements IResolvable {
  public readonly creationStack = [];

  constructor(public readonly logicalId: string) {}

  public resolve(): undefined {
    return undefined;
  }

  public toString(): string {
    return this.logicalId;
  }
}

const OPEN = new WeakSet<object>();

/** Marks a list of which some elements may vanish: each of them can be looked at, but not how many there are. */
export function openList<T>(list: T[]): T[] {
  OPEN.add(list);
  return list;
}

export function isOpenList(value: object): boolean {
  return OPEN.has(value);
}
