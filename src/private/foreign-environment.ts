import { IResource, Stack, Validations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { validationError } from './cdk-internals';
import { differs } from './tokens';

/** A construct that stands for a resource, perhaps one of another account or Region. */
type Placed = IConstruct & Pick<IResource, 'env'>;

/** The account and Region of an imported resource, where they are certainly others than those of the stack: its metrics are there. */
export function elsewhere(resource: Placed): { readonly account?: string; readonly region?: string } {
  const { account, region } = Stack.of(resource);
  return {
    ...differs(resource.env.account, account) ? { account: resource.env.account } : {},
    ...differs(resource.env.region, region) ? { region: resource.env.region } : {},
  };
}

/** Throws for an imported resource of another account or Region, about which this stack can do nothing. */
export function requireHere(resource: Placed, what: string): void {
  const place = Object.values(elsewhere(resource)).join(', ');
  if (place) {
    throw validationError(resource, 'ResourceElsewhere', `${what} has to be in a stack of its own account and Region, but it is of ${place}`);
  }
}

/** Warns of a rule for the events of an imported resource of another account or Region: they are there, unless somebody sends them on. */
export function warnOfEvents(resource: Placed): void {
  const place = Object.values(elsewhere(resource)).join(', ');
  if (place) {
    Validations.of(resource).addWarning('cdk-sagemaker:EventsInOtherEnvironment',
      `the events of a resource of ${place} stay there: a rule of this stack sees them only if a rule there sends them to its event bus`);
  }
}
