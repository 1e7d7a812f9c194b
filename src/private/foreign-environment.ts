import { IResource, Stack, Validations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { validationError } from './cdk-internals';
import { differs } from './tokens';

/** A resource with its account and Region. */
type Environmental = IConstruct & Pick<IResource, 'env'>;

/** The account and Region of an imported resource and its metrics, if they certainly differ from those of the stack. */
export function foreignEnvironment(resource: Environmental): { readonly account?: string; readonly region?: string } {
  const { account, region } = Stack.of(resource);
  return {
    ...differs(resource.env.account, account) ? { account: resource.env.account } : {},
    ...differs(resource.env.region, region) ? { region: resource.env.region } : {},
  };
}

/**
 * Throws for an imported resource of another account or Region, which the stack cannot change.
 *
 * @param feature The feature that requires the same environment, for the message.
 */
export function requireSameEnvironment(resource: Environmental, feature: string): void {
  const environment = Object.values(foreignEnvironment(resource)).join(', ');
  if (environment) {
    throw validationError(resource, 'ResourceInOtherEnvironment', `${feature} requires a stack in the account and Region of the resource: ${environment}`);
  }
}

/** Warns about an event rule for an imported resource of another account or Region, which sends its events to the event bus there. */
export function warnCrossEnvironmentEvents(resource: Environmental): void {
  const environment = Object.values(foreignEnvironment(resource)).join(', ');
  if (environment) {
    Validations.of(resource).addWarning('cdk-sagemaker:EventsInOtherEnvironment',
      `this resource sends its events to the event bus of ${environment}: the event rule requires another rule there that forwards them to this account and Region`);
  }
}
