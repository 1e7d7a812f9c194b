import { isAbsent } from './canonical';
import { Shape } from '../../service-model/shape';
import { SHAPES } from '../../service-model/shapes';

const NUMBER = /^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/**
 * Restores the types of values from the service model, because CloudFormation passes every scalar as a string. Does not change values that the
 * model does not contain, or that cannot have their type. The service reports the latter best.
 */
export function restoreTypes(value: unknown, shapeName: string | undefined): unknown {
  const shape: Shape | undefined = shapeName === undefined ? undefined : SHAPES[shapeName];
  if (Array.isArray(value)) {
    return value.filter((element) => element !== null && element !== undefined).map((element) => restoreTypes(element, shape?.element));
  }
  if (typeof value === 'object' && value !== null) {
    const shapeOf = (key: string) => (shape?.type === 'map' ? shape.value : shape?.members?.[key]);
    return Object.fromEntries(Object.entries(value)
      .filter(([, member]) => !isAbsent(member))
      .map(([key, member]) => [key, restoreTypes(member, shapeOf(key))]));
  }
  return shape ? restoreScalar(value, shape.type) : value;
}

function restoreScalar(value: unknown, type: Shape['type']): unknown {
  switch (type) {
    case 'string': return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    case 'boolean': return value === 'true' ? true : value === 'false' ? false : value;
    case 'integer':
    case 'number': return typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
    default: return value;
  }
}
