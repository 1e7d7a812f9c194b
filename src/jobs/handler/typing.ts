import { isAbsent } from './canonical';
import { Shape } from '../../service-model/shape';
import { SHAPES } from '../../service-model/shapes';

const NUMBER = /^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/**
 * Gives values the types that the service's model asks for, since CloudFormation hands every scalar over as a string. What the model
 * does not know passes as it is, and so does what cannot be of the type: the service's own message says it best.
 */
export function typed(value: unknown, shapeName: string | undefined): unknown {
  const shape: Shape | undefined = shapeName === undefined ? undefined : SHAPES[shapeName];
  if (Array.isArray(value)) {
    return value.filter((element) => element !== null && element !== undefined).map((element) => typed(element, shape?.element));
  }
  if (typeof value === 'object' && value !== null) {
    const shapeOf = (key: string) => (shape?.type === 'map' ? shape.value : shape?.members?.[key]);
    return Object.fromEntries(Object.entries(value)
      .filter(([, member]) => !isAbsent(member))
      .map(([key, member]) => [key, typed(member, shapeOf(key))]));
  }
  return shape ? scalar(value, shape.type) : value;
}

function scalar(value: unknown, type: Shape['type']): unknown {
  switch (type) {
    case 'string': return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    case 'boolean': return value === 'true' ? true : value === 'false' ? false : value;
    case 'integer':
    case 'number': return typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
    default: return value;
  }
}
