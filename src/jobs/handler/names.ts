import { createHash } from 'node:crypto';
import { canonical } from './canonical';
import { JobKind } from '../kinds';
import { IDENTITY_HASH_LENGTH, jobBaseName } from '../protocol';

const NAME = /^(.+)-([1-9][0-9]?)$/;

/**
 * The common part of the names of all jobs with one identity, `<prefix>-<hash>`. It does not depend on the physical id, so that every delivery of
 * every request derives the same name. Changing how names are derived is a breaking change.
 */
export function deriveBaseName(prefix: string, stackId: string, logicalId: string, identity: object): string {
  const hash = createHash('sha256').update(`v1|${stackId}|${logicalId}|${canonical(identity)}`, 'utf8').digest('hex');
  return jobBaseName(prefix, hash.slice(0, IDENTITY_HASH_LENGTH));
}

/** The slot of a job name; undefined if the name has another base. */
export function slotOf(base: string, name: string | undefined): number | undefined {
  const parts = NAME.exec(name ?? '');
  return parts?.[1] === base ? Number(parts[2]) : undefined;
}

/** The ARN of a job in the partition, Region and account of a stack, whose id is also an ARN. */
export function jobArn({ arnResource }: JobKind, stackId: string, name: string): string {
  const [, partition, , region, account] = stackId.split(':');
  return `arn:${partition}:sagemaker:${region}:${account}:${arnResource}/${name}`;
}
