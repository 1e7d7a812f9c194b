import { readFileSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join, relative } from 'path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { Handler } from './model/lambda';
import { HANDLER } from '../../../projenrc/handler/paths';

const ROOT = join(__dirname, '../../..');
const SOURCES = join(ROOT, 'src');
const ENTRY = join(ROOT, HANDLER, 'core.ts');

/** A change of the handler that takes one of its rules away. */
export type Edit = SourceEdit | FunctionEdit;

/** Replaces a piece of source, which must be found exactly once: otherwise the mutant would not be one any more. */
export interface SourceEdit {
  /** Relative to the folder of the handler. */
  readonly file: string;
  readonly piece: string;
  readonly instead: string;
}

/** Replaces a function for one of the files that import it. */
export interface FunctionEdit {
  /** The file that imports the function, relative to the folder of the handler. */
  readonly file: string;
  /** The name of the function. */
  readonly imports: string;
  readonly instead: (original: any) => (...args: any[]) => unknown;
}

/** The transpiled code by source, because mutants have most of it in common. */
const TRANSPILED = new Map<string, string>();

/** Loads the handler or a mutant of it from the sources, so that nothing in the sources serves only the tests. */
export function load(edits: readonly Edit[] = []): Handler {
  const unused = new Set(edits);
  const modules = new Map<string, { exports: object }>();
  const loadModule = (file: string): object => {
    const loaded = modules.get(file);
    if (loaded) {
      return loaded.exports;
    }
    const module = { exports: {} };
    modules.set(file, module);
    let source = readFileSync(file, 'utf8');
    const editsOfFile = edits.filter((edit) => join(dirname(ENTRY), edit.file) === file);
    for (const edit of editsOfFile.filter((candidate) => 'piece' in candidate)) {
      const [before, after, ...more] = source.split(edit.piece);
      if (after === undefined || more.length > 0) {
        throw new Error(`${edit.file} must contain exactly once: ${edit.piece}`);
      }
      source = before + edit.instead + after;
      unused.delete(edit);
    }
    const real = createRequire(file);
    const requireModule = (id: string): unknown => {
      const path = join(dirname(file), id);
      if (!id.startsWith('.') || relative(SOURCES, path).startsWith('..') || path.endsWith('.json')) {
        return real(id);
      }
      const imported: any = { ...loadModule(existingFile(path)) };
      for (const edit of editsOfFile.filter((candidate) => 'imports' in candidate)) {
        if (edit.imports in imported) {
          imported[edit.imports] = edit.instead(imported[edit.imports]);
          unused.delete(edit);
        }
      }
      return imported;
    };
    new Function('exports', 'require', 'module', transpile(source))(module.exports, requireModule, module);
    return module.exports;
  };
  const handler = loadModule(ENTRY) as Handler;
  if (unused.size > 0) {
    throw new Error(`edits without effect: ${[...unused].map(({ file }) => file)}`);
  }
  return handler;
}

function existingFile(path: string): string {
  for (const file of [`${path}.ts`, join(path, 'index.ts')]) {
    try {
      readFileSync(file);
      return file;
    } catch {
      // try the next one
    }
  }
  throw new Error(`no module ${path}`);
}

function transpile(source: string): string {
  let code = TRANSPILED.get(source);
  if (code === undefined) {
    code = transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } }).outputText;
    TRANSPILED.set(source, code);
  }
  return code;
}
