import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = existsSync(join(ROOT, 'examples')) ? readdirSync(join(ROOT, 'examples')).map((name) => `examples/${name}/app.ts`) : [];
const APPS = ['test/bindings/app.ts', ...EXAMPLES].filter((file) => existsSync(join(ROOT, file)));

/** Runs an app in its folder as the CDK CLI does: it says where the output goes, and the app synthesizes when its program ends. */
function synthesize(file: string): string[] {
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
    return readdirSync(output);
  } finally {
    process.chdir(folder);
    delete process.env.CDK_OUTDIR;
    once.mockRestore();
    rmSync(output, { recursive: true });
  }
}

test.each(APPS)('%s passes the built-in validation', (file) => {
  expect(synthesize(join(ROOT, file))).toContainEqual(expect.stringMatching(/\.template\.json$/));
});
