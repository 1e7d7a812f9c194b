import { Construct } from 'constructs';
import { JobKind } from './kinds';
import { isMap } from './protocol';
import { validationError } from '../private/cdk-internals';
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

/**
 * The prop paths of a request with overrides. An overridden member is named as the user wrote it, with everything below:
 * `requestOverrides.ResourceConfig.VolumeKmsKeyId`.
 */
export function overriddenPropPaths(propPaths: PropPaths, overrides: object | undefined, shapeName: string): PropPaths {
  const places = overriddenPlaces(overrides, shapeName);
  const isBelow = (member: string) => places.some((place) => member.startsWith(`${place}.`) || member.startsWith(`${place}[`));
  return {
    ...Object.fromEntries(Object.entries(propPaths).filter(([member]) => !isBelow(member))),
    ...Object.fromEntries(places.map((place) => [place, `requestOverrides.${place}`])),
  };
}

/** The members whose values replace those of the props. Structures are merged with them. */
function overriddenPlaces(overrides: object | undefined, shapeName: string, path: string = ''): string[] {
  return Object.entries(overrides ?? {}).flatMap(([member, value]) => {
    const place = path ? `${path}.${member}` : member;
    const shape = SHAPES[shapeName].members?.[member];
    const isMerged = isMap(value) && shape !== undefined && SHAPES[shape].type === 'structure';
    return isMerged ? overriddenPlaces(value, shape, place) : [place];
  });
}
