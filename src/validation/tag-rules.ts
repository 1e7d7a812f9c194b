import { each, repeated } from './predicates';
import { Rule } from './rule';

/** Every resource may have a tag once. */
export const TAG_RULES: readonly Rule[] = [{
  id: 'EP-X24',
  member: 'Tags',
  holds: ({ Tags }) => repeated(each(Tags, 'Key')).length === 0,
  message: ({ Tags }) => `must have a key of their own each, but share ${repeated(each(Tags, 'Key')).join(', ')}`,
  source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Tag.html',
}];
