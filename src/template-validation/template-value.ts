import { IResolvable } from 'aws-cdk-lib/core';
import { Assumptions } from './template-conditions';
import { UNKNOWN } from '../private/tokens';
import { SHAPES } from '../service-model/shapes';
import { UNCERTAIN } from '../validation/single-values';

/** An unknown value that refers to a resource of the same template. */
export class Reference implements IResolvable {
  public readonly creationStack = [];

  constructor(public readonly logicalId: string) {}

  public resolve(): undefined {
    return undefined;
  }

  public toString(): string {
    return this.logicalId;
  }
}

/** The maximum number of checks of one resource. No template written by hand needs more. */
const MAX_ASSUMPTIONS = 64;

/**
 * Returns the assumptions that together check each branch of every `Fn::If` in a value. The first are those of the whole value, and the others
 * are those of each branch. Other conditions stay unknown, because conditions may exclude each other.
 */
export function assumptionsToCheck(value: unknown, assumed: Assumptions = {}): Assumptions[] {
  const found = new Map([[JSON.stringify(assumed), assumed]]);
  collect(value, assumed, found);
  return [...found.values()].slice(0, MAX_ASSUMPTIONS);
}

function collect(value: unknown, assumed: Assumptions, found: Map<string, Assumptions>): void {
  if (typeof value !== 'object' || value === null) { return; }
  const choice = conditional(value);
  if (!choice) {
    Object.values(value).forEach((part) => collect(part, assumed, found));
    return;
  }
  for (const outcome of [true, false]) {
    if ((assumed[choice.condition] ?? outcome) !== outcome) { continue; }
    const assumptions = { ...assumed, [choice.condition]: outcome };
    found.set(JSON.stringify(assumptions), assumptions);
    collect(outcome ? choice.whenTrue : choice.whenFalse, assumptions, found);
  }
}

/**
 * Converts a value of a template to the value that the service receives. Intrinsic functions and dynamic references are unknown, and
 * `AWS::NoValue` is absent. Strings become numbers and booleans, and these become strings, as CloudFormation converts them.
 *
 * @param value The value in the template.
 * @param shapeName The shape of the value in the generated model.
 * @param assumed The assumed outcomes of conditions.
 */
export function valueOf(value: unknown, shapeName: string | undefined, assumed: Assumptions): unknown {
  const shape = shapeName === undefined ? undefined : SHAPES[shapeName];
  if (Array.isArray(value)) {
    return value.map((element) => isOptional(element, assumed) ? UNCERTAIN : valueOf(element, shape?.element, assumed))
      .filter((element) => element !== undefined);
  }
  if (typeof value !== 'object' || value === null) { return scalar(value, shape?.type); }

  const choice = conditional(value);
  if (choice && choice.condition in assumed) {
    return valueOf(assumed[choice.condition] ? choice.whenTrue : choice.whenFalse, shapeName, assumed);
  }
  const [[name, argument] = [], ...others] = Object.entries(value);
  if (name === 'Ref' && others.length === 0) { return argument === 'AWS::NoValue' ? undefined : new Reference(String(argument)); }
  if (name === 'Fn::GetAtt') { return new Reference(String(Array.isArray(argument) ? argument[0] : argument).split('.')[0]); }
  if (name === 'Fn::Base64' && typeof argument === 'string') { return Buffer.from(argument).toString('base64'); }
  if (Object.keys(value).some((key) => key.startsWith('Fn::'))) { return UNKNOWN; }
  return Object.fromEntries(Object.entries(value)
    .map(([key, part]) => [key, valueOf(part, shape?.members?.[key] ?? shape?.value, assumed)])
    .filter(([, part]) => part !== undefined));
}

function scalar(value: unknown, type: string | undefined): unknown {
  if (typeof value !== 'string') { return type === 'string' && value !== null ? String(value) : value; }
  if (value.includes('{{resolve:')) { return UNKNOWN; }
  if ((type === 'integer' || type === 'number') && value.trim() !== '' && Number.isFinite(Number(value))) { return Number(value); }
  if (type === 'boolean' && /^(true|false)$/i.test(value)) { return value.toLowerCase() === 'true'; }
  return value;
}

function conditional(value: object): { condition: string; whenTrue: unknown; whenFalse: unknown } | undefined {
  const branches = (value as any)['Fn::If'];
  return Array.isArray(branches) ? { condition: String(branches[0]), whenTrue: branches[1], whenFalse: branches[2] } : undefined;
}

/** Whether an element of a list may be absent, depending on a condition without an assumed outcome. */
function isOptional(element: unknown, assumed: Assumptions): boolean {
  const choice = typeof element === 'object' && element !== null ? conditional(element) : undefined;
  return choice !== undefined && !(choice.condition in assumed);
}
