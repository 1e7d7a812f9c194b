import { join } from 'node:path';
import { App, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { COVERAGE, LISTED_ONCE } from './coverage';
import { propertiesOf, Types, typesOf } from '../../projenrc/service-model/newer-members';
import { l1Name } from '../../src/private/l1-names';
import { acknowledgeElasticInference } from '../support/acknowledgements';
import { everything } from '../support/everything';

const NEWEST: Types = typesOf(join(__dirname, 'node_modules', 'aws-cdk-lib'));
const OURS: any = typesOf(join(__dirname, '..', '..'));

/** Every property of an L1 construct, and of the structures in it, whatever their depth. */
function* properties(type: string, construct: string, path: string = ''): Generator<string> {
  for (const [name, structure] of propertiesOf(NEWEST, type)) {
    yield path + name;
    if (structure && !LISTED_ONCE.includes(`${construct}.${path}${name}`)) { yield* properties(structure, construct, `${path}${name}.`); }
  }
}

function isMember(setter: string): boolean {
  const [type, member] = setter.split('.');
  const { properties: props = [], methods = [] } = OURS[`cdk-sagemaker.${type}`] ?? {};
  return [...props, ...methods].some(({ name }: { name: string }) => name === member);
}

/** The names under which a rendered value, and what is in it, stands in the table. */
function* rendered(value: unknown, path: string = ''): Generator<string> {
  if (Array.isArray(value)) {
    for (const element of value) { yield* rendered(element, path); }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      const place = path ? `${path}.${l1Name(name)}` : l1Name(name);
      yield place;
      yield* rendered(member, place);
    }
  }
}

describe.each(Object.entries(COVERAGE))('%s of the newest aws-cdk-lib', (construct, setters) => {
  test('has no property but those that are listed', () => {
    const found = [...properties(`aws-cdk-lib.aws_sagemaker.${construct}Props`, construct)];
    expect(found.length).toBeGreaterThan(5);
    expect(found.sort()).toEqual(Object.keys(setters).sort());
  });

  test('has every property set by a prop of this library, or a reason why it is not', () => {
    expect(Object.values(setters).filter((setter) => !isMember(setter) && !/ .*\.$/.test(setter))).toEqual([]);
  });

  test('has every such property in a template', () => {
    const stack = new Stack(new App(), 'Stack');
    acknowledgeElasticInference(stack);
    everything(stack);
    Tags.of(stack).add('team', 'churn');
    const resources = Object.values(Template.fromStack(stack).findResources(`AWS::SageMaker::${construct.slice('Cfn'.length)}`));
    const found = new Set(resources.flatMap(({ Properties }) => [...rendered(Properties)]));
    const set = Object.entries(setters).filter(([path, setter]) => isMember(setter) || path === 'tags').map(([path]) => path);
    expect(set.filter((path) => !found.has(path))).toEqual([]);
  });
});
