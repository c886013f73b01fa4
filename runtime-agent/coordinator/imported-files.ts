import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Node, SourceModel } from '../../program-model/model/index.js';
import { fileTarget, preferred, requiredPath } from '../loader/resolution.js';
import { impliedFile, possibleFiles, typeScriptFor } from '../loader/typescript-paths.js';

/**
 * The files of the program that a module's top imports, requires or exports from, as they lie on disk.
 *
 * @param isThere whether a path counts as a file that lies nowhere yet
 */
export function importedFiles(
  model: SourceModel,
  isThere: (path: string) => boolean = () => false,
): string[] {
  return linkedPaths(model).flatMap((path) => fileMeant(path, model.id, isThere) ?? []);
}

/** Whether a module's top imports, requires or exports from a file that lies nowhere any more. */
export function importsGone(model: SourceModel, gone: string): boolean {
  const none = (): boolean => false;
  return linkedPaths(model).some(
    (path) => fileMeant(path, model.id, none) === undefined && possibleFiles(path).includes(gone),
  );
}

/** Where the links at a module's top point. */
function linkedPaths(model: SourceModel): string[] {
  const found = model.ast.body.flatMap((item) => linksIn(item as Node));
  return found.flatMap(({ specifier, isImport }) => {
    const path = isImport
      ? fileTarget(specifier, pathToFileURL(model.id).href)?.path
      : requiredPath(specifier, dirname(model.id));
    return path ?? [];
  });
}

function fileMeant(
  path: string,
  parent: string,
  isThere: (path: string) => boolean,
): string | undefined {
  const isFile = isThere(path) || (existsSync(path) && statSync(path).isFile());
  return preferred(path, parent) ?? (isFile ? path : (typeScriptFor(path) ?? impliedFile(path)));
}

interface Link {
  specifier: string;
  isImport: boolean;
}

function linksIn(item: Node): Link[] {
  switch (item.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return item.source ? [{ specifier: String(item.source.value), isImport: true }] : [];
    case 'VariableDeclaration':
      return item.declarations.flatMap(({ init }) => required(init));
    case 'ExpressionStatement':
      return required(
        item.expression.type === 'AssignmentExpression' ? item.expression.right : item.expression,
      );
    default:
      return [];
  }
}

/** `require('…')`, also with properties read from it. */
function required(expression: Node | null | undefined): Link[] {
  let at = expression;
  while (at?.type === 'MemberExpression') at = at.object;
  if (at?.type !== 'CallExpression') return [];
  const [argument] = at.arguments;
  const isRequire = at.callee.type === 'Identifier' && at.callee.name === 'require';
  if (!isRequire || argument?.type !== 'Literal' || typeof argument.value !== 'string') return [];
  return [{ specifier: argument.value, isImport: false }];
}
