import type { FunctionNode } from '../model/index.js';
import type { FunctionInfo } from './analysis.js';
import type { Emitter } from './emitter.js';
import { emitDeclarations, emitParts, within } from './functions.js';
import type { Out } from './text.js';

/**
 * A derived constructor's newest code as a generator, to be run by an older version of it:
 * `function*(a){let this_;…(this_=yield [x])…}`
 *
 * Its frames are not continuation points: while it runs, an update defers it.
 */
export function emitDerivedConstructor(
  emitter: Emitter,
  node: FunctionNode,
  info: FunctionInfo,
): Out {
  const self = `${emitter.names.prefix}self`;
  const quiet: FunctionInfo = {
    ...info,
    points: new Map(),
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
