import { Finding } from './finding';
import { isUnresolved } from '../private/tokens';
import { SHAPES } from '../service-model/shapes';

/** How the place of a member is written. */
type Step = (path: string, name: string) => string;

/** As the user's own words, which no prop has. */
const quoted: Step = (path, name) => `${path}[${JSON.stringify(name)}]`;

/**
 * The members of a part of a request that the model does not know: newer than it, or misspelt.
 *
 * @param path where the part is
 */
export function* unknownMembers(part: any, shapeName: string, path: string, step: Step = quoted): Generator<Finding> {
  if (typeof part !== 'object' || part === null || isUnresolved(part)) { return; }
  const { type, members = {}, element } = SHAPES[shapeName];
  if (type === 'list' && Array.isArray(part)) {
    for (const [index, value] of part.entries()) { yield* unknownMembers(value, element!, `${path}[${index}]`, step); }
  }
  if (type !== 'structure' || Array.isArray(part)) { return; } // the names in a map are the user's own
  for (const [name, value] of Object.entries(part)) {
    const place = step(path, name);
    if (members[name]) {
      yield* unknownMembers(value, members[name], place, step);
    } else {
      yield {
        path: place,
        message: `is not known to this library: it is misspelt, or newer${alike(name, Object.keys(members))}`,
        rule: 'UnknownMember',
        severity: 'warning',
        source: `https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_${shapeName}.html`,
      };
    }
  }
}

function alike(name: string, members: readonly string[]): string {
  const beginning = (text: string) => text.toLowerCase().slice(0, 5);
  const found = members.filter((member) => beginning(member) === beginning(name));
  return found.length > 0 ? `. It knows ${found.join(', ')}` : '';
}
