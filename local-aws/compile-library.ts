import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { exitWithParent, ROOT, runCommand } from './process';
import { writeHandler } from '../projenrc/handler/bundle';
import { BUNDLE } from '../projenrc/handler/paths';
import { SetupError } from '../projenrc/python';

/** Whether `lib/`, which the examples import, or the bundled handler is missing or older than `src/`. The compiler writes `.jsii` last. */
export function isLibraryStale(): boolean {
  const compiled = statSync(join(ROOT, '.jsii'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return [BUNDLE, 'lib/index.js'].some((file) => !existsSync(join(ROOT, file))) || sourceFiles().some((file) => statSync(file).mtimeMs > compiled);
}

/** Compiles `src/` to `lib/` with the commands of the task `compile`. */
export async function compileLibrary(signal?: AbortSignal): Promise<void> {
  await writeHandler();
  const jsii = join(ROOT, 'node_modules', 'jsii', 'bin', 'jsii');
  const { code, output } = await runCommand(process.execPath, [jsii, '--silence-warnings=reserved-word'], { env: exitWithParent(), signal });
  if (code !== 0) {
    throw new SetupError(`The library does not compile:\n${output.trim()}`);
  }
}

function sourceFiles(): string[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
