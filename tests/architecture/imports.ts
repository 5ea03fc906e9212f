import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** One import of a source file: of another one, as a path from the root of the sources, or of a package. */
export interface Import {
  from: string;
  to: string;
  kind: 'file' | 'package';
  /** Nothing of it is left at run time. */
  typeOnly: boolean;
}

const isCode = (path: string) => /\.tsx?$/.test(path) && !/\.(test|d)\.tsx?$/.test(path);

/** The source files below a folder, tests left out, as paths from it. */
export function sourceFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(isCode).sort();
}

/** Every import of a source file, those of types and lazy ones included. Images and JSON are no code and left out. */
export function importsOf(root: string, from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8');
  return specifiersIn(from, text).flatMap(({ specifier, typeOnly }): Import[] => {
    if (!specifier.startsWith('.')) {
      return [{ from, to: specifier, kind: 'package', typeOnly }];
    }
    const path = normalize(join(dirname(from), specifier));
    const to = ['.ts', '.tsx', '/index.ts', '/index.tsx']
      .map((end) => path + end)
      .find((file) => existsSync(join(root, file)));
    return to === undefined ? [] : [{ from, to, kind: 'file', typeOnly }];
  });
}

interface Specifier {
  specifier: string;
  typeOnly: boolean;
}

/** What a file names as modules, as the TypeScript compiler reads it. */
export function specifiersIn(name: string, text: string): Specifier[] {
  const found: Specifier[] = [];
  const visit = (node: ts.Node): void => {
    const one = specifierOf(node);
    if (one) {
      found.push(one);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  return found;
}

function specifierOf(node: ts.Node): Specifier | undefined {
  if (ts.isImportDeclaration(node)) {
    return literal(node.moduleSpecifier, isTypeOnly(node.importClause));
  }
  if (ts.isExportDeclaration(node)) {
    return literal(node.moduleSpecifier, node.isTypeOnly);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return literal(node.argument.literal, true);
  }
  if (ts.isCallExpression(node) && isModuleCall(node.expression)) {
    return literal(node.arguments[0], false);
  }
  return undefined;
}

const literal = (node: ts.Node | undefined, typeOnly: boolean): Specifier | undefined =>
  node && ts.isStringLiteralLike(node) ? { specifier: node.text, typeOnly } : undefined;

const isModuleCall = (node: ts.Node) =>
  node.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node) && node.text === 'require');

/** `import type { a }`, and `import { type a, type b }` too. */
function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause || clause.isTypeOnly) {
    return clause?.isTypeOnly ?? false;
  }
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

/** The import cycles of a graph: each as the files in a ring, the first one told again at the end. */
export function cyclesIn(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  imports
    .filter(({ kind }) => kind === 'file')
    .forEach(({ from, to }) => next.set(from, [...(next.get(from) ?? []), to]));
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[][] => {
    if (path.includes(file)) {
      return [[...path.slice(path.indexOf(file)), file]];
    }
    if (done.has(file)) {
      return [];
    }
    const cycles = (next.get(file) ?? []).flatMap((to) => walk(to, [...path, file]));
    done.add(file);
    return cycles;
  };
  return [...next.keys()].flatMap((file) => walk(file, []));
}
