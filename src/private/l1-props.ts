import { CfnResource } from 'aws-cdk-lib/core';
import { unscopedValidationError } from './cdk-internals';
import { isUnresolved } from './tokens';
import { NEWER_MEMBERS } from '../service-model/newer-members';
import { SHAPES } from '../service-model/shapes';

/** The name that the CDK generates for a member: `memorySizeInMb` for `MemorySizeInMB`, `enableSsmAccess` for `EnableSSMAccess`. */
export function l1Name(name: string): string {
  const words = name.replace(/([A-Z])([A-Z]+)(?=[A-Z][a-z]|$)/g, (_all, first, others) => first + others.toLowerCase());
  return words[0].toLowerCase() + words.slice(1);
}

/**
 * The properties of an L1 construct for a request: the same values under the names that the CDK generates.
 *
 * Throws for a member that the generated model does not know: it would not reach the template.
 *
 * @param shapeName The shape of the request in the generated model.
 */
export function l1Props(request: unknown, shapeName: string): any {
  if (request === undefined || isUnresolved(request)) { return request; }
  const { type, members = {}, element } = SHAPES[shapeName];
  switch (type) {
    case 'structure':
      return Object.fromEntries(Object.entries(request as object).filter(([, value]) => value !== undefined).map(([name, value]) => {
        if (!members[name]) { throw unknownMember(name, shapeName); }
        return [l1Name(name), l1Props(value, members[name])];
      }));
    case 'list':
      return (request as unknown[]).map((part) => l1Props(part, element!));
    default: // scalars, and maps, whose keys are the user's data
      return request;
  }
}

function unknownMember(name: string, shapeName: string): Error {
  return unscopedValidationError('UnknownRequestMember',
    `${shapeName}.${name} is not in the service model of cdk-sagemaker, so it would not be deployed: this is a bug of the library, please report it`);
}

/**
 * The request of an L1 construct, without tags: the reverse of `l1Props`.
 *
 * @param props An L1 construct, or a part of its properties.
 * @param shapeName The shape of the request in the generated model.
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
 * Adds property overrides for the members that the L1 construct of the oldest supported aws-cdk-lib does not know and would drop. For an L1
 * construct that knows them, the overrides repeat its own values.
 *
 * @param request The request from which the L1 construct was created.
 */
export function setNewerMembers(resource: CfnResource, request: object, operation: string): void {
  for (const path of NEWER_MEMBERS[operation]) {
    for (const [steps, value] of valuesAt(request, path.split('.'))) {
      resource.addPropertyOverride(steps.join('.'), value);
    }
  }
}

/** A value in a request, with the steps of its path. */
type RequestValue = readonly [steps: readonly (string | number)[], value: unknown];

/** The values at a path such as `ProductionVariants[].CoreDumpConfig`. */
function valuesAt(part: any, [step, ...others]: string[]): RequestValue[] {
  if (part === undefined || isUnresolved(part)) { return []; }
  if (step === undefined) { return [[[], part]]; }
  const name = step.replace('[]', '');
  const member = part[name];
  if (!step.endsWith('[]') || member === undefined || isUnresolved(member)) {
    return valuesAt(member, others).map(([steps, value]): RequestValue => [[name, ...steps], value]);
  }
  const elements: unknown[] = member;
  return elements.flatMap((element, index) => valuesAt(element, others).map(([steps, value]): RequestValue => [[name, index, ...steps], value]));
}
