import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** The members of every exported class and interface of a folder, by its name. */
export function declarations(folder: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest);
    ts.forEachChild(source, (node) => {
      if (!ts.isClassDeclaration(node) && !ts.isInterfaceDeclaration(node)) { return; }
      const members = [...node.members].flatMap(({ name }) => name && ts.isIdentifier(name) ? [name.text] : []);
      found.set(node.name!.text, new Set(members));
    });
  }
  return found;
}
