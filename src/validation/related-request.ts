import { RequestReader } from './request-reader';
import { WRONG_TYPE } from './single-values';

/** A request that rules may read beside another one: they rely on its types, so one with a wrong type is none. */
export function relatedRequest(request: any, operation: string): any {
  return new RequestReader(request, operation).findings.some(({ rule }) => rule === WRONG_TYPE) ? undefined : request;
}
