import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Stage } from 'aws-cdk-lib';

/** Context key of an app whose templates are not this library's work, or are wrong on purpose. */
export const UNRECORDED = 'cdk-sagemaker:unrecorded';

/**
 * Keeps a copy of every template that any test synthesizes, named by its content, in the folder that the environment variable
 * RECORD_TEMPLATES names (relative to the repository). `npm run test:oracle` lets other people's linters judge them.
 */
export function recordTemplates(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const synth = Stage.prototype.synth;
  Stage.prototype.synth = function (this: Stage, ...args: Parameters<typeof synth>) {
    const assembly = synth.apply(this, args);
    if (!this.node.tryGetContext(UNRECORDED)) {
      for (const file of readdirSync(assembly.directory).filter((name) => name.endsWith('.template.json'))) {
        const template = readFileSync(join(assembly.directory, file));
        writeFileSync(join(folder, `${createHash('sha256').update(template).digest('hex').slice(0, 16)}.json`), template);
      }
    }
    return assembly;
  };
}

if (process.env.RECORD_TEMPLATES) { recordTemplates(resolve(__dirname, '..', process.env.RECORD_TEMPLATES)); }
