import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from './examples';
import { ONLY_WARNINGS, WITHOUT_RULE } from './without-rule';
import { SHAPES } from '../../src/service-model/shapes';
import { DOCSTRINGS } from '../support/docstrings';

const SRC = join(__dirname, '..', '..', 'src');
const OPERATIONS: { readonly [prefix: string]: string } = {
  NB: 'CreateNotebookInstance',
  LC: 'CreateNotebookInstanceLifecycleConfig',
  MD: 'CreateModel',
  EC: 'CreateEndpointConfig',
  EP: 'CreateEndpoint',
  TJ: 'CreateTrainingJob',
};
/** Operations that the library does not send yet. */
const isSent = (id: string) => OPERATIONS[id.split('-')[0]] in SHAPES;

const rows = (file: string) => readFileSync(join(__dirname, file), 'utf8').trim().split('\n').filter((line) => !line.startsWith('#')).map((line) => line.split('\t'));
const sources = Object.fromEntries(readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  .map((file) => [file.replaceAll('\\', '/'), readFileSync(join(SRC, file), 'utf8')]));
const rules = EXAMPLES.flatMap((each) => each.rules);
const inCode = (row: string) => rules.filter((rule) => rule.row === row);

describe('relations of the documentation', () => {
  const relations = rows('relations.tsv').filter(([id]) => isSent(id));

  test.each(relations)('%s has a rule or a reason (%s, %s)', (id) => {
    expect(inCode(id).length > 0).not.toBe(id in WITHOUT_RULE);
  });

  test.each(relations.filter(([id]) => inCode(id).length > 0))('%s is as severe in the code as in the documentation (%s)', (id, severity) => {
    const severities = new Set(inCode(id).map((rule) => rule.severity ?? 'error'));
    expect([...severities]).toEqual([severity === 'error' && !(id in ONLY_WARNINGS) ? 'error' : 'warning']);
  });

  test('at most 25 of them cannot be broken by what anybody writes', () => {
    expect(Object.values(WITHOUT_RULE).filter((reason) => 'unwritable' in reason).length).toBeLessThanOrEqual(25);
  });

  test.each(Object.entries(WITHOUT_RULE).filter(([id]) => isSent(id)))('%s has a reason that holds', (_id, reason) => {
    if ('shape' in reason) { expect(SHAPES).toHaveProperty(reason.shape); }
    if ('rule' in reason) { expect(Object.values(sources).some((text) => text.includes(`'${reason.rule}'`))).toBe(true); }
    if ('docstring' in reason) { expect(DOCSTRINGS.get(reason.docstring)).toContain(reason.about); }
    if ('until' in reason) { expect(Object.keys(sources).filter((file) => sources[file].includes(reason.until))).toEqual([]); }
    if ('unwritable' in reason) { expect(reason.unwritable.split(' ').length).toBeGreaterThan(3); }
  });

  test('no reason and no exception is for a row that does not exist', () => {
    const ids = rows('relations.tsv').map(([id]) => id);
    expect([...Object.keys(WITHOUT_RULE), ...Object.keys(ONLY_WARNINGS)].filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('single values of the documentation', () => {
  test.each(rows('single-values.tsv').filter(([id]) => isSent(id)))('%s: %s is %s', (id, field, rule) => {
    const { shape, required } = shapeAt(OPERATIONS[id.split('-')[0]], field);
    const { min, max, pattern, enum: values } = shape;
    for (const part of rule.split('; ')) {
      const [, first, second] = /(\d*)\.\.(\d*)/.exec(part) ?? [];
      if (/^(length|range)|items$|entries$/.test(part)) {
        // an enumeration that the model writes as a pattern needs no length beside it
        if (!values) { expect([min ?? 0, max]).toEqual([Number(first), second ? Number(second) : undefined]); }
      } else if (part.startsWith('pattern ')) {
        // long patterns are cut; the model writes one class as Java does
        const [start] = part.slice('pattern `'.length, -1).replaceAll('\\p{Alnum}', 'a-zA-Z0-9').split('...');
        expect((pattern ?? `(${values!.join('|')})`).startsWith(start)).toBe(true);
      } else if (part.startsWith('one of ')) {
        // an enumeration may grow
        const [, count, list] = /^one of (?:(\d+) or more values|(.*))$/.exec(part)!;
        if (list) { expect(values).toEqual(expect.arrayContaining(list.split(', '))); } else { expect(values!.length).toBeGreaterThanOrEqual(Number(count)); }
      } else {
        expect([part, required]).toEqual(['required', !isGenerated(id)]);
      }
    }
  });

  /** Names that CloudFormation generates may be left out of a template. */
  function isGenerated(id: string): boolean {
    return ['NB-1', 'LC-1', 'MD-1', 'EC-1', 'EP-1'].includes(id);
  }

  function shapeAt(operation: string, field: string) {
    let [shape, required] = [SHAPES[operation], false];
    for (const step of field.split('.')) {
      const [, name, part] = /^(\w+)(\[\]|\{key\}|\{value\})?$/.exec(step)!;
      required = shape.required?.includes(name) ?? false;
      shape = SHAPES[shape.members![name]];
      if (part) { shape = SHAPES[{ '[]': shape.element!, '{key}': shape.key!, '{value}': shape.value! }[part]!]; }
    }
    return { shape, required };
  }
});

test('every folder of rules has examples', () => {
  const folders = readdirSync(SRC).filter((folder) => existsSync(join(SRC, folder, 'rules.ts')));
  const tried = new Set(EXAMPLES.map(({ operation }) => operation));
  expect(tried.size).toBeGreaterThanOrEqual(folders.length);
});
