import { TagManager, TagType } from 'aws-cdk-lib/core';
import { JobKind } from './kinds';
import { HANDLER_TAG_KEYS } from './protocol';

/** The tag manager of a job. `Tags.of()` finds it on the construct of the job, because the CDK does not tag custom resources. */
export function jobTagManager(kind: JobKind): TagManager {
  return new TagManager(TagType.KEY_VALUE, kind.type);
}

/** The `TagList` of the request; undefined if there are no tags. */
export function tagsRequest(manager: TagManager): { Key: string; Value: string }[] | undefined {
  const tags = manager.tagValues();
  const keys = Object.keys(tags).sort();
  return keys.length > 0 ? keys.map((key) => ({ Key: key, Value: tags[key] })) : undefined;
}

/** The tags that the handler adds. They count towards the maximum number of tags. */
export const HANDLER_TAGS = Object.values(HANDLER_TAG_KEYS).map((Key) => ({ Key, Value: '' }));
