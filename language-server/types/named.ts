import type TypeScript from 'typescript';
import { Acceptance } from './accepts.js';
import { propertyType } from './kinds.js';
import type { TypedProject, TypedVersion } from './programs.js';

/** A member of a type, or a case of a union, that is another now. */
export interface MemberChange {
  name: string;
  change: 'added' | 'removed' | 'retyped';
  old?: string;
  now?: string;
}

/** A named type (interface, alias or enum) of which old values are not all values of the new one. */
export interface ChangedType {
  name: string;
  file: string;
  /** 1-based, in the new text. */
  line: number;
  old: TypeScript.Type;
  now: TypeScript.Type;
  members: MemberChange[];
}

type Declaration =
  TypeScript.InterfaceDeclaration | TypeScript.TypeAliasDeclaration | TypeScript.EnumDeclaration;

/** The types that changed among those that some files declare. */
export function changedTypes(project: TypedProject, files: readonly string[]): ChangedType[] {
  return files.flatMap((file) => {
    const before = declaredIn(project, project.old, file);
    const after = declaredIn(project, project.now, file);
    return [...after].flatMap(([name, node]): ChangedType[] => {
      const was = before.get(name);
      if (!was) return [];
      const old = project.old.checker.getTypeAtLocation(was.name);
      const now = project.now.checker.getTypeAtLocation(node.name);
      if (new Acceptance(project).accepts(old, now)) return [];
      const source = node.getSourceFile();
      const line = source.getLineAndCharacterOfPosition(node.name.getStart(source)).line + 1;
      return [{ name, file, line, old, now, members: membersOf(project, old, now) }];
    });
  });
}

/** Types of a file by name; those inside functions and namespaces after their place. */
function declaredIn(
  { ts }: TypedProject,
  { program }: TypedVersion,
  file: string,
): Map<string, Declaration> {
  const found = new Map<string, Declaration>();
  const source = program.getSourceFile(file);
  const visit = (node: TypeScript.Node): void => {
    const isDeclaration =
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isEnumDeclaration(node);
    if (isDeclaration && !found.has(node.name.text)) found.set(node.name.text, node);
    ts.forEachChild(node, visit);
  };
  if (source) visit(source);
  return found;
}

function membersOf(
  project: TypedProject,
  old: TypeScript.Type,
  now: TypeScript.Type,
): MemberChange[] {
  const { old: before, now: after } = project;
  if (old.isUnion() || now.isUnion()) return casesOf(project, old, now);
  const names = new Set([...old.getProperties(), ...now.getProperties()].map(({ name }) => name));
  return [...names].flatMap((name): MemberChange[] => {
    const was = propertyType(project, before, old, name);
    const is = propertyType(project, after, now, name);
    const text = {
      ...(was && { old: before.checker.typeToString(was.type) }),
      ...(is && { now: after.checker.typeToString(is.type) }),
    };
    if (!was) return [{ name, change: 'added', ...text }];
    if (!is) return [{ name, change: 'removed', ...text }];
    const isAccepted = new Acceptance(project).accepts(was.type, is.type, false);
    return isAccepted ? [] : [{ name, change: 'retyped', ...text }];
  });
}

function casesOf(
  { old: before, now: after }: TypedProject,
  old: TypeScript.Type,
  now: TypeScript.Type,
): MemberChange[] {
  const texts = (type: TypeScript.Type, checker: TypeScript.TypeChecker): string[] =>
    (type.isUnion() ? type.types : [type]).map((part) => checker.typeToString(part));
  const was = new Set(texts(old, before.checker));
  const is = new Set(texts(now, after.checker));
  return [
    ...[...was]
      .filter((name) => !is.has(name))
      .map((name) => ({ name, change: 'removed' as const })),
    ...[...is].filter((name) => !was.has(name)).map((name) => ({ name, change: 'added' as const })),
  ];
}
