import { CfnResource } from 'aws-cdk-lib/core';
import { l1Name } from './l1-names';
import { isUnresolved } from './tokens';
import { NEWER_MEMBERS } from '../service-model/newer-members';
import { SHAPES } from '../service-model/shapes';

/**
 * A request in the service's names as the properties of an L1 construct: the same values under the names that CDK generates.
 *
 * @param shapeName the shape of the request in the service's model
 */
export function l1Props(request: unknown, shapeName: string): any {
  if (request === undefined || isUnresolved(request)) { return request; }
  const shape = SHAPES[shapeName];
  switch (shape.type) {
    case 'structure':
      return Object.fromEntries(Object.entries(request as object)
        .filter(([name, value]) => value !== undefined && shape.members![name]) // rules may read more than is sent
        .map(([name, value]) => [l1Name(name), l1Props(value, shape.members![name])]));
    case 'list':
      return (request as unknown[]).map((element) => l1Props(element, shape.element!));
    default: // scalars, and maps, whose keys are the user's data
      return request;
  }
}

/**
 * The way back: what L1 properties ask of the service, in its names. Tags are not among it.
 *
 * @param props an L1 construct, or a part of its properties
 */
export function requestOfL1(props: any, shapeName: string): any {
  if (props === undefined || isUnresolved(props)) { return props; }
  const { type, members = {}, element } = SHAPES[shapeName];
  if (type === 'list' && Array.isArray(props)) { return props.map((part) => requestOfL1(part, element!)); }
  if (type !== 'structure' || typeof props !== 'object' || props === null) { return props; }
  return Object.fromEntries(Object.keys(members)
    .filter((name) => name !== 'Tags' && props[l1Name(name)] !== undefined)
    .map((name) => [name, requestOfL1(props[l1Name(name)], members[name])]));
}

/**
 * Sets what the L1 constructs of the oldest supported aws-cdk-lib would leave out, since they do not know it yet. Newer ones render the
 * same values twice.
 *
 * @param request the request that the construct was made of
 */
export function setNewerMembers(resource: CfnResource, request: object, operation: string): void {
  for (const path of NEWER_MEMBERS[operation]) {
    for (const [place, value] of valuesAt(request, path.split('.'))) {
      resource.addPropertyOverride(place.join('.'), value);
    }
  }
}

/** A value with the place where it is. */
type Found = readonly [place: readonly (string | number)[], value: unknown];

/** The values at a path such as `ProductionVariants[].CoreDumpConfig`. */
function valuesAt(part: any, [step, ...others]: string[]): Found[] {
  if (part === undefined || isUnresolved(part)) { return []; }
  if (step === undefined) { return [[[], part]]; }
  const name = step.replace('[]', '');
  const member = part[name];
  if (!step.endsWith('[]') || member === undefined || isUnresolved(member)) {
    return valuesAt(member, others).map(([place, value]): Found => [[name, ...place], value]);
  }
  const elements: unknown[] = member;
  return elements.flatMap((element, index) => valuesAt(element, others).map(([place, value]): Found => [[name, index, ...place], value]));
}
