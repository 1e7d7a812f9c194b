import { readFileSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join, relative } from 'path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { Handler } from './model/lambda';

const SOURCES = join(__dirname, '../../../src');
const ENTRY = join(SOURCES, 'training/handler/core.ts');

/** A piece of the handler's source, and what a mutant has instead. */
export interface Edit {
  /** Relative to the folder of the handler. */
  readonly file: string;
  readonly piece: string;
  readonly instead: string;
}

/** By source: mutants have most of it in common. */
const TRANSPILED = new Map<string, string>();

/**
 * The handler, or a mutant of it: made from the sources, so that nothing in them serves the tests.
 *
 * Every piece that is to be replaced must be found exactly once: a mutant that is no longer one is no proof.
 */
export function load(edits: readonly Edit[] = []): Handler {
  const open = new Set(edits);
  const modules = new Map<string, { exports: object }>();
  const loaded = (file: string): object => {
    const known = modules.get(file);
    if (known) {
      return known.exports;
    }
    const module = { exports: {} };
    modules.set(file, module);
    let source = readFileSync(file, 'utf8');
    for (const edit of edits) {
      if (join(dirname(ENTRY), edit.file) === file) {
        const [before, after, ...more] = source.split(edit.piece);
        if (after === undefined || more.length > 0) {
          throw new Error(`${edit.file} has not exactly one: ${edit.piece}`);
        }
        source = before + edit.instead + after;
        open.delete(edit);
      }
    }
    const real = createRequire(file);
    const required = (id: string): unknown => {
      if (!id.startsWith('.')) {
        return real(id);
      }
      const path = join(dirname(file), id);
      return relative(SOURCES, path).startsWith('..') || path.endsWith('.json') ? real(id) : loaded(existing(path));
    };
    new Function('exports', 'require', 'module', transpiled(source))(module.exports, required, module);
    return module.exports;
  };
  const handler = loaded(ENTRY) as Handler;
  if (open.size > 0) {
    throw new Error(`not loaded: ${[...open].map(({ file }) => file)}`);
  }
  return handler;
}

function existing(path: string): string {
  for (const file of [`${path}.ts`, join(path, 'index.ts')]) {
    try {
      readFileSync(file);
      return file;
    } catch {
      // the next one
    }
  }
  throw new Error(`no module ${path}`);
}

function transpiled(source: string): string {
  let code = TRANSPILED.get(source);
  if (code === undefined) {
    code = transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } }).outputText;
    TRANSPILED.set(source, code);
  }
  return code;
}
