import { Fn, IResolvable, Lazy, Reference, Stack, Token, TokenComparison, Tokenization } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** A value of a request that is not known yet, such as a list to which items can still be added. It is a token, so rules skip it. */
export const UNKNOWN: IResolvable = Lazy.any({ produce: () => undefined });

/** Whether a string, number, list or object is a token, or a string that holds one. */
export function isUnresolved(value: unknown): boolean {
  return Token.isUnresolved(value);
}

/** Converts a number to a string, in which a token still resolves. */
export function numberInString(value: number): string {
  return isUnresolved(value) ? Tokenization.stringifyNumber(value) : `${value}`;
}

/**
 * Whether two accounts or two Regions are certainly different. A token may have any value. Two tokens count as equal, as in the CDK.
 */
export function differs(one: string, other: string): boolean {
  return one !== other && Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
}

/** Returns a string without the tokens in it. */
export function literalPart(text: string): string {
  const fragments = Tokenization.reverseString(text).mapTokens({ mapToken: () => '' });
  return fragments.join({ join: (left: string, right: string) => `${left}${right}` });
}

/** Returns a string without the tokens that only CloudFormation resolves. Call it at synthesis, when the CDK can resolve the others. */
export function knownPart(scope: IConstruct, text: string): string {
  const resolved: any = Stack.of(scope).resolve(text);
  const joined: unknown = resolved?.['Fn::Join']?.[1];
  const parts = Array.isArray(joined) ? joined : [resolved];
  return parts.filter((part) => typeof part === 'string').join('');
}

/** Returns a string in lower case. Tokens in it stay as they are, because CloudFormation cannot change the case of a value. */
export function toLowerCase(text: string): string {
  return withLiterals(text, (literal) => literal.toLowerCase());
}

/** Returns a string with changed literal parts. Tokens in it stay as they are. */
export function withLiterals(text: string, change: (literal: string) => string): string {
  if (!isUnresolved(text)) { return change(text); }
  const changed = (part: string) => isUnresolved(part) ? part : change(part);
  return Tokenization.reverseString(text).join({ join: (left: string, right: string) => changed(left) + changed(right) });
}

/** The construct that a string refers to, if the whole string is one reference. */
export function referredConstruct(text: string): IConstruct | undefined {
  const fragments = Tokenization.reverseString(text);
  const [token] = fragments.tokens;
  return fragments.length === 1 && Reference.isReference(token) ? token.target : undefined;
}

/** The constructs that a string refers to. */
export function referredConstructs(text: string): IConstruct[] {
  return Tokenization.reverseString(text).tokens.filter((token) => Reference.isReference(token)).map((token) => token.target);
}

/** The first element of a list. The whole list may be a token. */
export function first(list: string[]): string | undefined {
  return isUnresolved(list) ? Fn.select(0, list) : list[0];
}
