import { Finding } from './finding';
import { problemOf, UNCERTAIN, WRONG_TYPE } from './single-values';
import { isUnresolved } from '../private/tokens';
import { Shape } from '../service-model/shape';
import { SHAPES } from '../service-model/shapes';

const API_REFERENCE = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_';
/** The shapes of values that messages never show, because they may be secrets or whole scripts. */
const SECRET = /^((Training)?Environment(Map|Value)|HyperParameters|HyperParameterValue|NotebookInstanceLifecycleConfigContent)$/;

/**
 * A value that rules cannot read: a token, a value of a wrong type, or a missing required member. Reading it throws this symbol, which
 * ends the rule without a finding. So no rule ever sees a token:
 *
 *     const request = { MaxConcurrency: parameter.valueAsNumber, ProvisionedConcurrency: 10 };
 *     const { parts } = new RequestReader(request, 'ProductionVariantServerlessConfig');
 *     const [{ view }] = parts.get('')!;
 *     view.ProvisionedConcurrency                          // 10
 *     view.MaxConcurrency                                  // throws UNREADABLE
 *     view.ProvisionedConcurrency <= view.MaxConcurrency   // a rule: `relations()` catches UNREADABLE and reports nothing
 *     given(view, 'MinConcurrency')                        // 0: rules can read that a member is absent
 */
export const UNREADABLE = Symbol('unreadable');

/** The place of a value. */
interface Place {
  /** The path with `[]` for every element, as rules name it. */
  readonly at: string;
  /** The path with indices and keys. */
  readonly path: string;
  /** The structure that the value is a member of, which has a page in the API reference. */
  readonly page?: string;
}

/** A part of a request. */
export interface Part extends Place {
  readonly value: any;
  /** A copy of the value for the rules. */
  readonly view: any;
}

/** Traverses a request once: checks each single value, and prepares the parts for the rules. */
export class RequestReader {
  /** The findings about single values. */
  public readonly findings: Finding[] = [];
  /** The parts of the request by their places, such as `A.B[].C`, with `[]` for every element. */
  public readonly parts = new Map<string, Part[]>();

  /**
   * @param request The request.
   * @param shapeName The shape of the request in the generated model. Without a shape, values are not checked on their own.
   */
  constructor(request: unknown, shapeName?: string) {
    this.visit(request, shapeName, { at: '', path: '', page: shapeName });
  }

  /** Checks a value and its parts. Returns the view of the value for the rules. */
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
    return !members && Object.keys(whole).some(isUnresolved) ? UNREADABLE : view; // the keys of a map may be tokens
  }

  private addFinding({ path, page }: Place, finding: Pick<Finding, 'message' | 'rule'> & Partial<Finding>): void {
    this.findings.push({ path, severity: 'error', source: `${API_REFERENCE}${page}.html`, ...finding });
  }
}

function expose(view: any, name: string | number, part: unknown): void {
  if (part === UNREADABLE) { guard(view, name, () => part); } else { view[name] = part; }
}

/**
 * Adds a member to a view that is looked up when a rule reads it.
 *
 * @param find Returns the value, or `UNREADABLE`, which ends the rule.
 */
export function guard(view: any, name: string | number, find: () => unknown): void {
  Object.defineProperty(view, name, { get: () => readable(find()), enumerable: true, configurable: true });
}

function readable(part: unknown): unknown {
  if (part === UNREADABLE) { throw part; }
  return part;
}
