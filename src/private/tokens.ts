import { Token, TokenComparison, Tokenization } from 'aws-cdk-lib/core';

/** Whether a string, number, list or object is a token, or a string that holds one. */
export function isUnresolved(value: unknown): boolean {
  return Token.isUnresolved(value);
}

/** A number as part of a string: a plain one as its digits, a token so that it resolves there. */
export function numberInString(value: number): string {
  return isUnresolved(value) ? Tokenization.stringifyNumber(value) : `${value}`;
}

/**
 * Whether two accounts, or two Regions, are certainly different ones.
 * An unresolved one may turn out to be any; two unresolved ones are taken for the same, as everywhere in the CDK.
 */
export function differs(one: string, other: string): boolean {
  return Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
}
