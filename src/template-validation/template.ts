import { RESOURCE_TYPES, ResourceType } from './resource-types';
import { Assumptions, Conditional, isPossible } from './template-conditions';
import { assumptionsToCheck, Reference, valueOf } from './template-value';
import { isUnresolved } from '../private/tokens';
import { Context, relatedRequest } from '../validation/context';
import { Finding } from '../validation/finding';
import { AS_IN_TEMPLATES, sentenceOf } from '../validation/message';
import { uniqueNames } from '../validation/names';
import { unknownMembers } from '../validation/unknown-members';
import { findingsOf } from '../validation/validate';

/** A CloudFormation template. */
export interface Template extends Conditional {
  readonly Transform?: unknown;
  readonly Resources?: { readonly [logicalId: string]: Resource };
}

interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: any;
}

/** Checks the SageMaker resources of a template. Returns the findings with the logical ids of the resources. */
export function* templateFindings(template: Template): Generator<readonly [logicalId: string, finding: Finding]> {
  if (hasMacros(template)) { return; }
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    const type = RESOURCE_TYPES[resource.Type];
    if (!type) { continue; }
    const reported = new Set<string>();
    for (const assumed of assumptionsToCheck(resource.Properties, existence(resource)).filter((assumptions) => isPossible(assumptions, template))) {
      const request = requestOf(resource, assumed);
      const context = contextOf(template, resource.Type, request, assumed);
      for (const finding of [...findingsOf({ ...type, request, context }), ...unknownMembers(request, type.operation, '', dotted)]) {
        const adapted = asCloudFormation(finding, type);
        const identity = `${adapted.rule} ${sentenceOf(adapted, AS_IN_TEMPLATES)}`;
        if (!reported.has(identity)) { yield [logicalId, { ...adapted, conditions: beyond(existence(resource), assumed) }]; }
        reported.add(identity);
      }
    }
    yield* [...nameFindings(template, logicalId)].map((finding) => [logicalId, finding] as const);
  }
}

/** Whether a template uses custom macros, which may change any part of it. Transforms of AWS do not change literal values. */
function hasMacros({ Transform }: Template): boolean {
  return Transform !== undefined && [Transform].flat().some((name) => !/^AWS::/.test(String((name as any)?.Name ?? name)));
}

/** The outcome of the condition of a resource, assuming that the resource exists. */
function existence({ Condition }: Resource): Assumptions {
  return Condition === undefined ? {} : { [Condition]: true };
}

/** The assumptions without the known ones. */
function beyond(known: Assumptions, assumed: Assumptions): Assumptions {
  return Object.fromEntries(Object.entries(assumed).filter(([condition]) => !(condition in known)));
}

/**
 * Adapts the severity of a finding. Some members are required by the service but not by CloudFormation, which does not document the value
 * that it sends instead. Others are required only by CloudFormation.
 */
function asCloudFormation(finding: Finding, { optional = [], demanded = [] }: ResourceType): Finding {
  if (demanded.some((path) => path.test(finding.path))) { return { ...finding, severity: 'error' }; }
  return finding.message === 'is required' && optional.some((path) => path.test(finding.path)) ? { ...finding, severity: 'warning' } : finding;
}

/** The requests for the resources that a resource refers to. */
function contextOf(template: Template, type: string, request: any, assumed: Assumptions): Context {
  if (!isKnownObject(request)) { return {}; }
  switch (type) {
    case 'AWS::SageMaker::EndpointConfig':
      return Object.fromEntries(['ProductionVariants', 'ShadowProductionVariants'].filter((list) => Array.isArray(request[list]))
        .flatMap((list) => request[list].map((variant: any, index: number) => [
          `${list}[${index}]`,
          { Model: isKnownObject(variant) ? referredRequest(template, variant.ModelName, 'AWS::SageMaker::Model', assumed)?.request : undefined },
        ])));
    case 'AWS::SageMaker::Endpoint':
      return { '': { EndpointConfig: referredRequest(template, request.EndpointConfigName, 'AWS::SageMaker::EndpointConfig', assumed)?.request } };
    case 'AWS::SageMaker::InferenceComponent': {
      const endpoint = referredRequest(template, request.EndpointName, 'AWS::SageMaker::Endpoint', assumed);
      return endpoint ? contextOf(template, 'AWS::SageMaker::Endpoint', endpoint.request, endpoint.assumed) : {};
    }
    default:
      return {};
  }
}

const dotted = (path: string, name: string) => path ? `${path}.${name}` : name;

/** The request that CloudFormation makes for a resource. */
function requestOf({ Type, Properties = {} }: Resource, assumed: Assumptions): any {
  return valueOf(Properties, RESOURCE_TYPES[Type].operation, assumed);
}

function isKnownObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isUnresolved(value);
}

/** The request for the only resource of the template that a reference or a literal name refers to, if the rules can rely on its types. */
function referredRequest(
  template: Template, name: unknown, type: string, assumed: Assumptions,
): { readonly request: any; readonly assumed: Assumptions } | undefined {
  const { name: nameProperty, operation } = RESOURCE_TYPES[type];
  const referred = Object.entries(template.Resources ?? {})
    .filter(([, resource]) => resource.Type === type)
    .filter(([logicalId, { Properties, Condition }]) => name instanceof Reference
      ? name.logicalId === logicalId
      : name !== undefined && Properties?.[nameProperty] === name && (Condition === undefined || assumed[Condition]))
    .map(([, resource]) => ({ resource, assumed: { ...assumed, ...existence(resource) } }));
  if (referred.length !== 1) { return undefined; }
  const [{ resource, assumed: ifItExists }] = referred;
  const request = relatedRequest(requestOf(resource, ifItExists), operation);
  return request && { request, assumed: ifItExists };
}

/** Checks that resources without a condition have different names. */
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

/** The name, if it is a literal. */
function nameOf(value: unknown): string | undefined {
  return typeof value === 'string' && !value.includes('{{resolve:') ? value : undefined;
}
