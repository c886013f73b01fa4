import type { Node, Variable } from '../../program-model/model/index.js';
import type { Step } from './step.js';
import { bindingAt, bindingsOf } from './top-bindings.js';

/** The bindings of a module's scope that an update leaves what they are. */
export class KeptBindings {
  /** Keys of the new version's bindings that are old ones: a class has two variables of one key. */
  readonly #keys = new Set<string>();
  readonly #step: Step;

  /**
   * A binding that was renamed is still the old one: the new version's code is given its old name.
   * @param before old top nodes by their new counterparts
   */
  constructor(step: Step, before: ReadonlyMap<Node, Node>) {
    this.#step = step;
    const { from, to, correspondence } = step;
    const old = bindingsOf(from);
    const now = bindingsOf(to);
    for (const match of correspondence.mapVariables(0, 0)) {
      const variable = now.get(match.now);
      const was = match.from.kind === 'kept' ? old.get(match.from.old) : undefined;
      if (!variable || !was || to.analysis.placements.get(variable) !== 'host') continue;
      this.#keep(was, variable);
    }
    for (const match of correspondence.functions) {
      const was = from.model.functions[match.old ?? -1];
      const is = to.model.functions[match.now ?? -1];
      // Others declare no binding of the module.
      if (was?.parent !== 0 || is?.parent !== 0) continue;
      this.#keepDeclared(was.node, is.node, 'FunctionDeclaration');
    }
    for (const [is, was] of before) this.#keepDeclared(was, is, 'ClassDeclaration');
  }

  /** What a declaration binds is the old function or class, changed. */
  #keepDeclared(old: Node, now: Node, type: 'FunctionDeclaration' | 'ClassDeclaration'): void {
    const { from, to } = this.#step;
    if (old.type !== type || now.type !== type) return;
    const before = bindingAt(from, old.id);
    const variable = bindingAt(to, now.id);
    if (!before || !variable || to.analysis.placements.get(variable) !== 'host') return;
    if (from.analysis.placements.get(before) !== 'host') return;
    this.#keep(before, variable);
  }

  #keep(before: Variable, variable: Variable): void {
    const { from, to } = this.#step;
    this.#keys.add(variable.key);
    const name = from.analysis.emittedNames.get(before) ?? before.name;
    if (name !== variable.name) to.analysis.emittedNames.set(variable, name);
  }

  has({ key }: Variable): boolean {
    return this.#keys.has(key);
  }

  /** Whether an identifier of the new version declares one of them. */
  isDeclaredBy(identifier: Node | null): boolean {
    const variable = identifier && bindingAt(this.#step.to, identifier);
    return variable ? this.has(variable) : false;
  }
}
