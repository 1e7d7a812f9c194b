import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { preProcessFile } from 'typescript';

const SRC = join(__dirname, '..', 'src');

/** The relative imports of each file in `src`, including imports of types, which the lint rule `import/no-cycle` ignores. */
function importGraph(): Map<string, string[]> {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Map(files.sort().map((file) => {
    const { importedFiles } = preProcessFile(readFileSync(join(SRC, file), 'utf8'));
    const imported = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
    const paths = imported.map((name) => relative(SRC, join(SRC, dirname(file), name)));
    return [file, paths.map((path) => files.includes(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts'))];
  }));
}

/** The imports that may close a cycle, and why. */
const EXCEPTIONS: Record<string, string> = {
  'model/container-image.ts -> model/model.ts': 'ContainerImage.bind(scope, model: Model) has the signature of the alpha module, and a Model has containers with images',
};

/** Finds cycles of imports: at least one in each group of files that import each other. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    const start = path.indexOf(file);
    if (start >= 0) { found.push([...path.slice(start), file].join(' -> ')); }
    if (start >= 0 || finished.has(file)) { return; }
    for (const imported of graph.get(file) ?? []) { visit(imported, [...path, file]); }
    finished.add(file);
  };
  for (const file of graph.keys()) { visit(file, []); }
  return found;
}

test('no file in src imports itself through other files, not even for types', () => {
  const graph = new Map([...importGraph()].map(([file, imported]) => [file, imported.filter((other) => !(`${file} -> ${other}` in EXCEPTIONS))]));
  expect(cycles(graph)).toEqual([]);
});

test('every relative import in src is the name of a file', () => {
  const graph = importGraph();
  expect([...graph.values()].flat().filter((file) => !graph.has(file))).toEqual([]);
});

test('every exception is an import', () => {
  const graph = importGraph();
  const isImport = (edge: string) => { const [file, imported] = edge.split(' -> '); return graph.get(file)?.includes(imported); };
  expect(Object.keys(EXCEPTIONS).filter((edge) => !isImport(edge))).toEqual([]);
});

test('fails for a cycle', () => {
  expect(cycles(new Map([['a', ['b']], ['b', ['c']], ['c', ['b']]]))).toEqual(['b -> c -> b']);
});
