import { createHash } from 'node:crypto';
import { canonical } from './canonical';

/** Slots of one identity: a later one is used when the job in the one before it failed or was stopped. */
export const LAST_SLOT = 99;

const PREFIX = /^[a-z0-9](-*[a-z0-9])*$/;
const LONGEST_PREFIX = 39;
const SLOT = /^(.+)-([1-9][0-9]?)$/;

/** Whether names of jobs can begin like this: with the hash and the slot they have at most 63 characters. */
export function isPrefix(prefix: unknown): prefix is string {
  return typeof prefix === 'string' && prefix.length <= LONGEST_PREFIX && PREFIX.test(prefix);
}

/**
 * What the names of the jobs of one identity have in common, `<prefix>-<hash>`. Every delivery of every request derives the same,
 * whatever it was told to be the physical id. A change of one such name is a breaking change.
 */
export function deriveBase(prefix: string, stackId: string, logicalId: string, identity: object): string {
  const hash = createHash('sha256').update(`v1|${stackId}|${logicalId}|${canonical(identity)}`, 'utf8').digest('hex');
  return `${prefix}-${hash.slice(0, 20)}`;
}

/** The name of the job in a slot. */
export function slotName(base: string, slot: number): string {
  return `${base}-${slot}`;
}

/** The slot of the base that a name tells; undefined for the names of others. */
export function slotOf(base: string, name: string | undefined): number | undefined {
  const parts = SLOT.exec(name ?? '');
  return parts?.[1] === base ? Number(parts[2]) : undefined;
}

/** The job's ARN, which follows from the stack's: `arn:aws:cloudformation:us-east-1:111122223333:stack/...`. */
export function jobArn(stackId: string, name: string): string {
  const [, partition, , region, account] = stackId.split(':');
  return `arn:${partition}:sagemaker:${region}:${account}:training-job/${name}`;
}
