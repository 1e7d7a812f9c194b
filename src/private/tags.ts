import { CfnResource, CfnTag, Lazy, TagManager, TagType } from 'aws-cdk-lib/core';

/**
 * Makes `Tags.of()` apply to a resource type that supports tags, but whose L1 construct does not in the oldest supported aws-cdk-lib.
 */
export function makeTaggable(resource: CfnResource): void {
  if (TagManager.isTaggable(resource) || TagManager.isTaggableV2(resource)) { return; }
  const manager = new TagManager(TagType.STANDARD, resource.cfnResourceType);
  Object.assign(resource, { cdkTagManager: manager });
  const tags = () => (manager.renderTags() as CfnTag[] | undefined)?.map(({ key, value }) => ({ Key: key, Value: value }));
  resource.addPropertyOverride('Tags', Lazy.any({ produce: tags }));
}
