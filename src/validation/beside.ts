import { Reading } from './reading';
import { WRONG_TYPE } from './single-values';

/** A request that rules may read beside another one: they rely on its types, so one with a wrong type is none. */
export function beside(request: any, operation: string): any {
  return new Reading(request, operation).findings.some(({ rule }) => rule === WRONG_TYPE) ? undefined : request;
}
