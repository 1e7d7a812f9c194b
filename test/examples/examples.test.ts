import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXAMPLES, runApp } from '../support/run-app';

const ROOT = join(__dirname, '..', '..');

describe.each(EXAMPLES)('%s', (app) => {
  const written = runApp(app);

  test('has a cdk.json of its own, with which the CLI runs it', () => {
    const settings = join(ROOT, dirname(app), 'cdk.json');
    expect(existsSync(settings)).toBe(true);
    expect(JSON.parse(readFileSync(settings, 'utf8')).app).toMatch(/app\.ts/);
  });

  test('is warned about nothing', () => {
    const messages = Object.entries(written).filter(([name]) => name.endsWith('.metadata.json'))
      .flatMap(([, metadata]) => Object.values<any>(metadata).flat());
    expect(messages.length).toBeGreaterThan(0);
    const found = messages.filter(({ type }) => ['aws:cdk:warning', 'aws:cdk:error'].includes(type)).map(({ data }) => data);
    expect(found).toEqual([]);
  });

  test('gives the template that was looked at', () => {
    const templates = Object.entries(written).filter(([name]) => name.endsWith('.template.json'));
    expect(templates.length).toBeGreaterThan(0);
    expect(Object.fromEntries(templates)).toMatchSnapshot();
  });
});
