import { Finding } from './finding';
import { isUnresolved } from '../private/tokens';
import { SHAPES } from '../service-model/shapes';

/** Makes the path of a member. */
type Step = (path: string, name: string) => string;

/** In brackets and quotes, since no prop sets the member. */
const quoted: Step = (path, name) => `${path}[${JSON.stringify(name)}]`;

/**
 * Warns of the members of a request that the generated model does not know: they are newer than the model, or misspelled.
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
