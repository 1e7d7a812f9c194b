import { SizeConversionOptions, SizeRoundingBehavior, TimeConversionOptions } from 'aws-cdk-lib/core';

/** Converts a `Duration` without rounding or an error. The validation then names the prop that must be a whole number. */
export const PARTS_OF_TIME: TimeConversionOptions = { integral: false };

/** Converts a `Size` without rounding or an error. */
export const PARTS_OF_SIZE: SizeConversionOptions = { rounding: SizeRoundingBehavior.NONE };

/** Returns a structure, or `undefined` if no member is set: the service may interpret an empty structure differently. */
export function unlessEmpty<T extends object>(structure: T): T | undefined {
  return Object.values(structure).every((value) => value === undefined) ? undefined : structure;
}
