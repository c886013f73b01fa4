import type { ESTree, Node } from '../model/index.js';
import { declaredBy } from './assignments.js';
import { emitClass } from './classes.js';
import type { Analysis } from './analysis.js';
import { Emitter } from './emitter.js';
import {
  directivesOf,
  emitActivation,
  emitDeclarations,
  emitFunction,
  emitFunctionValues,
  within,
} from './functions.js';
import { emitTopHandler } from './handler.js';
import { AGENT_SYMBOL } from './names.js';
import { isMoved } from './statements.js';
import { flatten, span, type Flattened, type Out } from './text.js';

/** Emits a whole module in its instrumented form; lines keep their numbers. */
export function emitModule(analysis: Analysis, hash: string): Flattened {
  const emitter = new Emitter(analysis, false);
  const { model } = analysis;
  const info = emitter.infoOf(model.functions[0]!);
  const out = within(emitter, info, (): Out => {
    const from = preludeOffset(model.ast, model.text);
    const body = info.active ? emitRuns(emitter, from) : emitQuietTop(emitter, from);
    return [span(0, from), emitPrelude(emitter, hash), body];
  });
  return flatten(out, model.text);
}

/** Behind the hashbang and the directives. */
function preludeOffset(program: ESTree.Program, text: string): number {
  const directives = directivesOf(program.body);
  const last = directives[directives.length - 1];
  if (last) return last.end;
  const hashbang = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
  return hashbang;
}

function emitPrelude(emitter: Emitter, hash: string): string {
  const { analysis, names } = emitter;
  const { model, tag } = analysis;
  const agent = `globalThis[Symbol.for(${JSON.stringify(AGENT_SYMBOL)})]`;
  const flags = JSON.stringify(`${names.prefix}${tag}_`);
  const identity = `${JSON.stringify(model.id)},${JSON.stringify(hash)},${flags},${model.functions.length + analysis.classes.length}`;
  const meta = model.format === 'module' ? 'import.meta' : 'module';
  return (
    `;var ${names.module}=${agent}.module(${identity},${names.evaluator},${meta}),` +
    `${names.unwind}=${names.module}.U${emitter.constants};`
  );
}

/** A module top without continuation points. */
function emitQuietTop(emitter: Emitter, from: number): Out {
  const { ast } = emitter.analysis.model;
  const parts: Out[] = [];
  let at = from;
  for (const item of ast.body) {
    if (item.end <= from) continue;
    parts.push(span(at, item.start), emitTopStatement(emitter, item));
    at = item.end;
  }
  return [parts, span(at, ast.end)];
}

/**
 * A module top with continuation points. Functions and the module's links must stand outside of any
 * `try`, so the statements between them are runs with a handler each:
 * `try{S1}catch(e){…d=1}function f(){}if(!d)try{S2}catch(e){…}`
 */
function emitRuns(emitter: Emitter, from: number): Out {
  const { analysis, names, info } = emitter;
  const { ast } = analysis.model;
  const isModule = analysis.model.format === 'module';
  const parts: Out[] = [
    `let ${names.moved}=0;`,
    emitDeclarations(emitter, info),
    info.fn.async ? emitActivation(emitter, info) : '',
    exportList(emitter),
    emitFunctionValues(emitter, info, ast),
  ];
  let at = from;
  let run: Out[] = [];
  let isFirst = true;
  const close = (): void => {
    if (run.length === 0) return;
    const guard = isFirst || !isModule ? '' : `if(!${names.moved})`;
    parts.push(`${guard}try{`, run, emitTopHandler(emitter));
    run = [];
    isFirst = false;
  };
  for (const item of ast.body) {
    if (item.end <= from) continue;
    if (isOutsideRuns(item)) {
      close();
      parts.push(span(at, item.start), emitTopStatement(emitter, item));
    } else {
      run.push(span(at, item.start), emitTopStatement(emitter, item));
    }
    at = item.end;
  }
  close();
  parts.push(span(at, ast.end));
  return parts;
}

const isOutsideRuns = (node: Node): boolean => {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return true;
    case 'ExportNamedDeclaration':
      return !node.declaration || node.declaration.type === 'FunctionDeclaration';
    case 'ExportDefaultDeclaration':
      return node.declaration.type === 'FunctionDeclaration';
    default:
      return false;
  }
};

/** The exports of declarations that have become assignments: `export{x,A as default};` */
function exportList(emitter: Emitter): string {
  const { ast, format } = emitter.analysis.model;
  if (format !== 'module') return '';
  const names: string[] = [];
  let declared = '';
  for (const item of ast.body) {
    if (item.type === 'ExportNamedDeclaration' && item.declaration) {
      const { declaration } = item;
      if (declaration.type === 'FunctionDeclaration') continue;
      for (const [identifier, variable] of emitter.analysis.declaredIn(0)) {
        const isInside = identifier.start >= declaration.start && identifier.end <= declaration.end;
        if (isInside && variable.scopeNode === ast && isOwnDeclaration(identifier, declaration)) {
          names.push(variable.name);
        }
      }
    } else if (item.type === 'ExportDefaultDeclaration' && !isOutsideRuns(item)) {
      const { declaration } = item;
      const named = declaration.type === 'ClassDeclaration' && declaration.id;
      if (named) names.push(`${named.name} as default`);
      else {
        declared = `let ${emitter.names.defaultExport};`;
        names.push(`${emitter.names.defaultExport} as default`);
      }
    }
  }
  return names.length > 0 ? `${declared}export{${names.join(',')}};` : '';
}

const isOwnDeclaration = (identifier: Node, declaration: Node): boolean => {
  for (let at: Node | null = identifier; at; at = at.parent) {
    if (at === declaration) return true;
    if (at.type === 'FunctionExpression' || at.type === 'ArrowFunctionExpression') return false;
  }
  return false;
};

/** Emits a statement of the module's top level; in a continuation, links and functions exist already. */
export function emitTopStatement(emitter: Emitter, node: Node): Out {
  const { continuation } = emitter.state;
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return continuation ? '' : span(node.start, node.end);
    case 'ExportNamedDeclaration':
      return emitExport(emitter, node);
    case 'ExportDefaultDeclaration':
      return emitDefault(emitter, node);
    default:
      return emitter.statement(node);
  }
}

function emitExport(emitter: Emitter, node: ESTree.ExportNamedDeclaration): Out {
  const { declaration } = node;
  const { continuation } = emitter.state;
  if (!declaration) return continuation ? '' : span(node.start, node.end);
  const isAssigned = emitter.info.active && declaration.type !== 'FunctionDeclaration';
  if (isAssigned || continuation) return emitter.statement(declaration);
  return [span(node.start, declaration.start), emitter.statement(declaration)];
}

function emitDefault(emitter: Emitter, node: ESTree.ExportDefaultDeclaration): Out {
  const { declaration } = node;
  const { continuation } = emitter.state;
  if (declaration.type === 'FunctionDeclaration') {
    if (continuation) return '';
    return [
      span(node.start, declaration.start),
      emitFunction(emitter, declaration as ESTree.FunctionDeclaration),
    ];
  }
  const id = declaration.type === 'ClassDeclaration' ? declaration.id : null;
  if (!emitter.info.active) {
    const out =
      declaration.type === 'ClassDeclaration'
        ? emitClass(emitter, declaration as ESTree.ClassDeclaration)
        : emitter.expression(declaration);
    return [span(node.start, declaration.start), out, span(declaration.end, node.end)];
  }
  if (id && isMoved(emitter, id)) {
    const variable = declaredBy(emitter, id);
    const name = variable ? emitter.nameOf(variable) : id.name;
    return [`;${name}=`, emitClass(emitter, declaration as ESTree.ClassDeclaration), ';'];
  }
  const value =
    declaration.type === 'ClassDeclaration'
      ? emitClass(emitter, declaration as ESTree.ClassDeclaration)
      : emitter.expression(declaration);
  return [`;${emitter.names.defaultExport}=({default:`, value, '}).default;'];
}
