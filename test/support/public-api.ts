import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { stepsOf } from '../../src/validation/prop-paths';

/** The names in the type of each member or parameter. */
type Members = ReadonlyMap<string, readonly string[]>;

interface Declaration {
  readonly bases: readonly string[];
  readonly members: Members;
  /** The parameters of the static methods of a class, by the name of the method. */
  readonly factories: ReadonlyMap<string, Members>;
}

/** The classes and interfaces that the source declares, by name. */
export const PUBLIC_API = declarations(join(__dirname, '..', '..', 'src'));

/**
 * Whether a struct has a prop at a path such as `instanceProductionVariants[].routingStrategy.prefixLength`. What a static method of a
 * class takes counts as a prop of the class: its parameters, and the members of its options.
 */
export function hasProp(struct: string, path: string): boolean {
  return stepsOf(path).reduce(typesOfStep, [struct]).length > 0;
}

function typesOfStep(types: readonly string[], step: string): string[] {
  return step.startsWith('[') ? [...types] : types.flatMap((type) => typesOfMember(type, step));
}

function typesOfMember(type: string, name: string): string[] {
  const declaration = PUBLIC_API.get(type);
  if (!declaration) { return []; }
  const { members, bases, factories } = declaration;
  const own = members.get(name);
  const fromFactories = [...factories].flatMap(([method, parameters]) => method === name ? [type]
    : [...parameters].flatMap(([parameter, taken]) => parameter === name ? ['', ...taken] : taken.flatMap((options) => typesOfOption(options, name))));
  return [...own ? ['', ...own] : [], ...bases.flatMap((base) => typesOfMember(base, name)), ...fromFactories];
}

/** Returns the types of an option. Only structs have options; a class has props of its own. */
function typesOfOption(type: string, name: string): string[] {
  return PUBLIC_API.get(type)?.factories.size === 0 ? typesOfMember(type, name) : [];
}

function declarations(folder: string): Map<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    ts.forEachChild(source, (node) => {
      if (!ts.isClassDeclaration(node) && !ts.isInterfaceDeclaration(node)) { return; }
      const members: readonly (ts.ClassElement | ts.TypeElement)[] = [...node.members];
      found.set(node.name!.text, {
        bases: (node.heritageClauses ?? []).flatMap((clause) => [...clause.types].map(({ expression }) => expression.getText())),
        members: membersOf(members.filter((member) => !isStatic(member))),
        factories: new Map(members.filter((member) => isStatic(member)).filter(ts.isMethodDeclaration)
          .map((method) => [method.name.getText(), membersOf([...method.parameters])])),
      });
    });
  }
  return found;
}

function isStatic(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
}

function membersOf(nodes: readonly ts.Node[]): Members {
  const named = nodes as readonly (ts.Node & { readonly name?: ts.Node; readonly type?: ts.TypeNode })[];
  return new Map(named.filter(({ name }) => name && ts.isIdentifier(name)).map(({ name, type }) => [name!.getText(), type ? typeNames(type) : []]));
}

/** Returns the names in a type, such as `InputChannel` in `{ [name: string]: InputChannel }` and in `InputChannel[]`. */
function typeNames(node: ts.Node): string[] {
  if (ts.isTypeReferenceNode(node)) { return [node.typeName.getText()]; }
  const names: string[] = [];
  ts.forEachChild(node, (part) => { names.push(...typeNames(part)); });
  return names;
}
