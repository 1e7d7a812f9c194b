import { join } from 'node:path';
import { COVERAGE, LISTED_ONCE } from './coverage';
import { propertiesOf, Types, typesOf } from '../../projenrc/service-model/newer-members';

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

describe.each(Object.entries(COVERAGE))('%s of the newest aws-cdk-lib', (construct, setters) => {
  test('has no property but those that are listed', () => {
    const found = [...properties(`aws-cdk-lib.aws_sagemaker.${construct}Props`, construct)];
    expect(found.length).toBeGreaterThan(5);
    expect(found.sort()).toEqual(Object.keys(setters).sort());
  });

  test('has every property set by a prop of this library, or a reason why it is not', () => {
    expect(Object.values(setters).filter((setter) => !isMember(setter) && !/ .*\.$/.test(setter))).toEqual([]);
  });
});
