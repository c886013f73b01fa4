import {
  isFunctionNode,
  type FullSourceModel,
  type FunctionModel,
  type Node,
} from '../model/index.js';

/**
 * Scope hosts: functions whose scope exists once, so that new code can be evaluated inside it and
 * sees the real bindings: the module top, immediately invoked functions at the top, UMD factories.
 */
export function findHosts(model: FullSourceModel): Set<FunctionModel> {
  const hosts = new Set<FunctionModel>();
  for (const fn of model.functions) {
    const parent = model.functions[fn.parent];
    if (fn.index === 0) hosts.add(fn);
    else if (parent && hosts.has(parent) && isInvokedOnce(fn.node)) hosts.add(fn);
  }
  return hosts;
}

function isInvokedOnce(node: Node): boolean {
  if (!isFunctionNode(node) || node.async === true || node.generator === true) return false;
  if (node.type === 'FunctionDeclaration') return false;
  const call = node.parent;
  if (call?.type === 'MemberExpression' && call.object === node) return isCalled(call);
  if (call?.type !== 'CallExpression') return false;
  if (call.callee !== node && !isFunctionNode(call.callee)) return false;
  return isOnTopLevel(call) && isBigEnough(node);
}

const isCalled = (member: Node): boolean => {
  const call = member.parent;
  if (call?.type !== 'CallExpression' || call.callee !== member) return false;
  const property = member.type === 'MemberExpression' ? member.property : undefined;
  const method = property?.type === 'Identifier' ? property.name : '';
  return (method === 'call' || method === 'apply') && isOnTopLevel(call);
};

/** Not inside a loop of its function. */
function isOnTopLevel(node: Node): boolean {
  for (let at: Node | null = node.parent; at; at = at.parent) {
    if (isFunctionNode(at) || at.type === 'Program') return true;
    if (/^(For|While|DoWhile)/.test(at.type)) return false;
    if (at.type === 'PropertyDefinition' || at.type === 'StaticBlock') return false;
  }
  return true;
}

const isBigEnough = (node: Node): boolean =>
  node.type !== 'ArrowFunctionExpression' || node.body.type === 'BlockStatement';
