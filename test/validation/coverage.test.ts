import { App, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { WITHOUT_PROP } from './without-prop';
import { acknowledgeElasticInference } from '../support/acknowledgements';
import { everything } from '../support/everything';
import { entryWithoutProp, hasOwnProp, membersOf, membersWithProp, sentMembers } from '../support/members';
import { CONSTRUCTS } from '../support/prop-paths';

/** What a template has elsewhere: in the only container of a model, in a production variant, in one or several specifications. */
const RENDERED_ELSEWHERE = ['PrimaryContainer.', 'ShadowProductionVariants[].', 'Specification.InstanceType', 'Specifications[].BaseInferenceComponentName'];

test.each(CONSTRUCTS)('$props sets every member of $operation, or without-prop.ts has a reason why not', (construct) => {
  const members = membersWithProp(construct);
  expect(members.length).toBeGreaterThan(3);
  expect(members.filter((member) => !hasOwnProp(construct, member)).map(({ path }) => path)).toEqual([]);
});

test('every member without a prop exists, and is listed for a reason', () => {
  const needed = CONSTRUCTS.flatMap((construct) => [...membersOf(construct.operation, () => true)]
    .filter((member) => !hasOwnProp(construct, member)).map((member) => entryWithoutProp(construct, member)));
  expect(Object.keys(WITHOUT_PROP).filter((entry) => !needed.includes(entry))).toEqual([]);
  expect(Object.values(WITHOUT_PROP).filter((reason) => !/^[A-Z].* .*\.$/.test(reason))).toEqual([]);
});

// Also those that the L1 constructs of the oldest supported aws-cdk-lib do not know: setNewerMembers() adds them to the template.
test.each(['Model', 'EndpointConfig', 'Endpoint', 'InferenceComponent'])('every member that a prop of %s sets is in the template of test/support/everything.ts', (type) => {
  const construct = CONSTRUCTS.find(({ operation }) => operation === `Create${type}`)!;
  const stack = new Stack(new App(), 'Stack');
  acknowledgeElasticInference(stack);
  everything(stack);
  Tags.of(stack).add('team', 'churn');
  const resources = Object.values(Template.fromStack(stack).findResources(`AWS::SageMaker::${type}`));
  const rendered = new Set(resources.flatMap(({ Properties }) => [...sentMembers(Properties, construct.operation)]));
  const expected = ['Tags', ...membersWithProp(construct).map(({ path }) => path)]
    .filter((path) => !RENDERED_ELSEWHERE.some((prefix) => path.startsWith(prefix)));
  expect(expected.filter((path) => !rendered.has(path))).toEqual([]);
});
