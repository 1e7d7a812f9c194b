import { guard, RequestReader, UNREADABLE } from './request-reader';
import { WRONG_TYPE } from './single-values';

/**
 * Known facts that are not part of a request, such as the Region of a bucket or the request for another resource. Each entry is about the
 * part at a path such as `ProductionVariants[0]`. The empty path is the whole request.
 */
export interface Context { readonly [path: string]: { readonly [name: string]: unknown } }

/** Returns the context of a part for rules. The context of an inner part overrides that of the parts that contain it. */
export function contextOf(path: string, context: Context): any {
  const contains = (outer: string) => ['', path].includes(outer) || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
  const view = Object.create(null);
  for (const outer of Object.keys(context).filter(contains).sort()) {
    for (const [name, value] of Object.entries(context[outer]).filter(([, known]) => known !== undefined)) {
      guard(view, name, () => new RequestReader(value).parts.get('')?.[0].view ?? UNREADABLE); // read only if a rule needs it
    }
  }
  return view;
}

/** Returns the request of another resource for a context, unless a value has a wrong type: rules rely on the types. */
export function relatedRequest(request: any, operation: string): any {
  return new RequestReader(request, operation).findings.some(({ rule }) => rule === WRONG_TYPE) ? undefined : request;
}
