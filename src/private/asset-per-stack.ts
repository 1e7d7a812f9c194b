import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { freeId } from './names';

/** An asset with one construct for each stack that uses it, because the CDK publishes an asset to the account and Region of its stack. */
export class AssetPerStack<T> {
  private readonly assets = new Map<Stack, T>();

  /**
   * @param id The id of the construct, followed by a number if the scope has a child with the id.
   * @param create Creates the construct for a stack.
   */
  constructor(private readonly id: string, private readonly create: (scope: Construct, id: string) => T) {}

  /** Returns the construct of the stack of a scope, and creates it at the first use. */
  public in(scope: Construct): T {
    const stack = Stack.of(scope);
    const asset = this.assets.get(stack) ?? this.create(scope, freeId(scope, this.id));
    this.assets.set(stack, asset);
    return asset;
  }
}
