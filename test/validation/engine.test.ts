import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const VALIDATION = join(__dirname, '..', '..', 'src', 'validation');

/** All that reads a request, asks the rules and says what they find. */
const ENGINE = ['finding.ts', 'rule.ts', 'single-values.ts', 'request-reader.ts', 'relations.ts', 'report.ts', 'validate.ts'];
/** The vocabulary of the rules, the rules of every domain, and the words of the messages. */
const RULES = ['predicates.ts', 'tag-rules.ts', 'names.ts', 'environment.ts', 'pattern-description.ts', 'prop-paths.ts', 'unknown-members.ts', 'context.ts'];

test('every file belongs to the engine or the rules', () => {
  expect(readdirSync(VALIDATION).sort()).toEqual([...ENGINE, ...RULES].sort());
});

test('the engine has less than 250 lines without blanks and comments', () => {
  expect(ENGINE.flatMap((file) => linesOfCode(readFileSync(join(VALIDATION, file), 'utf8'))).length).toBeLessThan(250);
});

test.each([['a();\n\n/** b\n * c\n */\n  // d\n  e(); // f', 2], ['/* a */ b();', 1], ['', 0]])('lines of code are counted: %j', (text, count) => {
  expect(linesOfCode(text)).toHaveLength(count);
});

function linesOfCode(text: string): string[] {
  return text.replace(/\/\*[^]*?\*\//g, '').split('\n').filter((line) => !/^\s*(\/\/.*)?$/.test(line));
}
