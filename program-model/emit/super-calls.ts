import { owningFunction, type ESTree } from '../model/index.js';
import { classOf, emitAddedFields } from './classes.js';
import type { Emitter } from './emitter.js';
import { enclose } from './enclose.js';
import { emitOperands } from './kept-operands.js';
import { join, type Out } from './text.js';

/** `super(a)` → `(super(a),f9&&f9.o(120,this),this)`; in a continuation the arguments are yielded. */
export function emitSuperCall(emitter: Emitter, node: ESTree.SimpleCallExpression): Out {
  const { yieldsSuper } = emitter.lexical;
  if (yieldsSuper !== undefined) {
    const args = node.arguments.map((argument): Out =>
      argument.type === 'SpreadElement'
        ? ['...', emitter.expression(argument.argument)]
        : enclose(argument, emitter.expression(argument)),
    );
    return [`(${yieldsSuper}=yield [`, join(args, ','), '])'];
  }
  const call = emitOperands(emitter, node);
  const fn = owningFunction(emitter.analysis.model, node);
  const owner = classOf(fn.node);
  return owner ? ['(', call, ',', emitAddedFields(emitter, owner), ',this)'] : call;
}
