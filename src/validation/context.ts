import { guard, RequestReader, UNREADABLE } from './request-reader';
import { WRONG_TYPE } from './single-values';

/**
 * What is known about a request but is not sent: the Region of a bucket, the request for another resource. Each entry is about the part
 * at a path such as `ProductionVariants[0]`; the empty path is the whole request.
 */
export interface Context { readonly [path: string]: { readonly [name: string]: unknown } }

/** What a rule may read besides a part of a request: the context of that part, and of each part that contains it; the nearer one counts. */
export function contextOf(path: string, context: Context): any {
  const contains = (outer: string) => ['', path].includes(outer) || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
  const view = Object.create(null);
  for (const outer of Object.keys(context).filter(contains).sort()) {
    for (const [name, value] of Object.entries(context[outer]).filter(([, known]) => known !== undefined)) {
      guard(view, name, () => new RequestReader(value).parts.get('')?.[0].view ?? UNREADABLE); // read if a rule asks for it
    }
  }
  return view;
}

/** The request for another resource as context: rules rely on the types of its values, so a request with a wrong type is left out. */
export function relatedRequest(request: any, operation: string): any {
  return new RequestReader(request, operation).findings.some(({ rule }) => rule === WRONG_TYPE) ? undefined : request;
}
