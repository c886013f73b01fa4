import type { Node } from './estree.js';
import type { FunctionModel } from './types.js';

/** The functions of a model by their own nodes. */
export class FunctionTable {
  constructor(readonly functions: readonly FunctionModel[]) {}

  get(node: Node): FunctionModel | undefined {
    const fn = this.functions[node.owner];
    return fn?.node === node ? fn : undefined;
  }

  has(node: Node): boolean {
    return this.get(node) !== undefined;
  }
}
