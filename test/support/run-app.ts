import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The apps in examples/, relative to the root of the repository. */
export const EXAMPLES = readdirSync(join(ROOT, 'examples')).map((name) => `examples/${name}/app.ts`);

/** Runs an app in its folder as the CDK CLI does: CDK_OUTDIR sets the output folder, and the app synthesizes when its program ends. Returns the JSON files. */
export function runApp(app: string): { readonly [file: string]: any } {
  const file = join(ROOT, app);
  const folder = process.cwd();
  const output = mkdtempSync(join(tmpdir(), 'app-'));
  const once = jest.spyOn(process, 'once').mockReturnThis();
  try {
    process.env.CDK_OUTDIR = output;
    process.chdir(dirname(file));
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the app runs when it is loaded
    require(file);
    for (const [event, end] of once.mock.calls) {
      if (event === 'beforeExit') { (end as () => void)(); }
    }
    const written = readdirSync(output).filter((name) => name.endsWith('.json'));
    return Object.fromEntries(written.map((name) => [name, JSON.parse(readFileSync(join(output, name), 'utf8'))]));
  } finally {
    process.chdir(folder);
    delete process.env.CDK_OUTDIR;
    once.mockRestore();
    rmSync(output, { recursive: true });
  }
}
