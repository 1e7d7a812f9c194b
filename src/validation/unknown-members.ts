import { Finding } from './finding';
import { isUnresolved } from '../private/tokens';
import { SHAPES } from '../service-model/shapes';

/** Returns the path of a member. */
type Step = (path: string, name: string) => string;

/** Writes the member in brackets and quotes, because no prop sets it. */
const quoted: Step = (path, name) => `${path}[${JSON.stringify(name)}]`;

/**
 * Warns about members of a request that are not in the generated model: they are newer than the model, or misspelled.
 *
 * @param part The request or a part of it.
 * @param path The path of the part.
 */
export function* unknownMembers(part: any, shapeName: string, path: string, step: Step = quoted): Generator<Finding> {
  if (typeof part !== 'object' || part === null || isUnresolved(part)) { return; }
  const { type, members = {}, element } = SHAPES[shapeName];
  if (type === 'list' && Array.isArray(part)) {
    for (const [index, value] of part.entries()) { yield* unknownMembers(value, element!, `${path}[${index}]`, step); }
  }
  if (type !== 'structure' || Array.isArray(part)) { return; } // the keys of a map are the user's own
  for (const [name, value] of Object.entries(part)) {
    const place = step(path, name);
    if (members[name]) {
      yield* unknownMembers(value, members[name], place, step);
    } else {
      yield {
        path: place,
        ...unknownMember(name, Object.keys(members)),
        rule: 'UnknownMember',
        severity: 'warning',
        source: `https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_${shapeName}.html`,
      };
    }
  }
}

function unknownMember(name: string, members: readonly string[]): Pick<Finding, 'message' | 'values'> {
  const beginning = (text: string) => text.toLowerCase().slice(0, 5);
  const alike = members.filter((member) => beginning(member) === beginning(name));
  const message = 'is not known to this version of the library: it is misspelled or newer than the library';
  return alike.length > 0 ? { message: `${message}. Known names are {alike}`, values: { alike } } : { message };
}
