import type { Node } from './estree.js';
import type { FullSourceModel } from './index.js';
import type { Variable } from './types.js';

/** The variables that identifiers read or write, found for a function when one of its is asked for. */
export class References {
  readonly #of: (Map<Node, Variable | undefined> | undefined)[] = [];

  constructor(readonly model: FullSourceModel) {}

  /** The variable that an identifier reads or writes; undefined for globals. */
  get(identifier: Node): Variable | undefined {
    // A computed key of a field belongs to the field, but is resolved outside of it.
    for (let at = identifier.owner; at >= 0; at = this.model.functions[at]?.parent ?? -1) {
      const found = this.#in(at);
      if (found.has(identifier)) return found.get(identifier);
    }
    return undefined;
  }

  has(identifier: Node): boolean {
    return this.get(identifier) !== undefined;
  }

  #in(index: number): Map<Node, Variable | undefined> {
    const known = this.#of[index];
    if (known) return known;
    const { model } = this;
    const found = new Map<Node, Variable | undefined>();
    for (const scope of model.scopesOf(index)) {
      for (const { identifier, resolved } of scope.references) {
        found.set(identifier as Node, resolved ? model.variableOf.get(resolved) : undefined);
      }
    }
    return (this.#of[index] = found);
  }
}
