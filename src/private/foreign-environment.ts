import { IResource, Stack, Validations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { validationError } from './cdk-internals';
import { differs } from './tokens';

/** A resource with its account and Region. */
type Environmental = IConstruct & Pick<IResource, 'env'>;

/** The account and the Region of an imported resource, as far as they certainly differ from those of the stack. Its metrics are there. */
export function foreignEnvironment(resource: Environmental): { readonly account?: string; readonly region?: string } {
  const { account, region } = Stack.of(resource);
  return {
    ...differs(resource.env.account, account) ? { account: resource.env.account } : {},
    ...differs(resource.env.region, region) ? { region: resource.env.region } : {},
  };
}

/** Throws for an imported resource of another account or Region, which the stack cannot change. */
export function requireSameEnvironment(resource: Environmental, what: string): void {
  const place = Object.values(foreignEnvironment(resource)).join(', ');
  if (place) {
    throw validationError(resource, 'ResourceElsewhere', `${what} has to be in a stack of its own account and Region, but it is of ${place}`);
  }
}

/** Warns about an event rule for an imported resource of another account or Region: its events are sent to the event bus there. */
export function warnCrossEnvironmentEvents(resource: Environmental): void {
  const place = Object.values(foreignEnvironment(resource)).join(', ');
  if (place) {
    Validations.of(resource).addWarning('cdk-sagemaker:EventsInOtherEnvironment',
      `the events of a resource of ${place} stay there: a rule of this stack sees them only if a rule there sends them to its event bus`);
  }
}
