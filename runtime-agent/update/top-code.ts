import { Emitter } from '../../program-model/emit/emitter.js';
import { declaredNames, emitFunction, within } from '../../program-model/emit/functions.js';
import { emitTopStatement } from '../../program-model/emit/module.js';
import { flatten, type Flattened, type Out } from '../../program-model/emit/text.js';
import type { ESTree, Node, Variable } from '../../program-model/model/index.js';
import type { BindingDecision } from './state-decisions.js';
import type { Step, TakenBinding } from './step.js';
import { takingStatement } from './taken-bindings.js';
import { bindingAt } from './top-bindings.js';
import type { Unit } from './units.js';

/** A top that is under way comes to such a statement by itself. */
const CANNOT_WAIT =
  'a new statement waits (await) at the top of a module that has run to its end; it can run when the program is started again';

/** The code that an update runs in a module's own scope. */
export class TopCode {
  readonly emitter: Emitter;
  readonly statements: string[] = [];
  readonly offsets: number[] = [];
  readonly units: Unit[] = [];
  /** Names that the scope gets. */
  readonly names: string[] = [];
  readonly functions: ESTree.FunctionDeclaration[] = [];
  /** Statements of the author's run, which may assign anything. */
  isRun = false;
  readonly #step: Step;
  readonly #unitOf: ((code: Flattened) => Unit) | undefined;

  /** @param unitOf gives code a name, by which its frames are known */
  constructor(step: Step, unitOf: ((code: Flattened) => Unit) | undefined) {
    this.#step = step;
    this.#unitOf = unitOf;
    this.emitter = new Emitter(step.to.analysis);
  }

  #codeOf(out: Out): string {
    const flat = flatten(out, this.#step.to.source.text);
    const unit = this.#unitOf?.(flat);
    if (!unit) return flat.code;
    this.units.push(unit);
    return unit.code;
  }

  /** Has a statement of the author's run that declares new bindings. */
  add(item: Node, identifiers: readonly Node[]): void {
    for (const identifier of identifiers) {
      const variable = bindingAt(this.#step.to, identifier);
      if (variable) this.names.push(this.emitter.nameOf(variable));
    }
    this.run(item);
  }

  /**
   * Has a statement of the author's run.
   * @param changed names of bindings that get another value
   */
  run(item: Node, changed: readonly string[] = []): void {
    this.isRun = true;
    const { points } = this.#step.to.model.functions[0]!;
    const waits = points.some(
      ({ kind, start, end }) => kind === 'await' && start >= item.start && end <= item.end,
    );
    this.#push(item.start, changed, () => emitTopStatement(this.emitter, item), waits);
  }

  /** `(a=>{…const r0=x;…return()=>{x=r0}})` */
  #push(offset: number, changed: readonly string[], emit: () => Out, waits = false): void {
    const info = this.emitter.infoOf(this.#step.to.model.functions[0]!);
    const { prefix } = this.emitter.names;
    if (waits) {
      this.offsets.push(offset);
      this.statements.push(`(${prefix}a=>{throw new Error(${JSON.stringify(CANNOT_WAIT)})})`);
      return;
    }
    const out = within(this.emitter, info, (): Out => {
      this.emitter.state.continuation = true;
      const saved = changed.map((name, index) => `const ${prefix}r${index}=${name};`);
      const restored = changed.map((name, index) => `${name}=${prefix}r${index};`);
      return this.emitter.unit([
        this.#bindings(),
        saved,
        emit(),
        changed.length > 0 ? `\n;return()=>{${restored.join('')}}` : '',
      ]);
    });
    this.offsets.push(offset);
    this.statements.push(this.#codeOf(out));
  }

  /** Gives a binding what the developer has decided. */
  give(variable: Variable, decision: BindingDecision, isNew: boolean): void {
    const name = this.emitter.nameOf(variable);
    const changed = isNew ? [] : [name];
    switch (decision.kind) {
      case 'value':
        return this.#push(variable.offset, changed, () => `${name}=(${decision.text}\n);`);
      case 'transform': {
        const { isBack } = this.#step.decisions;
        const call = `(${decision.transformer.code}).${isBack ? 'back' : 'transform'}(${name})`;
        return this.#push(variable.offset, changed, () => `${name}=${call};`);
      }
      case 'keep':
        return undefined;
      default:
        return decision satisfies never;
    }
  }

  /** A binding that was another module's keeps the value it had there. */
  take(variable: Variable, found: TakenBinding): void {
    const { names } = this.emitter;
    this.offsets.push(variable.offset);
    this.statements.push(takingStatement(names, this.emitter.nameOf(variable), found));
  }

  /** Puts a statement in front of all others; it stands nowhere in the new text. */
  runFirst(statement: string): void {
    this.statements.unshift(statement);
    this.offsets.unshift(-1);
  }

  /** What statements need besides the module's bindings: operands, variables of blocks. */
  #bindings(): string {
    const emitter = this.emitter;
    const info = emitter.infoOf(this.#step.to.model.functions[0]!);
    const names = declaredNames(emitter, info);
    // `arguments` and `new.target` are the module's own.
    for (const { key, name } of info.values) {
      if (key !== 'arguments' && key !== 'new.target' && !names.has(name)) names.set(name, '');
    }
    const { placements } = this.#step.to.analysis;
    for (const variable of info.fn.variables) {
      if (placements.get(variable) === 'host') names.delete(emitter.nameOf(variable));
    }
    const list = [...names].map(([name, value]) => (value === '' ? name : `${name}=${value}`));
    return `let ${list.join(',')};`;
  }

  /** Per scope host: code that opens a scope with the new bindings inside the old one. */
  additions(): Map<number, string> {
    const isNeeded = this.names.length > 0 || this.functions.length > 0;
    return new Map(isNeeded ? [[0, this.#opening()]] : []);
  }

  /** `a=>{const m=a,U=m.U;let x;function f(){…}return q=>eval(q)}` */
  #opening(): string {
    const emitter = this.emitter;
    const info = emitter.infoOf(this.#step.to.model.functions[0]!);
    // Names that are no other's in sloppy code: `let`, or that of a function beside a variable.
    const names = this.names.length > 0 ? `var ${this.names.join(',')};` : '';
    const out = within(emitter, info, (): Out =>
      emitter.unit([
        names,
        this.functions.map((node): Out => {
          const { defaultExport } = emitter.names;
          if (node.id) return [emitFunction(emitter, node), ';'];
          return [`${defaultExport}=({default:`, emitFunction(emitter, node), '}).default;'];
        }),
        `return ${emitter.names.evaluator}`,
      ]),
    );
    return this.#codeOf(out);
  }
}
