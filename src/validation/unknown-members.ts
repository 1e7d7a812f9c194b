import { Finding } from './finding';
import { isUnresolved } from '../private/tokens';
import { SHAPES } from '../service-model/shapes';

/**
 * The members of a part of a request that the model does not know: newer than it, or misspelt.
 *
 * @param path where the part is, in the user's words
 */
export function* unknownMembers(part: unknown, shapeName: string, path: string): Generator<Finding> {
  if (typeof part !== 'object' || part === null || isUnresolved(part)) { return; }
  const shape = SHAPES[shapeName];
  if (shape.type === 'list' && Array.isArray(part)) {
    for (const [index, element] of part.entries()) { yield* unknownMembers(element, shape.element!, `${path}[${index}]`); }
  }
  if (shape.type !== 'structure') { return; }
  for (const [name, value] of Object.entries(part)) {
    const place = `${path}[${JSON.stringify(name)}]`;
    const member = shape.members![name];
    if (member) {
      yield* unknownMembers(value, member, place);
    } else {
      yield {
        path: place,
        message: 'is not known to this library: the service takes it, or refuses the request',
        rule: 'UnknownMember',
        severity: 'warning',
        source: `https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_${shapeName}.html`,
      };
    }
  }
}
