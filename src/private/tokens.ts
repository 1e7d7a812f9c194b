import { Fn, IResolvable, Lazy, Reference, Stack, Token, TokenComparison, Tokenization } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** Stands in a request for a value that is not known yet, such as a list that items may still be added to. It is a token, so rules skip it. */
export const UNKNOWN: IResolvable = Lazy.any({ produce: () => undefined });

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
  return one !== other && Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
}

/** What a string is beside the tokens in it. */
export function literalPart(text: string): string {
  const fragments = Tokenization.reverseString(text).mapTokens({ mapToken: () => '' });
  return fragments.join({ join: (left: string, right: string) => `${left}${right}` });
}

/** What a string is beside those tokens in it that only CloudFormation knows: asked at synthesis, when the others are known. */
export function knownPart(scope: IConstruct, text: string): string {
  const resolved: any = Stack.of(scope).resolve(text);
  const joined: unknown = resolved?.['Fn::Join']?.[1];
  const parts = Array.isArray(joined) ? joined : [resolved];
  return parts.filter((part) => typeof part === 'string').join('');
}

/** A string in small letters, but for the tokens in it: CloudFormation cannot change the case of a value. */
export function inSmallLetters(text: string): string {
  return withLiterals(text, (literal) => literal.toLowerCase());
}

/** A string with its literal parts changed, and the tokens in it as they are. */
export function withLiterals(text: string, change: (literal: string) => string): string {
  if (!isUnresolved(text)) { return change(text); }
  const changed = (part: string) => isUnresolved(part) ? part : change(part);
  return Tokenization.reverseString(text).join({ join: (left: string, right: string) => changed(left) + changed(right) });
}

/** The construct that a string refers to, if it is a reference and nothing else. */
export function referredConstruct(text: string): IConstruct | undefined {
  const fragments = Tokenization.reverseString(text);
  const [token] = fragments.tokens;
  return fragments.length === 1 && Reference.isReference(token) ? token.target : undefined;
}

/** The constructs that a string refers to. */
export function referredConstructs(text: string): IConstruct[] {
  return Tokenization.reverseString(text).tokens.filter((token) => Reference.isReference(token)).map((token) => token.target);
}

/** The first element of a list, which may be a token as a whole. */
export function first(list: string[]): string | undefined {
  return isUnresolved(list) ? Fn.select(0, list) : list[0];
}
