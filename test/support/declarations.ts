import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** Reads the members of all classes and interfaces in the TypeScript files of a folder, by the name of the type. */
export function declarations(folder: string): Map<string, Set<string>> {
  const membersByType = new Map<string, Set<string>>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest);
    ts.forEachChild(source, (node) => {
      if (!ts.isClassDeclaration(node) && !ts.isInterfaceDeclaration(node)) { return; }
      const members = [...node.members].flatMap(({ name }) => name && ts.isIdentifier(name) ? [name.text] : []);
      membersByType.set(node.name!.text, new Set(members));
    });
  }
  return membersByType;
}
