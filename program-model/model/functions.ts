import { isFunctionNode, type ESTree, type Node } from './estree.js';
import { isInvokedOnce } from './invoked.js';
import { ModelledFunction, type FunctionFacts, type FunctionInsides } from './modelled-function.js';
import type { FunctionKind, FunctionModel } from './types.js';

/** A function of which all is known, wherever its tree may be. */
export type KnownFunction = FunctionFacts & FunctionInsides & Pick<FunctionModel, 'start' | 'end'>;

/** Lists functions as they are met in source order; each needs the parents of its node to be set. */
export class FunctionList {
  readonly functions: ModelledFunction[] = [];
  readonly #taken = new Map<string, number>();

  /** @param first index of the first function in its model */
  constructor(
    readonly text: string,
    readonly first = 0,
  ) {}

  add(node: Node, parent: FunctionModel | undefined): ModelledFunction {
    const kind = kindOf(node);
    const facts = {
      name: nameOf(node),
      segment: parent ? segmentOf(node, kind) : '',
      usedAs: usedAs(node),
      isInvoked: isInvokedOnce(node),
      head: headOf(node, this.text),
      kind,
      async: isFunctionNode(node) && node.async === true,
      generator: isFunctionNode(node) && node.generator === true,
      derived: kind === 'constructor' && isDerived(node),
    };
    return this.#take(node, parent, facts, node.start, node.end);
  }

  /** Takes a function of another text, which is the same but for where it stands. */
  again(
    old: KnownFunction,
    parent: FunctionModel | undefined,
    node: Node | undefined,
    shift: (offset: number) => number,
  ): ModelledFunction {
    const fn = this.#take(node, parent, old, shift(old.start), shift(old.end));
    fn.takeInsides(old);
    return fn;
  }

  #take(
    node: Node | undefined,
    parent: FunctionModel | undefined,
    facts: FunctionFacts,
    start: number,
    end: number,
  ): ModelledFunction {
    const stem = parent ? joinPath(parent, facts.segment) : '';
    const seen = this.#taken.get(stem) ?? 0;
    this.#taken.set(stem, seen + 1);
    const index = this.first + this.functions.length;
    const path = seen === 0 ? stem : `${stem}$${seen}`;
    const place = { index, parent: parent?.index ?? -1, path, start, end };
    const fn = new ModelledFunction(facts, place, node);
    this.functions.push(fn);
    return fn;
  }
}

function kindOf(node: Node): FunctionKind {
  switch (node.type) {
    case 'Program':
      return 'module';
    case 'PropertyDefinition':
      return 'field';
    case 'StaticBlock':
      return 'static-block';
    case 'ArrowFunctionExpression':
      return 'arrow';
    default:
  }
  const { parent } = node;
  if (parent?.type === 'MethodDefinition' && parent.value === node) {
    if (parent.kind === 'constructor') return 'constructor';
    if (parent.kind === 'get') return 'getter';
    return parent.kind === 'set' ? 'setter' : 'method';
  }
  if (parent?.type === 'Property' && parent.value === node) {
    if (parent.kind === 'get') return 'getter';
    if (parent.kind === 'set') return 'setter';
    if (parent.method) return 'method';
  }
  return 'function';
}

const isDerived = (node: Node): boolean => {
  const owner = node.parent?.parent?.parent;
  return (
    (owner?.type === 'ClassDeclaration' || owner?.type === 'ClassExpression') &&
    owner.superClass != null
  );
};

function nameOf(node: Node): string {
  if (isFunctionNode(node) && node.type !== 'ArrowFunctionExpression' && node.id) {
    return node.id.name;
  }
  return '';
}

/** The name that the language gives a function where it stands; '' for none (ECMA-262 NamedEvaluation). */
export function assignedName(node: Node): string {
  if (isFunctionNode(node) && node.type !== 'ArrowFunctionExpression' && node.id)
    return node.id.name;
  const { parent } = node;
  switch (parent?.type) {
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property': {
      if (parent.value !== node || parent.computed) return '';
      const kind = 'kind' in parent && (parent.kind === 'get' || parent.kind === 'set');
      return `${kind ? `${parent.kind} ` : ''}${keyText(parent.key, false)}`;
    }
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : '';
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return parent.right === node && parent.left.type === 'Identifier' ? parent.left.name : '';
    case 'ExportDefaultDeclaration':
      return 'default';
    default:
      return '';
  }
}

const keyText = (key: Node, computed: boolean): string => {
  if (computed) return '[computed]';
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Literal' ? String(key.value) : 'key';
};

/** The path segment that names a function among its siblings, starting with its separator. */
function segmentOf(node: Node, kind: FunctionKind): string {
  const { parent } = node;
  if (node.type === 'PropertyDefinition' || node.type === 'StaticBlock') {
    const separator = node.type === 'PropertyDefinition' && !node.static ? '#' : '.';
    const key = node.type === 'StaticBlock' ? 'static' : keyText(node.key, node.computed);
    return `/${className(node)}${separator}${key}`;
  }
  if (parent?.type === 'MethodDefinition') {
    const prefix = kind === 'getter' ? 'get ' : kind === 'setter' ? 'set ' : '';
    const separator = parent.static ? '.' : '#';
    return `/${className(parent)}${separator}${prefix}${keyText(parent.key, parent.computed)}`;
  }
  const name = nameOf(node);
  if (name !== '') return `/${name}`;
  return `/${hintOf(node)}`;
}

function className(member: Node): string {
  const owner = member.parent?.parent;
  if (owner?.type !== 'ClassDeclaration' && owner?.type !== 'ClassExpression') return 'class';
  return owner.id?.name ?? hintOf(owner);
}

/** What an anonymous function or class would be called by its surroundings. */
function hintOf(node: Node): string {
  const { parent } = node;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : 'pattern';
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return targetText(parent.left);
    case 'Property':
      return keyText(parent.key, parent.computed);
    case 'PropertyDefinition':
      return keyText(parent.key, parent.computed);
    case 'CallExpression':
    case 'NewExpression': {
      const position = parent.arguments.indexOf(node as ESTree.Expression);
      return `${targetText(parent.callee)}(${position < 0 ? '' : position})`;
    }
    case 'ReturnStatement':
      return 'return';
    case 'ExportDefaultDeclaration':
      return 'default';
    default:
      return 'anonymous';
  }
}

function targetText(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return keyText(node.property, node.computed);
  if (node.type === 'Super') return 'super';
  return 'expression';
}

const joinPath = (parent: FunctionModel, segment: string): string =>
  parent.index === 0 ? segment.slice(1) : parent.path + segment;

/** A member's name as code that uses it has it; undefined for a computed one. */
const memberName = (key: Node, computed: boolean): string | undefined => {
  if (computed) return undefined;
  if (key.type === 'Identifier' || key.type === 'PrivateIdentifier') return `.${key.name}`;
  return key.type === 'Literal' ? `.${String(key.value).replace(/^#/, '')}` : undefined;
};

/** How a function is named in code that uses it: as a variable, as a property (with a dot), or not. */
function usedAs(node: Node): string | undefined {
  if (node.type === 'FunctionDeclaration') return (node.id as typeof node.id | null)?.name;
  const holder = node.type === 'PropertyDefinition' ? node : node.parent;
  switch (holder?.type) {
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return memberName(holder.key, holder.computed);
    case 'VariableDeclarator':
      return holder.id.type === 'Identifier' ? holder.id.name : undefined;
    case 'AssignmentExpression': {
      const { left } = holder;
      if (left.type === 'Identifier') return left.name;
      const isNamed = left.type === 'MemberExpression' && left.property.type === 'Identifier';
      return isNamed ? memberName(left.property, left.computed) : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * How far before its node the text of a function begins, as `Function.prototype.toString` gives it (ECMA-262
 * [[SourceText]]): a method's at its modifiers and name, without `static`.
 */
function headOf(node: Node, text: string): number {
  const { parent } = node;
  const isMethod =
    (parent?.type === 'MethodDefinition' && parent.value === node) ||
    (parent?.type === 'Property' &&
      parent.value === node &&
      (parent.method || parent.kind !== 'init'));
  if (!isMethod) return 0;
  const { start } = parent;
  if (parent.type !== 'MethodDefinition' || !parent.static) return node.start - start;
  const [skipped = ''] =
    /^static(?:\s|\/\*[^]*?\*\/|\/\/.*)*/.exec(text.slice(start, node.start)) ?? [];
  return node.start - start - skipped.length;
}
