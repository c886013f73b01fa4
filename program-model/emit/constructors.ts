import type { FunctionNode, Node, Point } from '../model/index.js';
import type { FunctionInfo } from './analysis.js';
import type { Emitter } from './emitter.js';
import { emitDeclarations, emitParts, within } from './functions.js';
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

/** The places in front of statements, where there are such. */
function onlyStops(points: FunctionInfo['points']): Map<Node, Point[]> {
  return new Map(
    [...points].flatMap(([node, list]) => {
      const stops = list.filter(({ kind }) => kind === 'before');
      return stops.length > 0 ? [[node, stops] as const] : [];
    }),
  );
}
