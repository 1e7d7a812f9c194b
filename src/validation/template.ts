import { Finding } from './finding';
import { RESOURCE_TYPES } from './resource-types';
import { Assumptions, looks, valueOf } from './template-value';
import { Reference } from './unknown';
import { findingsOf } from './validate';
import { isUnresolved } from '../private/tokens';

/** A template, as CloudFormation reads it. */
export interface Template {
  readonly Resources?: { readonly [logicalId: string]: Resource };
}

interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: object;
  readonly Metadata?: { readonly [key: string]: unknown };
}

/** What is wrong with the SageMaker resources of a template, by their logical ids. */
export function* templateFindings(template: Template): Generator<readonly [logicalId: string, finding: Finding]> {
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    const type = RESOURCE_TYPES[resource.Type];
    if (!type) { continue; }
    const reported = new Set<string>();
    for (const assumed of looks(resource.Properties)) {
      const request = requestOf(template, resource, assumed);
      for (const finding of findingsOf({ ...type, request })) {
        const adapted = finding.message === 'is required' && type.optional?.some((member) => finding.path.endsWith(member))
          ? { ...finding, severity: 'warning' as const }
          : finding;
        const identity = JSON.stringify([adapted.path, adapted.rule, adapted.message, adapted.given]);
        if (!reported.has(identity)) { yield [logicalId, adapted]; }
        reported.add(identity);
      }
    }
  }
}

/** The request that CloudFormation makes for a resource, with those of the resources that it refers to beside it. */
function requestOf(template: Template, resource: Resource, assumed: Assumptions): any {
  const request = valueOf(resource.Properties ?? {}, RESOURCE_TYPES[resource.Type].operation, assumed) as any;
  for (const list of [request.ProductionVariants, request.ShadowProductionVariants]) {
    for (const variant of Array.isArray(list) ? list : []) {
      if (!isUnresolved(variant)) {
        variant.Model = requestOfReferred(template, variant.ModelName, 'AWS::SageMaker::Model');
      }
    }
  }
  if (resource.Type === 'AWS::SageMaker::Endpoint') { // a configuration has a member of that name too: its own
    request.EndpointConfig = requestOfReferred(template, request.EndpointConfigName, 'AWS::SageMaker::EndpointConfig');
  }
  return request;
}

function requestOfReferred(template: Template, name: unknown, type: string): any {
  const resources = Object.entries(template.Resources ?? {}).filter(([, resource]) => resource.Type === type);
  const [, referred] = resources.find(([logicalId, { Properties }]) => name instanceof Reference
    ? name.logicalId === logicalId
    : name !== undefined && (Properties as any)?.[RESOURCE_TYPES[type].name] === name) ?? [];
  return referred && requestOf(template, referred, {});
}
