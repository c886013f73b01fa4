import type TypeScript from 'typescript';
import type { TypedProject, TypedVersion } from './programs.js';

type Type = TypeScript.Type;

/** A type of the language's own that holds others. */
export interface Container {
  name: 'Array' | 'Map' | 'Set' | 'Promise' | 'Tuple';
  parts: readonly Type[];
}

const CONTAINERS: Readonly<Record<string, Container['name']>> = {
  Array: 'Array',
  ReadonlyArray: 'Array',
  Map: 'Map',
  ReadonlyMap: 'Map',
  Set: 'Set',
  ReadonlySet: 'Set',
  Promise: 'Promise',
};

export function containerOf(
  project: TypedProject,
  { checker }: TypedVersion,
  type: Type,
): Container | undefined {
  const { ts } = project;
  if ((type.flags & ts.TypeFlags.Object) === 0) return undefined;
  if (((type as TypeScript.ObjectType).objectFlags & ts.ObjectFlags.Reference) === 0)
    return undefined;
  const reference = type as TypeScript.TypeReference;
  if (checker.isTupleType(type)) {
    return { name: 'Tuple', parts: checker.getTypeArguments(reference) };
  }
  const symbol = type.symbol as TypeScript.Symbol | undefined;
  const name = symbol && CONTAINERS[symbol.name];
  const isLibrary =
    symbol?.declarations?.every((node) => !project.isOwn(node.getSourceFile())) === true;
  return name && isLibrary ? { name, parts: checker.getTypeArguments(reference) } : undefined;
}

export interface PropertyType {
  type: Type;
  isOptional: boolean;
  isMethod: boolean;
}

export function propertyType(
  { ts }: TypedProject,
  { checker }: TypedVersion,
  type: Type,
  name: string,
): PropertyType | undefined {
  const symbol = type.getProperty(name);
  if (!symbol) return undefined;
  return {
    type: checker.getTypeOfSymbol(symbol),
    isOptional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
    isMethod: (symbol.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) !== 0,
  };
}
