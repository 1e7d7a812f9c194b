import { TagManager } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding } from './finding';
import { each, repeated } from './predicates';
import { RequestReader } from './request-reader';
import { Rule } from './rule';

/** The rules for the tags of any resource. */
export const TAG_RULES: readonly Rule[] = [{
  id: 'DuplicateTagKey',
  row: 'EP-X24',
  at: 'Tags',
  holds: (tags) => repeated(each(tags, 'Key')).length === 0,
  message: 'must not contain the same key twice: {duplicates}',
  values: (tags) => ({ duplicates: repeated(each(tags, 'Key')) }),
  source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Tag.html',
}];

/** Checks the tags that a resource has at synthesis, including those that `Tags.of()` adds. */
export function tagFindings(resource: IConstruct | undefined, operation: string | undefined): Finding[] {
  const tags = resource && TagManager.isTaggable(resource) ? Object.entries(resource.tags.tagValues()) : [];
  if (tags.length === 0) { return []; }
  const { findings } = new RequestReader({ Tags: tags.map(([Key, Value]) => ({ Key, Value })) }, operation);
  return findings.filter(({ path }) => path.startsWith('Tags'));
}
