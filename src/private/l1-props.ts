import { isUnresolved } from './tokens';
import { SHAPES } from '../service-model/shapes';

/**
 * A request in the service's names as the properties of an L1 construct: the same values under the names that CDK generates.
 *
 * @param shapeName the shape of the request in the service's model
 */
export function l1Props(request: unknown, shapeName: string): any {
  if (request === undefined || isUnresolved(request)) { return request; }
  const shape = SHAPES[shapeName];
  switch (shape.type) {
    case 'structure':
      return Object.fromEntries(Object.entries(request as object)
        .filter(([name, value]) => value !== undefined && shape.members![name]) // rules may read more than is sent
        .map(([name, value]) => [l1Name(name), l1Props(value, shape.members![name])]));
    case 'list':
      return (request as unknown[]).map((element) => l1Props(element, shape.element!));
    default: // scalars, and maps, whose keys are the user's data
      return request;
  }
}

/** `MemorySizeInMB` is `memorySizeInMb`, `EnableSSMAccess` is `enableSsmAccess`. */
function l1Name(name: string): string {
  const words = name.replace(/([A-Z])([A-Z]+)(?=[A-Z][a-z]|$)/g, (_all, first, others) => first + others.toLowerCase());
  return words[0].toLowerCase() + words.slice(1);
}
