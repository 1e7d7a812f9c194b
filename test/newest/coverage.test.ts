import { join } from 'node:path';
import { App, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { L1_CONSTRUCTS, propertiesOf, Types, typesOf } from '../../projenrc/service-model/newer-members';
import { l1Name } from '../../src/private/l1-props';
import { SHAPES } from '../../src/service-model/shapes';
import { acknowledgeElasticInference } from '../support/acknowledgements';
import { everything } from '../support/everything';
import { entryWithoutProp, hasOwnProp, Member, sentMembers } from '../support/members';
import { CONSTRUCTS } from '../support/prop-paths';
import { NOT_IN_CLOUDFORMATION, ONLY_IN_CLOUDFORMATION, WITHOUT_PROP } from '../validation/without-prop';

const NEWEST: Types = typesOf(join(__dirname, 'node_modules', 'aws-cdk-lib'));

/** Structures that the templates of these tests have elsewhere: the only container of a model, and a variant. */
const RENDERED_ELSEWHERE = ['PrimaryContainer.', 'ShadowProductionVariants[].'];

/** A property of an L1 construct, as a member of the request. */
interface L1Property extends Member { readonly isKnown: boolean }

/** The properties of an L1 construct, and of the structures in it. Structures that the service model does not know are not entered. */
function* l1Properties(type: string, shapeName: string, path: string = ''): Generator<L1Property> {
  const { element, members = {} } = SHAPES[shapeName];
  if (element) { yield* l1Properties(type, element, `${path}[]`); }
  for (const [property, structure] of element ? [] : propertiesOf(NEWEST, type)) {
    const member = Object.keys(members).find((each) => l1Name(each) === property);
    const name = member ?? property;
    const memberPath = path ? `${path}.${name}` : name;
    yield { path: memberPath, name: `${shapeName}.${name}`, isKnown: member !== undefined };
    if (member && structure) { yield* l1Properties(structure, members[member], memberPath); }
  }
}

const L1_PROPERTIES = new Map(Object.entries(L1_CONSTRUCTS)
  .map(([operation, construct]) => [operation, [...l1Properties(`aws-cdk-lib.aws_sagemaker.${construct}Props`, operation)]]));

describe.each(CONSTRUCTS.filter(({ operation }) => L1_PROPERTIES.has(operation)))('the newest L1 construct of $operation', (construct) => {
  const properties = L1_PROPERTIES.get(construct.operation)!;

  test('has only properties that the service model knows, or that are listed', () => {
    expect(properties.length).toBeGreaterThan(3);
    expect(properties.filter(({ name, isKnown }) => !isKnown && !(name in ONLY_IN_CLOUDFORMATION)).map(({ path }) => path)).toEqual([]);
  });

  test('lacks what is listed as not in CloudFormation', () => {
    const reasons = properties.map((property) => [property.path, WITHOUT_PROP[entryWithoutProp(construct, property) ?? '']]);
    expect(reasons.filter(([, reason]) => reason === NOT_IN_CLOUDFORMATION)).toEqual([]);
  });
});

test('every property that is listed as CloudFormation\'s own is there', () => {
  const names = [...L1_PROPERTIES.values()].flat().map(({ name }) => name);
  expect(Object.keys(ONLY_IN_CLOUDFORMATION).filter((name) => !names.includes(name))).toEqual([]);
});

test.each(['Model', 'EndpointConfig', 'Endpoint', 'InferenceComponent'])('every property of CfnModel and its like that a prop sets is in a template: %s', (type) => {
  const construct = CONSTRUCTS.find(({ operation }) => operation === `Create${type}`)!;
  const stack = new Stack(new App(), 'Stack');
  acknowledgeElasticInference(stack);
  everything(stack);
  Tags.of(stack).add('team', 'churn');
  const resources = Object.values(Template.fromStack(stack).findResources(`AWS::SageMaker::${type}`));
  const rendered = new Set(resources.flatMap(({ Properties }) => [...sentMembers(Properties, construct.operation)]));
  const set = L1_PROPERTIES.get(construct.operation)!
    .filter((property) => property.isKnown && (hasOwnProp(construct, property) || property.path === 'Tags'))
    .map(({ path }) => path).filter((path) => !RENDERED_ELSEWHERE.some((prefix) => path.startsWith(prefix)));
  expect(set.filter((path) => !rendered.has(path))).toEqual([]);
});
