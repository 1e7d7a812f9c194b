import * as fc from 'fast-check';
import { boundaryTexts, someTexts } from './strings';
import { copy } from './valid/common';
import { Shape } from '../../src/service-model/shape';
import { SHAPES } from '../../src/service-model/shapes';

/** The weight of small lists and maps against full ones, which take longer. */
const SMALL_WEIGHT = 50;

/** Returns random values that satisfy the constraints of a shape, with and without optional members, with sizes at their bounds. */
export function requests(shapeName: string, seed: number): fc.Arbitrary<any> {
  const known = new Map<string, fc.Arbitrary<any>>();
  const of = (name: string): fc.Arbitrary<any> => {
    const found = known.get(name) ?? arbitrary(SHAPES[name], of, seed);
    known.set(name, found);
    return found;
  };
  return of(shapeName);
}

function arbitrary(shape: Shape, of: (name: string) => fc.Arbitrary<any>, seed: number): fc.Arbitrary<any> {
  switch (shape.type) {
    case 'structure':
      return fc.record(
        Object.fromEntries(Object.entries(shape.members!).map(([name, member]) => [name, of(member)])),
        { requiredKeys: [...shape.required ?? []] },
      ).map((request) => ({ ...request }));
    case 'list': {
      const element = of(shape.element!);
      const { min = 0, max = 5 } = shape;
      const small = fc.array(element, { minLength: min, maxLength: Math.max(min, Math.min(max, 3)) });
      // copies of one element; valid/ makes them differ where a relation requires it
      const full = element.map((one) => Array.from({ length: max }, () => copy(one)));
      return fc.oneof({ weight: SMALL_WEIGHT, arbitrary: small }, { weight: 1, arbitrary: full });
    }
    case 'map': {
      const { min = 0, max = 5 } = shape;
      const key = SHAPES[shape.key!];
      const small = fc.dictionary(of(shape.key!), of(shape.value!), { minKeys: min, maxKeys: Math.max(min, 3) }).map((map) => ({ ...map }));
      const full = Array.from({ length: max }, (_, index) => [`${boundaryTexts(key)[0] || 'k'}${index}`, '']);
      const copyOfFull = fc.constant(full).map((entries) => Object.fromEntries(entries));
      return fc.oneof({ weight: SMALL_WEIGHT, arbitrary: small }, { weight: 1, arbitrary: copyOfFull });
    }
    case 'string':
      return shape.enum ? fc.constantFrom(...shape.enum) : fc.constantFrom(...someTexts(shape, seed));
    case 'integer':
    case 'number':
      return fc.oneof(...boundaryNumbers(shape).map((bound) => fc.constant(bound)), range(shape));
    case 'boolean':
      return fc.boolean();
  }
}

export function boundaryNumbers({ min, max }: Shape): number[] {
  return [...new Set([min ?? -1, max ?? 1_000_000])];
}

function range({ type, min = -1, max = min + 100_000 }: Shape): fc.Arbitrary<number> {
  return type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
}
