import { wrongTexts } from './strings';
import { SHAPES } from '../../src/service-model/shapes';

/** A value somewhere in a request, as findings name it. */
export interface Spot {
  readonly path: string;
  readonly shape: string;
  readonly required: boolean;
  readonly value: any;
  /** The same request with another value there; `undefined` takes it away. */
  readonly with: (value: unknown) => any;
}

/** Every value of a request that the model describes, the parts before the whole. */
export function spots(value: any, shapeName: string, path: string = '', set: (value: unknown) => any = (other) => other, required: boolean = true): Spot[] {
  const shape = SHAPES[shapeName];
  const inner = (name: string | number, part: any, partShape: string, partPath: string, partRequired: boolean) =>
    spots(part, partShape, partPath, (other) => set(replaced(value, name, other)), partRequired);
  const parts = !isWhole(value, shape.type) ? [] : shape.type === 'structure'
    ? Object.keys(value).filter((name) => shape.members![name] && value[name] !== undefined)
      .flatMap((name) => inner(name, value[name], shape.members![name], path ? `${path}.${name}` : name, shape.required?.includes(name) ?? false))
    : shape.type === 'list'
      ? value.flatMap((part: any, index: number) => inner(index, part, shape.element!, `${path}[${index}]`, false))
      : shape.type === 'map'
        ? Object.keys(value).flatMap((name) => inner(name, value[name], shape.value!, `${path}[${JSON.stringify(name)}]`, false))
        : [];
  return [...parts, ...path ? [{ path, shape: shapeName, required, value, with: set }] : []];
}

/** A value of a wrong type has no parts. */
function isWhole(value: unknown, type: string): boolean {
  return type === 'list' ? Array.isArray(value) : typeof value === 'object' && value !== null && !Array.isArray(value);
}

function replaced(whole: any, name: string | number, value: unknown): any {
  if (Array.isArray(whole)) { return whole.map((part, index) => index === name ? value : part); }
  const { [name]: _old, ...others } = whole;
  return value === undefined ? others : { ...others, [name]: value };
}

/** A value that is wrong on its own, and the path that is to be named, beyond that of the value. */
export interface Fault {
  readonly value: unknown;
  readonly deeper?: string;
  readonly severity: 'error' | 'warning';
}

/** All that can be wrong with a value of a shape. */
export function faults(shapeName: string, required: boolean, good: any): Fault[] {
  const shape = SHAPES[shapeName];
  const wrong = (...values: unknown[]): Fault[] => values.map((value) => ({ value, severity: 'error' }));
  const missing = required ? wrong(undefined) : [];
  switch (shape.type) {
    case 'structure':
      return [...missing, ...wrong('text', 1, true, [])];
    case 'list':
      return [
        ...missing, ...wrong('text', 1, {}),
        ...shape.min ? wrong([]) : [],
        ...shape.max !== undefined && good.length > 0 ? wrong(Array.from({ length: shape.max + 1 }, () => good[0])) : [],
      ];
    case 'map': {
      const names = shape.max === undefined ? [] : Array.from({ length: shape.max + 1 }, (_, index) => `K${index}`);
      const keys = wrongTexts(SHAPES[shape.key!]).map((key): Fault => ({ value: { [key]: '' }, deeper: `[${JSON.stringify(key)}]`, severity: 'error' }));
      return [...missing, ...wrong('text', 1, []), ...names.length > 0 ? wrong(Object.fromEntries(names.map((name) => [name, '']))) : [], ...keys];
    }
    case 'string':
      return [
        ...missing, ...wrong({}, []),
        ...shape.enum ? [{ value: 'newer-than-the-library', severity: 'warning' } as const] : wrong(...wrongTexts(shape)),
      ];
    case 'integer':
    case 'number':
      return [
        ...missing, ...wrong('text', NaN, Infinity),
        ...shape.type === 'integer' ? wrong(0.5) : [],
        ...shape.min === undefined ? [] : wrong(shape.min - 1),
        ...shape.max === undefined ? [] : wrong(shape.max + 1),
      ];
    case 'boolean':
      return [...missing, ...wrong('true', 1)];
  }
}
