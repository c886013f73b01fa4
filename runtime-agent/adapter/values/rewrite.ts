import { parse, type Node as AcornNode } from 'acorn';
import { analyze } from 'eslint-scope';
import MagicString from 'magic-string';
import {
  childrenOf,
  isFunctionNode,
  type ESTree,
  type Node,
} from '../../../program-model/model/index.js';
import { linkParents } from '../../../program-model/model/estree.js';
import type { Script } from '../sources/script.js';
import type { ScriptPlace } from '../sources/script-text.js';
import { thisAt, visibleAt, type VisibleVariable } from './names.js';

/**
 * Writes an expression of the author's so that it can be evaluated at a place of a script, where
 * variables may have other names.
 * @returns `undefined` when it does not parse; V8 will say why
 */
export function rewriteAt(script: Script, place: ScriptPlace, text: string): string | undefined {
  if (!script.isProgram) return text;
  const visible = visibleAt(script, place);
  const self = thisAt(script, place);
  const changed = new Map([...visible].filter(([name, { read }]) => read !== name));
  if (changed.size === 0 && self === undefined) return text;
  const program = parseLoosely(text);
  if (!program) return undefined;
  linkParents(program);
  const out = new MagicString(text);
  const { globalScope } = analyze(program, { ecmaVersion: 2022, sourceType: 'script' });
  const references = globalScope?.through ?? [];
  for (const { identifier } of references) {
    const variable = changed.get(identifier.name);
    if (variable) replaceReference(out, identifier as Node, variable);
  }
  if (self !== undefined) replaceThis(out, program, self);
  return out.toString();
}

/** The names that an expression takes from around it; `undefined` when it does not parse. */
export function referencesIn(text: string): Map<string, { isWritten: boolean }> | undefined {
  const program = parseLoosely(text);
  if (!program) return undefined;
  linkParents(program);
  const { globalScope } = analyze(program, { ecmaVersion: 2022, sourceType: 'script' });
  const found = new Map<string, { isWritten: boolean }>();
  for (const reference of globalScope?.through ?? []) {
    const { name } = reference.identifier;
    const isWritten = reference.isWrite() || found.get(name)?.isWritten === true;
    found.set(name, { isWritten });
  }
  return found;
}

function parseLoosely(text: string): ESTree.Program | undefined {
  const options = {
    ecmaVersion: 'latest',
    sourceType: 'script',
    // Scopes of functions are told apart by them.
    ranges: true,
    allowAwaitOutsideFunction: true,
    allowSuperOutsideMethod: true,
  } as const;
  try {
    return parse(text, options) as AcornNode as unknown as ESTree.Program;
  } catch {
    return undefined;
  }
}

function replaceReference(
  out: MagicString,
  node: Node,
  { name, read, write }: VisibleVariable,
): void {
  const { parent } = node;
  if (parent?.type === 'AssignmentExpression' && parent.left === node && write !== '') {
    const { operator } = parent;
    const before = operator === '=' ? `${write}(` : `${write}(${read}${operator.slice(0, -1)}(`;
    // The value may stand in parentheses, and so may the name.
    out.overwrite(parent.start, behindOperator(out.original, node.end, operator), before);
    out.appendLeft(parent.end, operator === '=' ? ')' : '))');
    return;
  }
  if (parent?.type === 'UpdateExpression' && write !== '') {
    const changed = `${write}(${read}${parent.operator.slice(1)}1)`;
    const opposite = parent.operator === '++' ? '-' : '+';
    out.overwrite(parent.start, parent.end, parent.prefix ? changed : `(${changed}${opposite}1)`);
    return;
  }
  const isShorthand = parent?.type === 'Property' && parent.shorthand;
  out.overwrite(node.start, node.end, isShorthand ? `${name}:${read}` : read);
}

/** Where the operator ends that comes next in a text; there are no more than comments and parentheses before it. */
function behindOperator(text: string, from: number, operator: string): number {
  const before = /^(?:\s|\)|\/\*[^]*?\*\/|\/\/.*)*/.exec(text.slice(from))?.[0] ?? '';
  return from + before.length + operator.length;
}

function replaceThis(out: MagicString, node: Node, self: string): void {
  for (const child of childrenOf(node)) {
    if (child.type === 'ThisExpression') out.overwrite(child.start, child.end, self);
    else if (!isFunctionNode(child) || child.type === 'ArrowFunctionExpression') {
      replaceThis(out, child, self);
    }
  }
}
