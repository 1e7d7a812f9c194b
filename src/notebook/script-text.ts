import { Fn } from 'aws-cdk-lib/core';
import { isUnresolved, literalPart } from '../private/tokens';

/** The most characters that the service takes, of a script in base64. */
export const MAX_ENCODED_LENGTH = 16384;

/**
 * Several scripts as one.
 *
 * Each is put into a file and run as it is, so that its first line chooses the interpreter, and neither `exit` nor `set` nor `cd` reaches
 * the next one. The first that fails ends the sequence with its status, as a single one would.
 */
export function combined(scripts: readonly string[]): string {
  if (scripts.length === 1) { return scripts[0]; }
  return [
    '#!/bin/bash\n',
    'set -e\n',
    'scripts=$(mktemp -d)\n',
    ...scripts.map((script, index) => part(script, index + 1)),
  ].join('');
}

function part(script: string, number: number): string {
  const end = delimiter(script, number);
  return [
    `\ncat > "$scripts/${number}" <<'${end}'\n`,
    script.endsWith('\n') ? script : `${script}\n`,
    `${end}\n`,
    `chmod 700 "$scripts/${number}"\n`,
    `"$scripts/${number}"\n`,
  ].join('');
}

/** A line that the script does not hold. */
function delimiter(script: string, number: number): string {
  let line = `END_OF_SCRIPT_${number}`;
  while (script.includes(line)) { line += '_'; }
  return line;
}

/** A script as the service wants it; one with tokens is encoded by CloudFormation, when they are known. */
export function encoded(script: string): string {
  return isUnresolved(script) ? Fn.base64(script) : Buffer.from(script).toString('base64');
}

/** The length that the encoded script will have at least, whatever its tokens become. */
export function leastEncodedLength(script: string): number {
  return 4 * Math.ceil(Buffer.byteLength(literalPart(script)) / 3);
}
