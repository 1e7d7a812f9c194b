import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCEPTED, Finding, lint, unexpected } from './cfn-lint';

/** The folder in which `npm run test:newest` records all templates that its tests synthesize. */
const RECORDED = join(__dirname, '..', '..', '.templates');

const INVALID = {
  Resources: {
    Notebook: {
      Type: 'AWS::SageMaker::NotebookInstance',
      Properties: { InstanceType: 'ml.t3.medium', RoleArn: 'arn:aws:iam::123456789012:role/notebook', VolumeSizeInGB: 1 },
    },
    Endpoint: { Type: 'AWS::SageMaker::Endpoint', Properties: {} },
  },
};

describe('cfn-lint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cfn-lint-'));
  const invalid = join(folder, 'invalid.json');
  const templates = readdirSync(RECORDED).filter((file) => file.endsWith('.json')).map((file) => join(RECORDED, file));
  let findings: Finding[];

  beforeAll(async () => {
    writeFileSync(invalid, JSON.stringify(INVALID));
    findings = await lint([invalid, ...templates]);
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  test('checks the recorded templates', () => {
    expect(templates.length).toBeGreaterThan(50);
  });

  test('finds no unexpected violation in the recorded templates', () => {
    expect(unexpected(findings.filter(({ file }) => file !== invalid))).toEqual([]);
  });

  test('fails for a volume that is too small and an endpoint without an endpoint configuration', () => {
    const rules = findings.filter(({ file }) => file === invalid).map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['E3034', 'E3003']));
  });

  test.each(ACCEPTED)('finds the accepted violation of $rule: $why', ({ rule, message }) => {
    expect(findings.some((finding) => finding.rule === rule && message.test(finding.message))).toBe(true);
  });
});
