import type { ESTree, Node } from '../../program-model/model/estree.js';
import type { Variable } from '../../program-model/model/types.js';
import { eachChild, isFunction } from './syntax.js';

/** How a declaration gives its variable a first value. */
export type Initialiser =
  /** Evaluating `value` (and taking it apart, where `pattern`) gives it. */
  | { kind: 'value'; value: Node; pattern: boolean }
  /** `let x;`, `var x;`: undefined. */
  | { kind: 'none' }
  /** A function declaration: the function. */
  | { kind: 'hoisted' }
  /** A parameter, a loop's or a catch clause's variable, a class: it comes from elsewhere. */
  | { kind: 'outside'; what: string };

/** Finds how a variable is initialised by walking up from its declaring identifier. */
export function initialiserOf(variable: Variable): Initialiser {
  const definition = variable.declaration.defs[0];
  const identifier = definition?.name as Node | undefined;
  if (variable.kind === 'function') return { kind: 'hoisted' };
  if (variable.kind === 'class') return { kind: 'outside', what: 'a class' };
  let pattern = false;
  let child: Node | undefined = identifier;
  for (let at = identifier?.parent; at && child; child = at, at = at.parent) {
    switch (at.type) {
      case 'AssignmentPattern':
        if (isParameter(at)) return { kind: 'value', value: at.right, pattern };
        pattern = true;
        break;
      case 'VariableDeclarator':
        return declared(at, pattern);
      case 'CatchClause':
        return { kind: 'outside', what: 'what is caught' };
      case 'Property':
      case 'ObjectPattern':
      case 'ArrayPattern':
      case 'RestElement':
        pattern = true;
        break;
      default:
        return { kind: 'outside', what: isFunction(at) ? 'an argument' : 'elsewhere' };
    }
  }
  return { kind: 'outside', what: 'elsewhere' };
}

const isParameter = (node: ESTree.AssignmentPattern): boolean =>
  node.parent !== null && isFunction(node.parent);

function declared(node: ESTree.VariableDeclarator, pattern: boolean): Initialiser {
  const holder = node.parent?.parent;
  const isLoopHead =
    (holder?.type === 'ForOfStatement' || holder?.type === 'ForInStatement') &&
    holder.left === node.parent;
  if (isLoopHead) return { kind: 'outside', what: 'its loop' };
  if (!node.init) return { kind: 'none' };
  return { kind: 'value', value: node.init, pattern };
}

const READS = new Set([
  'Literal',
  'TemplateLiteral',
  'TemplateElement',
  'ThisExpression',
  'MemberExpression',
  'ChainExpression',
  'UnaryExpression',
  'BinaryExpression',
  'LogicalExpression',
  'ConditionalExpression',
  'ArrayExpression',
  'ObjectExpression',
  'Property',
  'SequenceExpression',
  'SpreadElement',
  'MetaProperty',
  'PrivateIdentifier',
]);

/**
 * The identifiers that an expression reads, or undefined when evaluating it does more than read
 * (calls, assignments, `await`). Creating a function only reads.
 */
export function readsOf(expression: Node): Node[] | undefined {
  const reads: Node[] = [];
  const open: Node[] = [expression];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isFunction(node)) continue;
    if (node.type === 'Identifier') {
      reads.push(node);
      continue;
    }
    if (!READS.has(node.type)) return undefined;
    if (node.type === 'UnaryExpression' && node.operator === 'delete') return undefined;
    const parent = node;
    eachChild(parent, (child, key) => {
      const isName =
        (parent.type === 'MemberExpression' && key === 'property' && !parent.computed) ||
        (parent.type === 'Property' && key === 'key' && !parent.computed) ||
        parent.type === 'MetaProperty';
      if (!isName) open.push(child);
    });
  }
  return reads;
}

/** Whether a variable stands for something of another module: by `import`, or by `require`. */
export function isLinked(variable: Variable): boolean {
  if (variable.declaration.defs[0]?.type === 'ImportBinding') return true;
  const first = initialiserOf(variable);
  return first.kind === 'value' && requireIn(first.value) !== undefined;
}

/** Whether an initialiser requires another module than before: it is to a `require` what a new source is to an `import`. */
export function requiresAnother(
  old: Node | null | undefined,
  now: Node | null | undefined,
): boolean {
  const [before, after] = [old, now].map((value) => {
    const [source] = (value && requireIn(value)?.arguments) ?? [];
    return source?.type === 'Literal' ? source.value : undefined;
  });
  return before !== undefined && after !== undefined && before !== after;
}

/** `require(…)`, also with properties read from it. */
function requireIn(expression: Node): ESTree.CallExpression | undefined {
  let value = expression;
  while (value.type === 'MemberExpression') value = value.object;
  if (value.type !== 'CallExpression' || value.callee.type !== 'Identifier') return undefined;
  return value.callee.name === 'require' ? value : undefined;
}

/** Whether a variable is a `const` that starts from a literal: it has that value in all code. */
export const isPrimitiveConstant = (variable: Variable): boolean =>
  variable.kind === 'const' && startsFromLiteral(variable);

/** Whether a variable only ever has the value of a literal: functions need not share it. */
export const isAlwaysLiteral = (variable: Variable): boolean =>
  !variable.assigned && startsFromLiteral(variable);

function startsFromLiteral(variable: Variable): boolean {
  const first = initialiserOf(variable);
  if (first.kind !== 'value' || first.pattern) return false;
  let { value } = first;
  if (value.type === 'UnaryExpression') value = value.argument;
  if (value.type === 'TemplateLiteral') return value.expressions.length === 0;
  return value.type === 'Literal' && !('regex' in value);
}
