import { Finding } from './finding';
import { problemOf, UNCERTAIN, WRONG_TYPE } from './single-values';
import { isUnresolved } from '../private/tokens';
import { Shape } from '../service-model/shape';
import { SHAPES } from '../service-model/shapes';

const API_REFERENCE = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_';
/** Values that may be secret, and whole scripts, which are the user's own: they are never printed. */
const SECRET = /^((Training)?Environment(Map|Value)|HyperParameters|HyperParameterValue|NotebookInstanceLifecycleConfigContent)$/;

/**
 * What rules cannot read, and what they throw when they do: a value that nobody knows yet, one of a wrong type, and one that is missing
 * though it is required. A rule that reads it says nothing.
 */
export const UNREADABLE = Symbol('unreadable');

/** Where a value is; and the structure, and so the page of the API reference, that it is a member of. */
interface Place {
  readonly at: string;
  readonly path: string;
  readonly page?: string;
}

/** A part of a request. */
export interface Part extends Place {
  readonly value: any;
  /** A copy of the value for the rules. */
  readonly view: any;
}

/** What one walk through a request shows. */
export class RequestReader {
  /** What is wrong with each value on its own. */
  public readonly findings: Finding[] = [];
  /** The parts of the request by their places, such as `A.B[].C`, with `[]` for every element. */
  public readonly parts = new Map<string, Part[]>();

  /** @param shapeName the request's shape in the service's model; of a request without one, rules can be asked only */
  constructor(request: unknown, shapeName?: string) {
    this.visit(request, shapeName, { at: '', path: '', page: shapeName });
  }

  /** Looks at a value and all its parts; returns what rules may read of it. */
  private visit(value: any, shapeName: string | undefined, place: Place): any {
    if (value === undefined || isUnresolved(value)) { return UNREADABLE; }
    const shape: Shape | undefined = SHAPES[shapeName ?? ''];
    const problem = shape && problemOf(value, shape);
    if (problem) {
      const given = typeof value === 'object' || SECRET.test(shapeName!) ? undefined : value;
      const hint = place.path.endsWith('"]') && typeof value === 'object' ? 'use JSON.stringify()' : undefined; // an entry of a map
      this.addFinding(place, { given, hint, rule: shapeName!, ...problem });
    }
    const view = problem?.rule === WRONG_TYPE ? UNREADABLE : this.viewOf(value, shape, shapeName, place);
    if (view !== UNREADABLE) {
      if (!this.parts.has(place.at)) { this.parts.set(place.at, []); }
      this.parts.get(place.at)!.push({ ...place, value, view });
    }
    return view;
  }

  private viewOf(value: any, shape: Shape | undefined, shapeName: string | undefined, { at, path, page }: Place): any {
    if (Array.isArray(value)) {
      const view: unknown[] = [];
      value.forEach((element, index) => expose(view, index, this.visit(element, shape?.element, { at: `${at}[]`, path: `${path}[${index}]`, page })));
      return value.includes(UNCERTAIN) ? UNREADABLE : view;
    }
    if (typeof value !== 'object' || value === null) { return shape?.type === 'string' ? String(value) : value; }
    return this.viewOfObject(value, shape ?? {}, { at, path, page: shape?.key ? page : shapeName });
  }

  private viewOfObject(whole: any, { members, key, value: entry, required = [] }: Partial<Shape>, { at, path, page }: Place): any {
    const placeOf = (name: string) => key
      ? { at, path: `${path}[${JSON.stringify(name)}]`, page }
      : { at: at ? `${at}.${name}` : name, path: path ? `${path}.${name}` : name, page };
    const view = Object.create(null);
    for (const name of Object.keys(whole).filter((given) => whole[given] !== undefined)) {
      const place = placeOf(name);
      if (key) { this.visit(name, key, place); }
      if (!members || members[name]) { expose(view, name, this.visit(whole[name], entry ?? members?.[name], place)); }
    }
    for (const name of required.filter((needed) => whole[needed] === undefined)) {
      this.addFinding(placeOf(name), { message: 'is required', rule: members![name] });
      expose(view, name, UNREADABLE);
    }
    return !members && Object.keys(whole).some(isUnresolved) ? UNREADABLE : view; // names of the user's own, which may be tokens
  }

  private addFinding({ path, page }: Place, finding: Pick<Finding, 'message' | 'rule'> & Partial<Finding>): void {
    this.findings.push({ path, severity: 'error', source: `${API_REFERENCE}${page}.html`, ...finding });
  }
}

function expose(view: any, name: string | number, part: unknown): void {
  if (part === UNREADABLE) { guard(view, name, () => part); } else { view[name] = part; }
}

/** @param find what is there, or `UNREADABLE`, which ends a rule that asks for it */
export function guard(view: any, name: string | number, find: () => unknown): void {
  Object.defineProperty(view, name, { get: () => readable(find()), enumerable: true, configurable: true });
}

function readable(part: unknown): unknown {
  if (part === UNREADABLE) { throw part; }
  return part;
}
