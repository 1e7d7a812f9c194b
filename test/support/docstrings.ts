import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const SRC = join(__dirname, '..', '..', 'src');

/** The docstring of each class, interface and member of them in `src`, tags included: `ModelProps` and `ModelProps.role`. */
export const DOCSTRINGS: ReadonlyMap<string, string> = new Map(readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => docstringsOf(ts.createSourceFile(name, readFileSync(join(SRC, name), 'utf8'), ts.ScriptTarget.Latest, true))));

function docstringsOf(source: ts.SourceFile): [name: string, text: string][] {
  return source.statements.filter((node) => ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)).flatMap((node) => {
    const type = node.name!.text;
    const members: readonly (ts.ClassElement | ts.TypeElement)[] = [...node.members];
    return [[type, textOf(node)], ...members.map((member): [string, string] => [`${type}.${member.name?.getText()}`, textOf(member)])];
  });
}

/** The text of a docstring in one line. */
function textOf(node: ts.Node): string {
  return ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).map((comment) => comment.getText().replace(/\s*\n\s*\*?\s*/g, ' ')).join(' ');
}
