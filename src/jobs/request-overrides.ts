import { Construct } from 'constructs';
import { JobKind } from './kinds';
import { validationError } from '../private/cdk-internals';
import { isUnresolved } from '../private/tokens';
import { SHAPES } from '../service-model/shapes';
import { PropPaths } from '../validation/prop-paths';

/** Throws if `requestOverrides` contains a member that the library sets itself. */
export function refuseReservedOverrides(scope: Construct, kind: JobKind, overrides: { readonly [member: string]: unknown } = {}): void {
  const reserved: { readonly [member: string]: string } = {
    [kind.nameMember]: 'the handler derives the name of each run, so that it never starts a run twice and never loses one',
    RoleArn: 'use role, so that the handler is allowed to pass the role',
    Tags: 'use Tags.of(), because the handler adds tags of its own',
  };
  const found = Object.keys(overrides).filter((member) => Object.hasOwn(reserved, member));
  if (found.length > 0) {
    const lines = found.map((member) => `- requestOverrides.${member}: ${reserved[member]}`);
    throw validationError(scope, 'ReservedRequestOverride', [`${scope.node.path} overrides members that the library sets:`, ...lines].join('\n'));
  }
}

/** The rows that name an overridden member as the user wrote it: `requestOverrides.ResourceConfig.VolumeKmsKeyId`. */
export function overridePropPaths(overrides: object | undefined, shapeName: string, path: string = ''): PropPaths {
  const rows = Object.entries(overrides ?? {}).map(([member, value]): PropPaths => {
    const place = path ? `${path}.${member}` : member;
    const shape = SHAPES[shapeName].members?.[member];
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value) && !isUnresolved(value);
    const isMerged = isObject && shape !== undefined && SHAPES[shape].type === 'structure'; // other values replace those of the props
    return isMerged ? overridePropPaths(value as object, shape, place) : { [place]: `requestOverrides.${place}` };
  });
  return Object.assign({}, ...rows);
}
