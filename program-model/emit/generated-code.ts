import { functionScope, isFunctionNode, type FunctionModel } from '../model/index.js';
import type { Emitter } from './emitter.js';
import { flatten, type Flattened, type Out } from './text.js';

/** Emitted code, and how it reaches variables that it has not got under their own names. */
export interface GeneratedCode extends Flattened {
  names: EmittedName[];
}

/** `key` is a variable's, or `this`. */
export interface EmittedName {
  key: string;
  /** An expression. */
  read: string;
  /** A function that stores; '' where `read` is a variable. */
  write: string;
}

/** The directive that a function's code needs where it is evaluated by itself. */
export const strict = (emitter: Emitter, { node, variables }: FunctionModel): string => {
  const scope = isFunctionNode(node)
    ? functionScope(emitter.analysis.model, node)
    : variables[0]?.scope;
  return scope?.isStrict === true ? '"use strict";' : '';
};

/**
 * `(a=>{const m=a,U=m.U;return(…)})`
 * @param self what `this` of the function is called inside, if not by its own name
 */
export function wrap(emitter: Emitter, out: Out, self = '', before = ''): GeneratedCode {
  const flattened = flatten(emitter.unit([before, 'return(', out, ')']), emitter.text);
  return { ...flattened, names: emittedNames(emitter, self) };
}

function emittedNames({ access, renamed }: Emitter, self: string): EmittedName[] {
  const names: EmittedName[] = [];
  for (const [{ key }, { read, write }] of access.ever) {
    names.push({ key, read: `${read}()`, write });
  }
  for (const [{ key }, read] of renamed) names.push({ key, read, write: '' });
  if (self !== '') names.push({ key: 'this', read: self, write: '' });
  return names;
}
