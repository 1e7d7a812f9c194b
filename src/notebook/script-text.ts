import { Fn } from 'aws-cdk-lib/core';
import { isUnresolved, literalPart } from '../private/tokens';

/** The maximum number of characters of a script after base64 encoding. */
export const MAX_ENCODED_LENGTH = 16384;

/**
 * Combines several scripts into one.
 *
 * The result writes each script to a file and runs the file, so the first line of a script selects its interpreter, and its `exit`, `set` and
 * `cd` have no effect on the next script. If a script fails, the result exits with its status.
 */
export function combineScripts(scripts: readonly string[]): string {
  if (scripts.length === 1) { return scripts[0]; }
  return [
    '#!/bin/bash\n',
    'set -e\n',
    'scripts=$(mktemp -d)\n',
    ...scripts.map((script, index) => runFromFile(script, index + 1)),
  ].join('');
}

function runFromFile(script: string, number: number): string {
  const end = delimiterFor(script, number);
  return [
    `\ncat > "$scripts/${number}" <<'${end}'\n`,
    script.endsWith('\n') ? script : `${script}\n`,
    `${end}\n`,
    `chmod 700 "$scripts/${number}"\n`,
    `"$scripts/${number}"\n`,
  ].join('');
}

/** Returns a delimiter for a here-document that the script does not contain. */
function delimiterFor(script: string, number: number): string {
  let delimiter = `END_OF_SCRIPT_${number}`;
  while (script.includes(delimiter)) { delimiter += '_'; }
  return delimiter;
}

/** Encodes a script in base64. CloudFormation encodes a script with tokens, when their values are known. */
export function encodeScript(script: string): string {
  return isUnresolved(script) ? Fn.base64(script) : Buffer.from(script).toString('base64');
}

/** Returns the minimum length of the encoded script, whatever the values of its tokens are. */
export function minEncodedLength(script: string): number {
  return 4 * Math.ceil(Buffer.byteLength(literalPart(script)) / 3);
}
