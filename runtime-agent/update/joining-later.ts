import { waitingFor } from '../../language-server/inference/splits.js';
import type { FunctionModel, Node } from '../../program-model/model/index.js';
import { joinedKey } from './joined-keys.js';
import type { ActiveFrame } from './questions.js';
import type { PendingJoin, Route } from './route.js';
import type { Version } from './versions.js';

/** Where the activations wait that a suspended one may become one with, or why it cannot. */
export type LaterJoin =
  { frames: ActiveFrame[]; waits: { hash: string; fn: number; key: string }[] } | { why: string };

/**
 * A suspended activation whose function was put into its callers comes back, when it wakes up, to the one
 * that waits for it. That is only sound where nobody else can have its promise or generator.
 */
export function joinsLater(route: Route, id: string, key: string): LaterJoin {
  const { joins, from, oldFn } = route;
  if (!joins) return { why: 'it does not become part of another' };
  const version = joins.step.from;
  const fn = version.model.functions[joins.fn];
  const calls = fn && callsOf(version, fn);
  if (!fn || !calls) return { why: 'not all of its callers are known' };
  const waits: { hash: string; fn: number; key: string }[] = [];
  for (const call of calls) {
    const node = waitingFor(fn, call);
    if (!node) return { why: 'a caller does something else with what its call gives than wait' };
    const caller = callerAt(joins, version, node);
    if (!caller) return { why: 'it was not put into all of its callers' };
    waits.push({ hash: version.hash, ...caller });
  }
  const callee = { hash: from.hash, fn: oldFn, key };
  const frames = waits.map((wait) => ({ id, ...wait, key: joinedKey(wait.key, callee) }));
  return { frames, waits };
}

function callerAt(
  { matches }: PendingJoin,
  version: Version,
  node: Node,
): { fn: number; key: string } | undefined {
  const place = version.model.functions
    .flatMap((fn) => fn.points.map((point) => ({ fn: fn.index, point })))
    .find(({ point }) => point.node === node && matches.some((m) => m.caller?.key === point.key));
  const match = matches.find(
    ({ caller }) => caller?.fn === place?.fn && caller?.key === place?.point.key,
  );
  return match?.caller;
}

/** The calls of a function, where nothing else can be done with it. */
function callsOf({ model }: Version, fn: FunctionModel): Node[] | undefined {
  const { node } = fn;
  const declared = node.type === 'FunctionDeclaration' ? node : node.parent;
  if (declared?.type !== 'FunctionDeclaration' && declared?.type !== 'VariableDeclarator')
    return undefined;
  const around = declared.type === 'VariableDeclarator' ? declared.parent?.parent : declared.parent;
  if (declared.id?.type !== 'Identifier' || around?.type.startsWith('Export') === true)
    return undefined;
  const offset = declared.id.start;
  const variable = model.functions
    .flatMap(({ variables }) => variables)
    .find((candidate) => candidate.offset === offset);
  const calls: Node[] = [];
  for (const { identifier, init } of variable?.declaration.references ?? []) {
    if (init === true) continue;
    const used = identifier as Node;
    const call = used.parent;
    if (call?.type !== 'CallExpression' || call.callee !== used) return undefined;
    calls.push(call);
  }
  return variable && calls;
}
