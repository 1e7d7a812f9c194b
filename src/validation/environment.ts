import { Finding } from './finding';
import { differs } from '../private/tokens';

interface Environment { readonly account: string; readonly region: string }

const ENDPOINTS = 'https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html';

/** Checks that a resource is in the account and Region of the resource that uses it. */
export function* environmentFindings(path: string, used: Environment, user: Environment, source: string = ENDPOINTS): Generator<Finding> {
  for (const part of ['account', 'region'] as const) {
    if (differs(used[part], user[part])) {
      yield {
        path,
        message: `must be in {place}, the ${part === 'region' ? 'Region' : part} of the resource that uses it`,
        values: { place: user[part] },
        given: used[part],
        rule: part === 'account' ? 'SameAccount' : 'SameRegion',
        severity: 'error',
        source,
      };
    }
  }
}

/** Checks that a key is in the Region of the resource that uses it, and warns if it belongs to another account. */
export function* keyFindings(path: string, key: Environment, user: Environment): Generator<Finding> {
  for (const finding of environmentFindings(path, key, user)) {
    const source = 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html';
    yield finding.rule === 'SameRegion' ? { ...finding, source } : {
      ...finding,
      message: 'belongs to the account {other}, and the resource that uses it to {place}: the key policy must allow the role to use the key',
      values: { ...finding.values, other: key.account },
      rule: 'KeyOfOtherAccount',
      severity: 'warning',
      source,
    };
  }
}
