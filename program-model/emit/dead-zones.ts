import {
  owningFunction,
  type ESTree,
  type FullSourceModel,
  type FunctionModel,
  type Node,
  type Variable,
} from '../model/index.js';
import type { FunctionInfo } from './analysis.js';
import { EarlyCode } from './early-code.js';

/**
 * The temporal dead zone of a declaration that the instrumented form moves to its function's top,
 * and that therefore has to be watched by other means.
 */
export interface DeadZone {
  owner: FunctionModel;
  /** The declared name: its initialisation. */
  from: number;
  /** The initialiser, or the head of a `for…of`: evaluated inside the zone. */
  inside: Node | undefined;
  /** The head's variable is another one than those of the iterations. */
  isHead: boolean;
  /** The `case` that declares it, where other cases can see it. */
  inCase: ESTree.SwitchCase | undefined;
  /** Reads may come too early, so the variable starts with a value that tells. */
  guarded: boolean;
  /** Nested functions that may run before the declaration. */
  early: EarlyCode;
}

/** What is known of a use of a variable. */
export type Liveness = 'dead' | 'unsure' | 'alive';

/** The dead zones of the declarations that a function's instrumented form moves. */
export function findDeadZones(model: FullSourceModel, info: FunctionInfo): [Variable, DeadZone][] {
  const stashed = [...info.stashes.values()].flatMap(({ variables }) => variables);
  const moved = [...info.hoisted, ...stashed];
  if (moved.length === 0) return [];
  const early = new EarlyCode(model, info.fn);
  return moved.flatMap((variable): [Variable, DeadZone][] => {
    if (!['let', 'const', 'class'].includes(variable.kind)) return [];
    const zone = zoneOf(model, info.fn, variable, early);
    return zone ? [[variable, zone]] : [];
  });
}

function zoneOf(
  model: FullSourceModel,
  owner: FunctionModel,
  variable: Variable,
  early: EarlyCode,
): DeadZone | undefined {
  const node = variable.declaration.defs[0]?.node as Node | undefined;
  if (node?.type !== 'VariableDeclarator' && node?.type !== 'ClassDeclaration') return undefined;
  const zone: DeadZone = {
    owner,
    from: variable.offset,
    inside: node.type === 'VariableDeclarator' ? (node.init ?? undefined) : undefined,
    isHead: false,
    inCase: undefined,
    guarded: false,
    early,
  };
  const loop = node.parent?.parent;
  if (
    (loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement') &&
    loop.left === node.parent
  ) {
    return { ...zone, inside: loop.right, isHead: true };
  }
  if (variable.scopeNode.type === 'SwitchStatement') zone.inCase = caseOf(node);
  zone.guarded =
    variable.declaration.references.some(
      ({ identifier }) => liveness(model, zone, identifier as Node) === 'unsure',
    ) &&
    (zone.inCase !== undefined || early.reaches(variable.scopeStart, node.end));
  return zone;
}

function caseOf(node: Node): ESTree.SwitchCase | undefined {
  for (let at: Node | null = node; at; at = at.parent) if (at.type === 'SwitchCase') return at;
  return undefined;
}

const contains = (outer: Node, inner: Node): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

/** Whether a use of a variable finds it initialised. */
export function liveness(model: FullSourceModel, zone: DeadZone, use: Node): Liveness {
  const { inside, owner, inCase } = zone;
  if (inside && zone.isHead && contains(inside, use)) return 'dead';
  const fn = owningFunction(model, use);
  if (fn === owner) {
    if (zone.isHead) return 'alive';
    if (use.start < zone.from || (inside && contains(inside, use))) return 'dead';
    return inCase && !contains(inCase, use) ? 'unsure' : 'alive';
  }
  if (zone.isHead) return 'alive';
  let outermost = fn;
  for (let at = model.functions[fn.parent]; at && at !== owner; at = model.functions[at.parent]) {
    outermost = at;
  }
  if (inCase && !contains(inCase, use)) return 'unsure';
  return zone.early.runsBefore(outermost, zone.from, inside) ? 'unsure' : 'alive';
}
