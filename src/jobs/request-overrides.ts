import { Construct } from 'constructs';
import { validationError } from '../private/cdk-internals';

/** What the library itself relies on, with what to use instead. */
const RESERVED: { readonly [member: string]: string } = {
  TrainingJobName: 'the name of each run is derived from the stack, so that no run is doubled or lost',
  RoleArn: 'use role, which the handler may then pass on',
  Tags: 'use tags, beside which the handler adds its own',
};

/** Refuses overrides of what the library relies on. */
export function refuseReserved(scope: Construct, overrides: { readonly [member: string]: unknown } = {}): void {
  const reserved = Object.keys(overrides).filter((member) => Object.hasOwn(RESERVED, member));
  if (reserved.length > 0) {
    const lines = reserved.map((member) => `- requestOverrides.${member}: ${RESERVED[member]}`);
    throw validationError(scope, 'ReservedTrainingJobOverride', [`${scope.node.path} cannot override what its handler relies on:`, ...lines].join('\n'));
  }
}
