import { Finding } from './finding';
import { differs } from '../private/tokens';

interface Environment { readonly account: string; readonly region: string }

/** A resource can use another one of its own account and Region only. */
export function* environmentFindings(path: string, used: Environment, user: Environment): Generator<Finding> {
  for (const part of ['account', 'region'] as const) {
    if (differs(used[part], user[part])) {
      yield {
        path,
        message: `must be in the ${part} of the resource that uses it, ${user[part]}`,
        given: used[part],
        rule: `Same${part === 'account' ? 'Account' : 'Region'}`,
        severity: 'error',
        source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html',
      };
    }
  }
}
