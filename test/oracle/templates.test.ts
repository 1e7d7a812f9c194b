import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCEPTED, Finding, lint, unexplained } from './cfn-lint';

/** Where `npm run test:newest` leaves every template that its tests synthesize. */
const RECORDED = join(__dirname, '..', '..', '.templates');

const WRONG = {
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
  const wrong = join(folder, 'wrong.json');
  const templates = readdirSync(RECORDED).filter((file) => file.endsWith('.json')).map((file) => join(RECORDED, file));
  let findings: Finding[];

  beforeAll(async () => {
    writeFileSync(wrong, JSON.stringify(WRONG));
    findings = await lint([wrong, ...templates]);
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  test('has the templates of the tests to judge', () => {
    expect(templates.length).toBeGreaterThan(50);
  });

  test('finds nothing wrong in any template of the tests', () => {
    expect(unexplained(findings.filter(({ file }) => file !== wrong))).toEqual([]);
  });

  test('fails a volume that is too small and an endpoint without configuration', () => {
    const rules = findings.filter(({ file }) => file === wrong).map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['E3034', 'E3003']));
  });

  test.each(ACCEPTED)('still needs the exception for $rule: $why', ({ rule, message }) => {
    expect(findings.some((finding) => finding.rule === rule && message.test(finding.message))).toBe(true);
  });
});
