import { wrongTexts } from './strings';
import { SHAPES } from '../../src/service-model/shapes';

/** A value in a request. */
export interface RequestValue {
  /** The path of the value, as findings contain it. */
  readonly path: string;
  readonly shape: string;
  readonly required: boolean;
  readonly value: any;
  /** Returns the request with another value at the path; `undefined` removes the member. */
  readonly with: (value: unknown) => any;
}

/** Returns every value of a request that the service model describes. The parts of a value precede the value. */
export function requestValues(value: any, shapeName: string, path: string = '', set: (value: unknown) => any = (other) => other, required: boolean = true): RequestValue[] {
  const shape = SHAPES[shapeName];
  const inner = (name: string | number, part: any, partShape: string, partPath: string, partRequired: boolean) =>
    requestValues(part, partShape, partPath, (other) => set(replaced(value, name, other)), partRequired);
  const parts = !hasParts(value, shape.type) ? [] : shape.type === 'structure'
    ? Object.keys(value).filter((name) => shape.members![name] && value[name] !== undefined)
      .flatMap((name) => inner(name, value[name], shape.members![name], path ? `${path}.${name}` : name, shape.required?.includes(name) ?? false))
    : shape.type === 'list'
      ? value.flatMap((part: any, index: number) => inner(index, part, shape.element!, `${path}[${index}]`, false))
      : shape.type === 'map'
        ? Object.keys(value).flatMap((name) => inner(name, value[name], shape.value!, `${path}[${JSON.stringify(name)}]`, false))
        : [];
  return [...parts, ...path ? [{ path, shape: shapeName, required, value, with: set }] : []];
}

/** Whether a value has parts: a value of a wrong type has none. */
function hasParts(value: unknown, type: string): boolean {
  return type === 'list' ? Array.isArray(value) : typeof value === 'object' && value !== null && !Array.isArray(value);
}

function replaced(whole: any, name: string | number, value: unknown): any {
  if (Array.isArray(whole)) { return whole.map((part, index) => index === name ? value : part); }
  const { [name]: _old, ...others } = whole;
  return value === undefined ? others : { ...others, [name]: value };
}

/** An invalid value. */
export interface Fault {
  readonly value: unknown;
  /** What the path of the finding has after the path of the value. @default - nothing */
  readonly pathSuffix?: string;
  readonly severity: 'error' | 'warning';
}

/** Returns the invalid values of a shape. */
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
      const keys = wrongTexts(SHAPES[shape.key!]).map((key): Fault => ({ value: { [key]: '' }, pathSuffix: `[${JSON.stringify(key)}]`, severity: 'error' }));
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
