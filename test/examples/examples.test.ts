import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXAMPLES, runApp } from '../support/run-app';

const ROOT = join(__dirname, '..', '..');

describe.each(EXAMPLES)('%s', (app) => {
  const files = runApp(app);

  test('has a cdk.json for the CLI', () => {
    const settings = join(ROOT, dirname(app), 'cdk.json');
    expect(existsSync(settings)).toBe(true);
    expect(JSON.parse(readFileSync(settings, 'utf8')).app).toMatch(/app\.ts/);
  });

  test('has no warnings', () => {
    const messages = Object.entries(files).filter(([name]) => name.endsWith('.metadata.json'))
      .flatMap(([, metadata]) => Object.values<any>(metadata).flat());
    expect(messages.length).toBeGreaterThan(0);
    const warnings = messages.filter(({ type }) => ['aws:cdk:warning', 'aws:cdk:error'].includes(type)).map(({ data }) => data);
    expect(warnings).toEqual([]);
  });

  test('matches the snapshot of its template', () => {
    const templates = Object.entries(files).filter(([name]) => name.endsWith('.template.json'));
    expect(templates.length).toBeGreaterThan(0);
    expect(Object.fromEntries(templates)).toMatchSnapshot();
  });
});
