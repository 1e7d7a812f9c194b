/** What the conditions of a template are taken to be, for one look at a resource. */
export type Assumptions = { readonly [condition: string]: boolean };

/** The sections of a template that say when conditions hold. */
export interface Conditional {
  readonly Conditions?: { readonly [name: string]: unknown };
  readonly Parameters?: { readonly [name: string]: { readonly AllowedValues?: readonly unknown[] } };
}

/** More combinations of parameters than this are not tried out. */
const MAX_COMBINATIONS = 10_000;

/**
 * Whether conditions may turn out as assumed, all of them together: "is production" and "is development" may not.
 *
 * Tries every text that the template compares a parameter, or something computed, with, and one that it does not; where there is too much
 * to try, nothing is taken to be possible.
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
  return count <= MAX_COMBINATIONS && worlds([...variables]).some((world) =>
    Object.entries(assumed).every(([name, outcome]) => outcomeOf({ Condition: name }, conditions, world) !== !outcome));
}

type World = ReadonlyMap<string, string>;

function worlds([first, ...others]: [variable: string, values: Set<string>][]): World[] {
  if (!first) { return [new Map()]; }
  const [variable, values] = first;
  return worlds(others).flatMap((world) => [...values].map((value) => new Map([...world, [variable, value]])));
}

/** The values that each compared parameter is compared with, those that it shares with another one included. */
function collect(condition: unknown, conditions: { readonly [name: string]: unknown }, variables: Map<string, Set<string>>, seen: Set<string>): void {
  const [name, argument] = intrinsic(condition);
  if (name === 'Condition' && !seen.has(String(argument))) {
    collect(conditions[String(argument)], conditions, variables, seen.add(String(argument)));
  } else if (name === 'Fn::Equals' && Array.isArray(argument)) {
    const compared = argument.filter(isVariable).map((side) => JSON.stringify(side));
    const before = compared.map((variable) => variables.get(variable) ?? new Set<string>());
    const values = new Set([...before.flatMap((known) => [...known]), ...argument.filter((side) => !isVariable(side)).map(String)]);
    // what is compared with each other may be any text that one of them is compared with
    [...variables].filter(([, known]) => before.includes(known)).forEach(([variable]) => variables.set(variable, values));
    compared.forEach((variable) => variables.set(variable, values));
  } else if (Array.isArray(argument)) {
    argument.forEach((part) => collect(part, conditions, variables, seen));
  }
}

/** Three-valued: `undefined` may be true or false. */
function outcomeOf(condition: unknown, conditions: { readonly [name: string]: unknown }, world: World, depth: number = 0): boolean | undefined {
  const [name, argument] = intrinsic(condition);
  const parts = () => (argument as unknown[]).map((part) => outcomeOf(part, conditions, world, depth + 1));
  if (name === 'Condition' && depth < 100) { return outcomeOf(conditions[String(argument)], conditions, world, depth + 1); }
  if (!Array.isArray(argument)) { return undefined; }
  switch (name) {
    case 'Fn::Not': return negated(parts()[0]);
    case 'Fn::And': return all(parts());
    case 'Fn::Or': return negated(all(parts().map(negated)));
    case 'Fn::Equals': {
      const [left, right] = argument.map((side) => isVariable(side) ? world.get(JSON.stringify(side)) : String(side));
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

/** What is compared is a parameter, or computed: the same expression is the same text everywhere. */
function isVariable(side: unknown): boolean {
  return typeof side === 'object' && side !== null;
}

function intrinsic(value: unknown): [name?: string, argument?: unknown] {
  return typeof value === 'object' && value !== null ? Object.entries(value)[0] ?? [] : [];
}
