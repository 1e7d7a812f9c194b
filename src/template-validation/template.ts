import { RESOURCE_TYPES, ResourceType } from './resource-types';
import { Assumptions, Conditional, isPossible } from './template-conditions';
import { assumptionsToCheck, Reference, valueOf } from './template-value';
import { isUnresolved } from '../private/tokens';
import { Finding } from '../validation/finding';
import { uniqueNames } from '../validation/names';
import { relatedRequest } from '../validation/related-request';
import { unknownMembers } from '../validation/unknown-members';
import { findingsOf } from '../validation/validate';

/** A template, as CloudFormation reads it. */
export interface Template extends Conditional {
  readonly Transform?: unknown;
  readonly Resources?: { readonly [logicalId: string]: Resource };
}

interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: any;
}

/** What is wrong with the SageMaker resources of a template, by their logical ids. */
export function* templateFindings(template: Template): Generator<readonly [logicalId: string, finding: Finding]> {
  if (hasMacros(template)) { return; }
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    const type = RESOURCE_TYPES[resource.Type];
    if (!type) { continue; }
    const reported = new Set<string>();
    for (const assumed of assumptionsToCheck(resource.Properties, existence(resource)).filter((assumptions) => isPossible(assumptions, template))) {
      const request = requestOf(template, resource, assumed);
      for (const finding of [...findingsOf({ ...type, request }), ...unknownMembers(propertiesOf(resource, assumed), type.operation, '', dotted)]) {
        const adapted = asCloudFormation(finding, type);
        const identity = JSON.stringify([adapted.path, adapted.rule, adapted.message, adapted.given]);
        if (!reported.has(identity)) { yield [logicalId, adapted]; }
        reported.add(identity);
      }
    }
    yield* [...nameFindings(template, logicalId)].map((finding) => [logicalId, finding] as const);
  }
}

/** Macros of somebody's own make any template of what is written here; those of AWS leave literal values alone. */
function hasMacros({ Transform }: Template): boolean {
  return Transform !== undefined && [Transform].flat().some((name) => !/^AWS::/.test(String((name as any)?.Name ?? name)));
}

/** What is known of conditions, if the resource exists. */
function existence({ Condition }: Resource): Assumptions {
  return Condition === undefined ? {} : { [Condition]: true };
}

/**
 * CloudFormation lets some members be left out that the service requires: what it then sends is not documented. Others it demands, though
 * the service does not.
 */
function asCloudFormation(finding: Finding, { optional = [], demanded = [] }: ResourceType): Finding {
  if (demanded.some((path) => path.test(finding.path))) { return { ...finding, severity: 'error' }; }
  return finding.message === 'is required' && optional.some((path) => path.test(finding.path)) ? { ...finding, severity: 'warning' } : finding;
}

/** The request that CloudFormation makes for a resource, with those of the resources that it refers to beside it. */
function requestOf(template: Template, resource: Resource, assumed: Assumptions): any {
  const request = propertiesOf(resource, assumed);
  if (!isKnownObject(request)) { return request; }
  for (const list of [request.ProductionVariants, request.ShadowProductionVariants].filter(Array.isArray)) {
    for (const variant of list.filter(isKnownObject)) {
      variant.Model = requestOfReferred(template, variant.ModelName, 'AWS::SageMaker::Model', assumed);
    }
  }
  if (resource.Type === 'AWS::SageMaker::Endpoint') { // a configuration has a member of that name too: its own
    request.EndpointConfig = requestOfReferred(template, request.EndpointConfigName, 'AWS::SageMaker::EndpointConfig', assumed);
  }
  if (resource.Type === 'AWS::SageMaker::InferenceComponent') {
    request.EndpointConfig = requestOfReferred(template, request.EndpointName, 'AWS::SageMaker::Endpoint', assumed)?.EndpointConfig;
  }
  return request;
}

const dotted = (path: string, name: string) => path ? `${path}.${name}` : name;

function propertiesOf({ Type, Properties = {} }: Resource, assumed: Assumptions): any {
  return valueOf(Properties, RESOURCE_TYPES[Type].operation, assumed);
}

function isKnownObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isUnresolved(value);
}

/** The request of the one resource of the template that a reference means, or a name that is written out. */
function requestOfReferred(template: Template, name: unknown, type: string, assumed: Assumptions): any {
  const { name: nameProperty, operation } = RESOURCE_TYPES[type];
  const referred = Object.entries(template.Resources ?? {})
    .filter(([, resource]) => resource.Type === type)
    .filter(([logicalId, { Properties, Condition }]) => name instanceof Reference
      ? name.logicalId === logicalId
      : name !== undefined && Properties?.[nameProperty] === name && (Condition === undefined || assumed[Condition]))
    .map(([, resource]) => requestOf(template, resource, { ...assumed, ...existence(resource) }));
  return referred.length === 1 ? relatedRequest(referred[0], operation) : undefined;
}

/** Resources that always exist must not have the same name, if it is unique in an account and Region. */
function nameFindings(template: Template, logicalId: string): Finding[] {
  const { Type, Condition, Properties } = template.Resources![logicalId];
  const { name, ignoreCase = false } = RESOURCE_TYPES[Type];
  const own = nameOf(Properties?.[name]);
  const others = own === undefined || Condition !== undefined ? [] : Object.entries(template.Resources!)
    .filter(([id, other]) => id !== logicalId && other.Type === Type && other.Condition === undefined)
    .map(([id, other]) => ({ owner: id, name: nameOf(other.Properties?.[name]) ?? '' }))
    .filter((other) => other.name.toLowerCase() === own.toLowerCase());
  return uniqueNames(name, own ?? '', others, ignoreCase);
}

/** A name that is written out. */
function nameOf(value: unknown): string | undefined {
  return typeof value === 'string' && !value.includes('{{resolve:') ? value : undefined;
}
