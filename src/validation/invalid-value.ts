import { unscopedValidationError } from '../private/cdk-internals';

/** The error of a value object that cannot be: it belongs to no construct yet. */
export function invalidValue(code: string, message: string): Error {
  return unscopedValidationError(code, message);
}
