import { spawn } from 'node:child_process';
import { pythonVenv } from '../../projenrc/python';

export interface Finding {
  readonly rule: string;
  readonly message: string;
  /** The file of the template. */
  readonly file: string;
  /** The logical id and the property, if the finding has them. */
  readonly path: string;
}

/** Findings that are accepted: the rule, a pattern of its message, and the reason. */
export const ACCEPTED: { rule: string; message: RegExp; why: string }[] = [
  { rule: 'W3005', message: /.*/, why: 'The CDK adds DependsOn although a reference already orders the resources' },
  { rule: 'W3010', message: /'dummy1[abc]'/, why: 'Placeholders of the CDK for Availability Zones before the context lookup' },
  { rule: 'E3002', message: /'AcceleratorType' was unexpected/, why: 'Elastic Inference is retired, but a stack that migrates from the alpha module may still use it' },
  { rule: 'W2001', message: /Parameter (Number|Text) not used/, why: 'Table tests declare all parameters, and each case uses one of them' },
  { rule: 'E3030', message: /'(ml\.z99\.mega|NEW|al2030-new)' is not one of/, why: 'Values that are newer than the enumeration can be deployed and cause a warning' },
  { rule: 'E3031', message: /'(eo|new)' does not match/, why: 'The same for enumerations that the schema describes as a pattern' },
  { rule: 'W3037', message: /^'invokeendpointwithbidirectionalstream' is not one of/, why: 'The action is newer than the list of cfn-lint' },
  { rule: 'E0000', message: /did not find expected ',' or '}'/, why: 'The YAML parser of cfn-lint cannot read a key of 1,024 characters, the maximum length of an environment variable name' },
];

// Runs cfn-lint as a module, because its command has another file extension on Windows.
const CFN_LINT = 'import sys; from cfnlint.runner import main; sys.exit(main())';

/** Runs cfn-lint on the templates, in one process because its start takes seconds. */
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

/** The findings that are not accepted, formatted as lines. */
export function unexpected(findings: Finding[]): string[] {
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
