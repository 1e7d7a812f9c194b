import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const VALIDATION = join(__dirname, '..', '..', 'src', 'validation');

/** The files that read a request and ask the rules. */
const ENGINE = ['finding.ts', 'rule.ts', 'single-values.ts', 'request-reader.ts', 'relations.ts', 'validate.ts'];
/** The files that make messages of findings: one sentence for constructs and for templates, with members, values and units. */
const PRINTER = ['message.ts', 'printed-value.ts', 'report.ts'];
/** The vocabulary of the rules, the rules of every domain, and the words of the messages. */
const RULES = ['predicates.ts', 'tag-rules.ts', 'names.ts', 'environment.ts', 'pattern-description.ts', 'prop-paths.ts', 'unknown-members.ts', 'context.ts'];

test('every file belongs to the engine, its printer or the rules', () => {
  expect(readdirSync(VALIDATION).sort()).toEqual([...ENGINE, ...PRINTER, ...RULES].sort());
});

test.each([['engine', ENGINE, 250], ['printer', PRINTER, 120]])('the %s has few lines without blanks and comments', (_, files, limit) => {
  expect(files.flatMap((file) => linesOfCode(readFileSync(join(VALIDATION, file), 'utf8'))).length).toBeLessThan(limit);
});

test.each([['a();\n\n/** b\n * c\n */\n  // d\n  e(); // f', 2], ['/* a */ b();', 1], ['', 0]])('lines of code are counted: %j', (text, count) => {
  expect(linesOfCode(text)).toHaveLength(count);
});

function linesOfCode(text: string): string[] {
  return text.replace(/\/\*[^]*?\*\//g, '').split('\n').filter((line) => !/^\s*(\/\/.*)?$/.test(line));
}
