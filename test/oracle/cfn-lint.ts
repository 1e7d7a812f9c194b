import { spawn } from 'node:child_process';
import { pythonVenv } from '../../projenrc/python';

export interface Finding {
  readonly rule: string;
  readonly message: string;
  /** The template's file. */
  readonly file: string;
  /** Logical id and property, as far as the finding has them. */
  readonly path: string;
}

/** Findings that are nobody's mistake: the rule, what its message must say, and why. */
export const ACCEPTED: { rule: string; message: RegExp; why: string }[] = [
  { rule: 'W3005', message: /.*/, why: 'The CDK writes a DependsOn also where a reference orders the resources already' },
  { rule: 'W3010', message: /'dummy1[abc]'/, why: 'Zones that the CDK makes up until it has looked up the real ones' },
  { rule: 'E3002', message: /'AcceleratorType' was unexpected/, why: 'Elastic Inference is retired, but a stack that moves from the alpha may still name it' },
  { rule: 'W2001', message: /Parameter (Number|Text) not used/, why: 'A table of tests makes its parameters once, and each case uses one of them' },
  { rule: 'E3030', message: /'(ml\.z99\.mega|NEW|al2030-new)' is not one of/, why: 'What is newer than the list of anybody deploys, with a warning' },
  { rule: 'E3031', message: /'(eo|new)' does not match/, why: 'The same, where the schema writes the list as a pattern' },
  { rule: 'W3037', message: /^'invokeendpointwithbidirectionalstream' is not one of/, why: 'The action is newer than its list' },
  { rule: 'E0000', message: /did not find expected ',' or '}'/, why: 'A key of 1,024 characters, as long as the name of a variable may be, is too long for the YAML that cfn-lint reads' },
];

// The command by the same name has another ending on Windows.
const CFN_LINT = 'import sys; from cfnlint.runner import main; sys.exit(main())';

/** What cfn-lint says about the templates: one process for all of them, for its start costs seconds. */
export async function lint(files: string[]): Promise<Finding[]> {
  const python = await pythonVenv('oracle', 'test/oracle/requirements.txt');
  const [output, errors] = await run(python, ['-c', CFN_LINT, '--format', 'json', '--', ...files]);
  if (errors !== '') { throw new Error(`cfn-lint failed:\n${errors}`); }
  return JSON.parse(output).map((finding: any) => ({
    rule: finding.Rule.Id,
    message: finding.Message,
    file: finding.Filename,
    path: (finding.Location.Path ?? []).join('.'),
  }));
}

/** Findings that nothing above explains, each as a line. */
export function unexplained(findings: Finding[]): string[] {
  return findings
    .filter(({ rule, message }) => !ACCEPTED.some((accepted) => accepted.rule === rule && accepted.message.test(message)))
    .map(({ rule, message, file, path }) => `${rule} ${path}: ${message} (${file})`);
}

function run(command: string, args: string[]): Promise<[output: string, errors: string]> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (data) => { output += data; });
    child.stderr.on('data', (data) => { errors += data; });
    child.on('error', fail);
    child.on('close', () => done([output, errors]));
  });
}
