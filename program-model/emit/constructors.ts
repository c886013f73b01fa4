import type { ESTree, FunctionNode, Node, Point } from '../model/index.js';
import type { FunctionInfo } from './analysis.js';
import { classOf } from './classes.js';
import type { Emitter } from './emitter.js';
import { emitDeclarations, emitFunction, emitParts, within } from './functions.js';
import type { Out } from './text.js';

/**
 * A derived constructor's newest code as a generator, to be run by an older version of it:
 * `function*(a){let this_;…(this_=yield [x])…}`
 *
 * Its frames are not continuation points: while it runs, an update defers it. A debugger stops at the
 * statements' marks: V8 has no place of its own for every statement, and none for `this` under another name.
 */
export function emitDerivedConstructor(
  emitter: Emitter,
  node: FunctionNode,
  info: FunctionInfo,
): Out {
  const self = `${emitter.names.prefix}self`;
  const quiet: FunctionInfo = {
    ...info,
    points: onlyStops(info.points),
    mark: self,
    operands: new Map(),
    iterators: new Map(),
    flags: new Map(),
    completions: new Map(),
    stashes: info.stashes,
  };
  return within(emitter, quiet, () => {
    emitter.lexical = {
      this: self,
      super: `${emitter.names.prefix}s`,
      target: `${emitter.names.prefix}t`,
      yieldsSuper: self,
    };
    const { header, patterns, statements } = emitParts(emitter, node, quiet);
    return [
      'function*',
      header,
      `{let ${self};`,
      emitDeclarations(emitter, quiet),
      patterns,
      statements,
      '}',
    ];
  });
}

/**
 * Whether a derived constructor's newest code can run in a class of its own, to which that of the program has nothing to add: no
 * fields or private names, no `super` to look members up by, no variables of functions around it.
 */
export function canStandAlone({ fn, free, usesSuper }: FunctionInfo): boolean {
  const owner = classOf(fn.node);
  if (!fn.derived || !owner || fn.obstacle || usesSuper || free.length > 0) return false;
  return owner.body.body.every(addsNothing);
}

/** Whether a member of a class is nothing that `super(…)` gives to each instance. */
const addsNothing = (member: ESTree.ClassBody['body'][number]): boolean => {
  if (member.type === 'StaticBlock' || member.static) return true;
  return member.type === 'MethodDefinition' && member.key.type !== 'PrivateIdentifier';
};

/** The class for it: `({["C"]:class extends null{constructor(a){…super(a)…}}})["C"]`, whose parent is still to be set. */
export function emitStandingAlone(emitter: Emitter, node: FunctionNode): Out {
  const name = JSON.stringify(classNameOf(emitter, node));
  return [
    `({[${name}]:class extends null{constructor`,
    emitFunction(emitter, node),
    `}})[${name}]`,
  ];
}

const classNameOf = (emitter: Emitter, node: FunctionNode): string => {
  const owner = classOf(node);
  const { path = '' } = emitter.analysis.model.functionOf.get(node) ?? {};
  return owner?.id?.name ?? /([^/#.]*)[#.][^/]*$/.exec(path)?.[1] ?? '';
};

/** The places in front of statements, where there are such. */
function onlyStops(points: FunctionInfo['points']): Map<Node, Point[]> {
  return new Map(
    [...points].flatMap(([node, list]) => {
      const stops = list.filter(({ kind }) => kind === 'before');
      return stops.length > 0 ? [[node, stops] as const] : [];
    }),
  );
}
