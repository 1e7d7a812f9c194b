/** The assumed outcomes of conditions, for one check of a resource. */
export type Assumptions = { readonly [condition: string]: boolean };

/** The sections of a template that determine the outcomes of conditions. */
export interface Conditional {
  readonly Conditions?: { readonly [name: string]: unknown };
  readonly Parameters?: { readonly [name: string]: { readonly AllowedValues?: readonly unknown[] } };
}

/** The maximum number of combinations of parameter values to evaluate. */
const MAX_COMBINATIONS = 10_000;

/**
 * Whether all conditions can have the assumed outcomes at the same time: "is production" and "is development" cannot both be true.
 *
 * Evaluates the conditions for every string that the template compares a parameter or an expression with, and for one other string. With
 * too many combinations, no outcome is considered possible.
 */
export function isPossible(assumed: Assumptions, template: Conditional): boolean {
  const conditions = template.Conditions ?? {};
  const variables = new Map<string, Set<string>>();
  Object.keys(assumed).forEach((name) => collect({ Condition: name }, conditions, variables, new Set()));
  for (const [variable, values] of variables) {
    const allowed = template.Parameters?.[JSON.parse(variable).Ref]?.AllowedValues;
    variables.set(variable, allowed ? new Set(allowed.map(String)) : new Set([...values, 'any other text', `not ${variable}`]));
  }
  const count = [...variables.values()].reduce((product, { size }) => product * size, 1);
  return count <= MAX_COMBINATIONS && combinations([...variables]).some((combination) =>
    Object.entries(assumed).every(([name, outcome]) => outcomeOf({ Condition: name }, conditions, combination) !== !outcome));
}

type Combination = ReadonlyMap<string, string>;

function combinations([first, ...others]: [variable: string, values: Set<string>][]): Combination[] {
  if (!first) { return [new Map()]; }
  const [variable, values] = first;
  return combinations(others).flatMap((combination) => [...values].map((value) => new Map([...combination, [variable, value]])));
}

/** Collects the values that each parameter is compared with, including those of parameters that it is compared with. */
function collect(condition: unknown, conditions: { readonly [name: string]: unknown }, variables: Map<string, Set<string>>, seen: Set<string>): void {
  const [name, argument] = intrinsic(condition);
  if (name === 'Condition' && !seen.has(String(argument))) {
    collect(conditions[String(argument)], conditions, variables, seen.add(String(argument)));
  } else if (name === 'Fn::Equals' && Array.isArray(argument)) {
    const compared = argument.filter(isVariable).map((side) => JSON.stringify(side));
    const before = compared.map((variable) => variables.get(variable) ?? new Set<string>());
    const values = new Set([...before.flatMap((known) => [...known]), ...argument.filter((side) => !isVariable(side)).map(String)]);
    // parameters that are compared with each other may have any value that one of them is compared with
    [...variables].filter(([, known]) => before.includes(known)).forEach(([variable]) => variables.set(variable, values));
    compared.forEach((variable) => variables.set(variable, values));
  } else if (Array.isArray(argument)) {
    argument.forEach((part) => collect(part, conditions, variables, seen));
  }
}

/** Returns the outcome of a condition; `undefined` if it is unknown. */
function outcomeOf(
  condition: unknown, conditions: { readonly [name: string]: unknown }, combination: Combination, depth: number = 0,
): boolean | undefined {
  const [name, argument] = intrinsic(condition);
  const parts = () => (argument as unknown[]).map((part) => outcomeOf(part, conditions, combination, depth + 1));
  if (name === 'Condition' && depth < 100) { return outcomeOf(conditions[String(argument)], conditions, combination, depth + 1); }
  if (!Array.isArray(argument)) { return undefined; }
  switch (name) {
    case 'Fn::Not': return negated(parts()[0]);
    case 'Fn::And': return all(parts());
    case 'Fn::Or': return negated(all(parts().map(negated)));
    case 'Fn::Equals': {
      const [left, right] = argument.map((side) => isVariable(side) ? combination.get(JSON.stringify(side)) : String(side));
      return left === undefined || right === undefined ? undefined : left === right;
    }
    default: return undefined;
  }
}

function all(outcomes: (boolean | undefined)[]): boolean | undefined {
  return outcomes.includes(false) ? false : outcomes.includes(undefined) ? undefined : true;
}

function negated(outcome: boolean | undefined): boolean | undefined {
  return outcome === undefined ? undefined : !outcome;
}

/** A parameter or an expression. The same expression has the same value everywhere. */
function isVariable(side: unknown): boolean {
  return typeof side === 'object' && side !== null;
}

function intrinsic(value: unknown): [name?: string, argument?: unknown] {
  return typeof value === 'object' && value !== null ? Object.entries(value)[0] ?? [] : [];
}
