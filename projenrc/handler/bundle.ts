import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, Metafile } from 'esbuild';
import { BUNDLE, HANDLER, LICENSES } from './paths';

const ROOT = join(__dirname, '../..');

export interface Bundle {
  readonly code: string;
  readonly licenses: string;
}

/** Bundles the handler with its dependencies. The bundle does not depend on the folder of the repository. */
export async function bundleHandler(root = ROOT): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`${HANDLER}/index.ts`],
    outfile: BUNDLE,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    supported: { 'dynamic-import': false },
    // Tree shaking of ES modules reduces the SDK to a third of its size.
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': `./${HANDLER}/credentials.ts` },
    legalComments: 'none',
    tsconfigRaw: {},
    logLevel: 'error',
  });
  return { code: outputFiles[0].text, licenses: licensesOf(root, metafile) };
}

/** Writes the bundle. Each file is replaced atomically and only if it changes, because several test suites may write it at the same time. */
export async function writeHandler(): Promise<void> {
  const { code, licenses } = await bundleHandler();
  for (const [name, text] of [[BUNDLE, code], [LICENSES, licenses]]) {
    const file = join(ROOT, name);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) { continue; }
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, file);
  }
}

/** The licenses of the bundled packages, without duplicate texts. */
function licensesOf(root: string, { inputs }: Metafile): string {
  const folders = new Set(Object.keys(inputs).map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]).filter((folder) => folder !== undefined));
  const packages = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE'].map((candidate) => join(root, folder, candidate)).find(existsSync);
    const text = file ? readFileSync(file, 'utf8').replace(/\r\n/g, '\n').trim() : `Licensed under ${license}.`;
    packages.set(text, [...packages.get(text) ?? [], `${name} ${version}, ${license}`]);
  }
  return [...packages].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

if (require.main === module) {
  void writeHandler();
}
