import { isFunctionNode, type Node } from './estree.js';

/** Whether a function is called where it stands, once for each run of the code around it, or given to one that is. */
export function isInvokedOnce(node: Node): boolean {
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
  node.type !== 'ArrowFunctionExpression' || !node.expression;
