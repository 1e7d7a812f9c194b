import { TagManager } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding } from './finding';
import { each, repeated } from './predicates';
import { RequestReader } from './request-reader';
import { Rule } from './rule';

/** Every resource may have a tag once. */
export const TAG_RULES: readonly Rule[] = [{
  id: 'DuplicateTagKey',
  row: 'EP-X24',
  at: 'Tags',
  holds: (tags) => repeated(each(tags, 'Key')).length === 0,
  message: (tags) => `must each have a key of its own, but several have ${repeated(each(tags, 'Key')).join(', ')}`,
  source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Tag.html',
}];

/** What is wrong with the tags that a resource has at synthesis, from wherever they come. */
export function tagFindings(resource: IConstruct | undefined, operation: string | undefined): Finding[] {
  const tags = resource && TagManager.isTaggable(resource) ? Object.entries(resource.tags.tagValues()) : [];
  if (tags.length === 0) { return []; }
  const { findings } = new RequestReader({ Tags: tags.map(([Key, Value]) => ({ Key, Value })) }, operation);
  return findings.filter(({ path }) => path.startsWith('Tags'));
}
