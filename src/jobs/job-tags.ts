import { TagManager, TagType } from 'aws-cdk-lib/core';
import { TRAINING_JOB } from './kinds';
import { HANDLER_TAG_KEYS } from './protocol';

/** Tags of the tree are stronger than those of the props. */
const LEAST_PRIORITY = 0;

/** What collects the tags of a job. The CDK knows no tags of custom resources, so the job itself does it. */
export function tagManagerOf(tags: { readonly [key: string]: string } = {}): TagManager {
  const manager = new TagManager(TagType.KEY_VALUE, TRAINING_JOB.type);
  Object.entries(tags).forEach(([key, value]) => manager.setTag(key, value, LEAST_PRIORITY));
  return manager;
}

/** The tags, as the service is told. */
export function tagsRequest(manager: TagManager): { Key: string; Value: string }[] {
  const tags = manager.tagValues();
  return Object.keys(tags).sort().map((key) => ({ Key: key, Value: tags[key] }));
}

/** By which the handler knows its runs again: they count among the tags that a job may have. */
export const HANDLER_TAGS = Object.values(HANDLER_TAG_KEYS).map((Key) => ({ Key, Value: '' }));
