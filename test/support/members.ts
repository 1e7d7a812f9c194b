import { hasProp } from './public-api';
import { SHAPES } from '../../src/service-model/shapes';
import { propOf, PropPaths } from '../../src/validation/prop-paths';
import { WITHOUT_PROP } from '../validation/without-prop';

/** A member of a request. */
export interface Member {
  /** The place of the member in the request, with `[]` for every element of a list. */
  readonly path: string;
  /** The structure and the name of the member, such as `ProductionVariant.ModelName`. */
  readonly name: string;
}

/**
 * Yields the members of a structure and of the structures in it. The keys of maps are no members.
 *
 * @param isIncluded Whether to include a member and what it contains.
 */
export function* membersOf(shapeName: string, isIncluded: (member: Member) => boolean, path: string = ''): Generator<Member> {
  const { type, element, members = {} } = SHAPES[shapeName];
  if (type === 'list') { yield* membersOf(element!, isIncluded, `${path}[]`); }
  for (const [name, memberShape] of Object.entries(members)) {
    const member = { path: path ? `${path}.${name}` : name, name: `${shapeName}.${name}` };
    if (!isIncluded(member)) { continue; }
    yield member;
    yield* membersOf(memberShape, isIncluded, member.path);
  }
}

interface Construct { readonly operation: string; readonly props: string; readonly propPaths: PropPaths }

/** Whether a prop of a construct sets a member. */
export function hasOwnProp({ props, propPaths }: Construct, { path }: Member): boolean {
  return hasProp(props, propOf(path, propPaths).path);
}

/** Returns the key of a member in `WITHOUT_PROP`, if it is listed there. */
export function entryWithoutProp({ operation }: Construct, { path, name }: Member): string | undefined {
  return [name, `${operation}.${path}`].find((entry) => entry in WITHOUT_PROP);
}

/** Returns the members of the request that need a prop: all but those that are listed without one. */
export function membersWithProp(construct: Construct): Member[] {
  return [...membersOf(construct.operation, (member) => hasOwnProp(construct, member) || !entryWithoutProp(construct, member))];
}

/** Yields the paths of the members that a request has. */
export function* sentMembers(request: any, shapeName: string, path: string = ''): Generator<string> {
  const { type, element, members = {} } = SHAPES[shapeName];
  if (type === 'list' && Array.isArray(request)) {
    for (const part of request) { yield* sentMembers(part, element!, `${path}[]`); }
  }
  if (type !== 'structure' || typeof request !== 'object') { return; }
  for (const [name, part] of Object.entries(request)) {
    const memberPath = path ? `${path}.${name}` : name;
    yield memberPath;
    if (members[name]) { yield* sentMembers(part, members[name], memberPath); }
  }
}
