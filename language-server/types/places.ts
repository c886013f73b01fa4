import type TypeScript from 'typescript';
import type { TypedProject, TypedVersion } from './programs.js';

/** A place in what an author wrote; 0-based. */
interface Position {
  line: number;
  character: number;
}

/** The type of the variable that is declared at a place; undefined where nothing of that name stands there. */
export function typeOfVariable(
  { ts }: TypedProject,
  { program, checker }: TypedVersion,
  file: string,
  { line, character }: Position,
  name: string,
): TypeScript.Type | undefined {
  const source = program.getSourceFile(file);
  if (!source || line >= source.getLineStarts().length) return undefined;
  const offset = source.getPositionOfLineAndCharacter(line, 0) + character;
  const node = deepestAt(ts, source, offset);
  if (!node || !ts.isIdentifier(node) || node.text !== name) return undefined;
  return typeOfName(ts, checker, node);
}

/** Without an annotation, `const limit = 1` says that it is a number, not that it is always 1. */
function typeOfName(
  ts: TypedProject['ts'],
  checker: TypeScript.TypeChecker,
  node: TypeScript.Identifier,
): TypeScript.Type {
  const type = checker.getTypeAtLocation(node);
  const { parent } = node;
  const isInferred = !(ts.isVariableDeclaration(parent) || ts.isParameter(parent)) || !parent.type;
  return isInferred ? checker.getBaseTypeOfLiteralType(type) : type;
}

/** The type of `this` in the method around a place. */
export function typeOfThis(
  { ts }: TypedProject,
  { program, checker }: TypedVersion,
  file: string,
  { line, character }: Position,
): TypeScript.Type | undefined {
  const source = program.getSourceFile(file);
  if (!source || line >= source.getLineStarts().length) return undefined;
  const offset = source.getPositionOfLineAndCharacter(line, 0) + character;
  let node: TypeScript.Node | undefined = deepestAt(ts, source, offset);
  while (node && !ts.isClassLike(node)) {
    if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) return undefined;
    if (ts.isClassElement(node) && ts.canHaveModifiers(node)) {
      const isStatic = ts
        .getModifiers(node)
        ?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
      if (isStatic === true) return undefined;
    }
    node = node.parent;
  }
  const symbol = node && checker.getSymbolAtLocation(node.name ?? node);
  return symbol && checker.getDeclaredTypeOfSymbol(symbol);
}

function deepestAt(
  ts: TypedProject['ts'],
  source: TypeScript.SourceFile,
  offset: number,
): TypeScript.Node | undefined {
  let found: TypeScript.Node = source;
  for (;;) {
    const inner: TypeScript.Node | undefined = ts.forEachChild(found, (child) =>
      child.getStart(source) <= offset && offset < child.end ? child : undefined,
    );
    if (!inner) return found;
    found = inner;
  }
}

/** The variables and classes of a file's top, with their types. */
export function topVariables(
  { ts }: TypedProject,
  { program, checker }: TypedVersion,
  file: string,
): { name: string; type: TypeScript.Type }[] {
  const found: { name: string; type: TypeScript.Type }[] = [];
  const bind = (name: TypeScript.BindingName): void => {
    if (ts.isIdentifier(name)) {
      found.push({ name: name.text, type: checker.getTypeAtLocation(name) });
      return;
    }
    for (const element of name.elements) if (ts.isBindingElement(element)) bind(element.name);
  };
  for (const statement of program.getSourceFile(file)?.statements ?? []) {
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) bind(name);
    } else if (ts.isClassDeclaration(statement) && statement.name) {
      const symbol = checker.getSymbolAtLocation(statement.name);
      if (symbol) {
        found.push({
          name: statement.name.text,
          type: checker.getTypeOfSymbolAtLocation(symbol, statement.name),
        });
      }
    }
  }
  return found;
}
