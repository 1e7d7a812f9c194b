import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Stage } from 'aws-cdk-lib';

/** The context key of apps whose templates are not recorded, because other libraries create them or because they are invalid on purpose. */
export const UNRECORDED = 'cdk-sagemaker:unrecorded';

/**
 * Records every template that a test synthesizes. The environment variable RECORD_TEMPLATES contains the folder, relative to the repository; the
 * hash of its content is the name of a template. `npm run test:oracle` runs cfn-lint on these templates.
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
