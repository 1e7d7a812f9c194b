import { join } from 'node:path';
import { L1_CONSTRUCTS, propertiesOf, Types, typesOf } from '../../projenrc/service-model/newer-members';
import { l1Name } from '../../src/private/l1-props';
import { SHAPES } from '../../src/service-model/shapes';
import { entryWithoutProp, Member } from '../support/members';
import { CONSTRUCTS } from '../support/prop-paths';
import { NOT_IN_CLOUDFORMATION, ONLY_IN_CLOUDFORMATION, WITHOUT_PROP } from '../validation/without-prop';

const NEWEST: Types = typesOf(join(__dirname, 'node_modules', 'aws-cdk-lib'));

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
