import { Finding } from './finding';
import { differs } from '../private/tokens';

interface Environment { readonly account: string; readonly region: string }

const ENDPOINTS = 'https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html';

/** A resource can use another one of its own account and Region only. */
export function* environmentFindings(path: string, used: Environment, user: Environment, source: string = ENDPOINTS): Generator<Finding> {
  for (const part of ['account', 'region'] as const) {
    if (differs(used[part], user[part])) {
      yield {
        path,
        message: `must be in the ${part} of the resource that uses it, ${user[part]}`,
        given: used[part],
        rule: `Same${part === 'account' ? 'Account' : 'Region'}`,
        severity: 'error',
        source,
      };
    }
  }
}

/** A key can be used in its own Region only, and from another account if that lets the role use it. */
export function* keyFindings(path: string, key: Environment, user: Environment): Generator<Finding> {
  for (const finding of environmentFindings(path, key, user)) {
    const source = 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html';
    yield finding.rule === 'SameRegion' ? { ...finding, source } : {
      ...finding,
      message: `is of another account than the resource that uses it, ${user.account}: the policy of the key has to let the role use it`,
      rule: 'KeyOfOtherAccount',
      severity: 'warning',
      source,
    };
  }
}
