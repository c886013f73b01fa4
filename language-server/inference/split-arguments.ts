import { isFunctionNode, type Node } from '../../program-model/model/estree.js';
import type { FunctionModel } from '../../program-model/model/types.js';
import { readsOf } from './initialisers.js';
import { variableAt } from './references.js';
import type { Syntax } from './syntax.js';
import type { VariableMatch } from './types.js';
import type { VariablePair } from './variable-pairs.js';

export interface ArgumentInput {
  /** The function that was taken out, and the call that leads to it. */
  now: FunctionModel;
  call: Syntax;
  /** The function with the call, and its variables' old counterparts. */
  host: FunctionModel;
  pairs: readonly VariablePair[];
  /** The new version's. */
  text: string;
}

/** What a parameter is called with, as the frame knows it that the call was not made in. */
export function argumentFor(
  key: string,
  { now, call, host, pairs, text }: ArgumentInput,
): Pick<VariableMatch, 'from' | 'confidence' | 'reason'> | undefined {
  const given = call.type === 'CallExpression' ? givenFor(now.node, key, call) : undefined;
  const reads = given && readsOf(given);
  if (given === undefined || reads === undefined) return undefined;
  const written = text.slice(given.start, given.end);
  // A function made now would not share its variables with the frame.
  if (/=>|\bfunction\b/.test(written)) return undefined;
  const old = new Map(pairs.map((pair) => [pair.now, pair]));
  let value = '';
  let at = given.start;
  for (const read of [...reads].sort((a, b) => a.start - b.start)) {
    const variable = variableAt(host, read);
    if (variable === undefined) continue; // of an outer function, the module or the world
    const pair = old.get(variable);
    if (pair === undefined) return undefined;
    const isShorthand = read.parent?.type === 'Property' && read.parent.shorthand;
    if (isShorthand && pair.old.name !== variable.name) return undefined;
    if (read === given) {
      const { confidence } = pair;
      const reason = `called with ${variable.name}`;
      return { from: { kind: 'kept', old: pair.old.key }, confidence, reason };
    }
    value += text.slice(at, read.start) + pair.old.name;
    at = read.end;
  }
  value += text.slice(at, given.end);
  return {
    from: { kind: 'expression', text: value },
    confidence: 0.9,
    reason: `called with ${written}`,
  };
}

function givenFor(
  node: Node,
  key: string,
  call: Extract<Syntax, { type: 'CallExpression' }>,
): Node | undefined {
  if (!isFunctionNode(node)) return undefined;
  const index = node.params.findIndex(
    (param) => param.type === 'Identifier' && `${param.name}@${param.start}` === key,
  );
  const given = call.arguments[index];
  const isPlain = !call.arguments.slice(0, index + 1).some(({ type }) => type === 'SpreadElement');
  return isPlain ? given : undefined;
}
