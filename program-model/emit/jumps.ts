import { isFunctionNode, isLoop, type ESTree, type Node } from '../model/index.js';
import type { CompletionScope, Emitter } from './emitter.js';
import { span, type Out } from './text.js';

/** Completion numbers of a `finally` that is made of explicit completions. */
export const COMPLETION = { normal: 0, throws: 1, returns: 2, firstJump: 3 } as const;

/** `return x` → inside a `try` with completions: `{v1=x;k1=2;break l1}` */
export function emitReturn(emitter: Emitter, node: ESTree.ReturnStatement): Out {
  const scope = emitter.state.completions[emitter.state.completions.length - 1];
  // An async generator awaits what it returns, where handlers of its own may still catch a rejection.
  const isHosted = emitter.state.awaitsByYield && emitter.info.fn.generator;
  const isAwaited = isHosted && isInTry(node);
  if (!scope && node.argument && isHosted) {
    const { module } = emitter.names;
    const argument = emitter.expression(node.argument);
    return isAwaited
      ? ['return (yield (', argument, '));']
      : [`return ${module}.wanted(3,(`, argument, '));'];
  }
  if (!scope) return emitter.copy(node);
  const given: Out = node.argument ? emitter.expression(node.argument) : 'void 0';
  const value: Out = node.argument && isAwaited ? ['yield (', given, ')'] : given;
  return [
    `{${scope.value}=(`,
    value,
    `);${scope.kind}=${COMPLETION.returns};break ${scope.label}}`,
  ];
}

function isInTry(node: Node): boolean {
  for (let at = node.parent; at && !isFunctionNode(at); at = at.parent) {
    if (at.type === 'TryStatement') return true;
  }
  return false;
}

/** Emits `break` and `continue`, also where they leave a `try` or a loop that was taken apart. */
export function emitJump(
  emitter: Emitter,
  node: ESTree.BreakStatement | ESTree.ContinueStatement,
): Out {
  const target = targetOf(node);
  const { completions } = emitter.state;
  const crossed = [...completions].reverse().filter((scope) => isInside(scope.node, target));
  const [innermost] = crossed;
  if (innermost) return leaveBy(innermost, jumpText(emitter, node, target), target);
  return labelled(emitter, node, target) ?? span(node.start, node.end);
}

/** The jump as it reads outside of the `try` statements that it leaves. */
const jumpText = (
  emitter: Emitter,
  node: ESTree.BreakStatement | ESTree.ContinueStatement,
  target: Node,
): string => {
  const keyword = node.type === 'BreakStatement' ? 'break' : 'continue';
  return (
    labelled(emitter, node, target) ??
    (node.label ? `${keyword} ${node.label.name};` : `${keyword};`)
  );
};

function labelled(
  emitter: Emitter,
  node: ESTree.BreakStatement | ESTree.ContinueStatement,
  target: Node,
): string | undefined {
  const labels = emitter.loopLabels.get(target);
  if (!labels) return undefined;
  return node.type === 'BreakStatement' ? `break ${labels.end};` : `break ${labels.next};`;
}

/** Leaves a `try` with completions; its dispatch carries the jump on. */
export function leaveBy(scope: CompletionScope, jump: string, target: Node): string {
  const number = scope.jumps.get(jump)?.number ?? COMPLETION.firstJump + scope.jumps.size;
  scope.jumps.set(jump, { number, target });
  return `{${scope.kind}=${number};break ${scope.label}}`;
}

/** The statement that a jump refers to: a loop or switch, or a labelled statement's body. */
function targetOf(node: ESTree.BreakStatement | ESTree.ContinueStatement): Node {
  for (let at: Node | null = node.parent; at; at = at.parent) {
    if (node.label) {
      if (at.type === 'LabeledStatement' && at.label.name === node.label.name) return bodyOf(at);
    } else if (isLoop(at)) return at;
    else if (at.type === 'SwitchStatement' && node.type === 'BreakStatement') return at;
    if (isFunctionNode(at)) break;
  }
  return node;
}

/** What a statement's labels, one or several, stand in front of. */
export const bodyOf = (statement: ESTree.LabeledStatement): Node =>
  statement.body.type === 'LabeledStatement' ? bodyOf(statement.body) : statement.body;

/** Whether a `try` statement lies inside the target of a jump. */
export function isInside(node: Node, target: Node): boolean {
  for (let at: Node | null = node; at; at = at.parent) if (at === target) return true;
  return false;
}
