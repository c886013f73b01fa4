import { Emitter } from '../../program-model/emit/emitter.js';
import { declaredNames, emitFunction, within } from '../../program-model/emit/functions.js';
import { emitTopStatement } from '../../program-model/emit/module.js';
import type { Names } from '../../program-model/emit/names.js';
import { flatten, type Flattened, type Out } from '../../program-model/emit/text.js';
import type { ESTree, Node, Variable } from '../../program-model/model/index.js';
import { isPrimitive, statementText } from '../../language-server/planning/index.js';
import { requiresAnother } from '../../language-server/inference/initialisers.js';
import { alreadyRun, notRun, type Diagnostic } from '../../protocol/diagnostics.js';
import { listExports } from './later-exports.js';
import { savingStatement } from './saved-bindings.js';
import type { Step, TakenBinding } from './step.js';
import type { Unit } from './units.js';
import { statementKey, type BindingDecision } from './state-decisions.js';

/** What an update changes in a module's own scope. */
export interface TopPlan {
  /** Per scope host: code that opens a scope with the new bindings inside the old one. */
  additions: Map<number, string>;
  /** New statements and new values of bindings, in source order; each `handle => undo?`. */
  statements: string[];
  /** Where each of them stands in the new text. */
  offsets: number[];
  diagnostics: Diagnostic[];
  /** Modules to be loaded before the update commits. */
  imports: string[];
  /** Where the code was made from. */
  units: Unit[];
}

/**
 * Plans the module scope's part of an update (design §9: bindings, constants, statements).
 * @param unitOf gives code that is to be run a name, by which its frames are known; without, it has none
 */
export function planTop(step: Step, unitOf?: (code: Flattened) => Unit): TopPlan {
  return new TopPlanner(step, unitOf).plan();
}

/** A top that is under way comes to such a statement by itself. */
const CANNOT_WAIT =
  'a new statement waits (await) at the top of a module that has run to its end; it can run when the program is started again';

class TopPlanner {
  readonly #step: Step;
  readonly #emitter: Emitter;
  readonly #diagnostics: Diagnostic[] = [];
  /** Old top nodes by their new counterparts. */
  readonly #before = new Map<Node, Node>();
  readonly #names: string[] = [];
  readonly #functions: ESTree.FunctionDeclaration[] = [];
  readonly #statements: string[] = [];
  readonly #offsets: number[] = [];
  readonly #imports = new Set<string>();
  readonly #units: Unit[] = [];
  readonly #unitOf: ((code: Flattened) => Unit) | undefined;
  /** Statements of the author's run, which may assign anything. */
  #isRun = false;

  constructor(step: Step, unitOf: ((code: Flattened) => Unit) | undefined) {
    this.#step = step;
    this.#unitOf = unitOf;
    this.#emitter = new Emitter(step.to.analysis);
    for (const [old, now] of step.correspondence.nodeMap(0)) this.#before.set(now, old);
  }

  plan(): TopPlan {
    this.#nameKept();
    for (const item of this.#step.to.model.ast.body) this.#visit(item);
    this.#reportGone();
    this.#saveBindings();
    this.#addExports();
    const isNeeded = this.#names.length > 0 || this.#functions.length > 0;
    const additions = new Map(isNeeded ? [[0, this.#opening()]] : []);
    const imports = [...this.#imports];
    return {
      additions,
      statements: this.#statements,
      offsets: this.#offsets,
      diagnostics: this.#diagnostics,
      imports,
      units: this.#units,
    };
  }

  #codeOf(out: Out): string {
    const flat = flatten(out, this.#step.to.source.text);
    const unit = this.#unitOf?.(flat);
    if (!unit) return flat.code;
    this.#units.push(unit);
    return unit.code;
  }

  /** A binding that was renamed is still the old one. */
  #nameKept(): void {
    const { from, to, correspondence } = this.#step;
    const old = bindingsOf(from);
    const now = bindingsOf(to);
    for (const match of correspondence.mapVariables(0, 0)) {
      const variable = now.get(match.now);
      const before = match.from.kind === 'kept' ? old.get(match.from.old) : undefined;
      if (!variable || !before || to.analysis.placements.get(variable) !== 'host') continue;
      this.#kept.add(variable.key);
      const name = from.analysis.emittedNames.get(before) ?? before.name;
      if (name !== variable.name) to.analysis.emittedNames.set(variable, name);
    }
    for (const match of correspondence.functions) {
      const before = from.model.functions[match.old ?? -1];
      const after = to.model.functions[match.now ?? -1];
      // Others declare no binding of the module.
      if (before?.parent !== 0 || after?.parent !== 0) continue;
      this.#keepDeclared(before.node, after.node, 'FunctionDeclaration');
    }
    for (const [now, before] of this.#before) this.#keepDeclared(before, now, 'ClassDeclaration');
  }

  /** Keys of the new version's bindings that are old ones: a class has two variables of one key. */
  readonly #kept = new Set<string>();

  /** What a declaration binds is the old function or class, changed. */
  #keepDeclared(old: Node, now: Node, type: 'FunctionDeclaration' | 'ClassDeclaration'): void {
    const { from, to } = this.#step;
    if (old.type !== type || now.type !== type) return;
    const before = bindingAt(from, old.id);
    const variable = bindingAt(to, now.id);
    if (!before || !variable || to.analysis.placements.get(variable) !== 'host') return;
    if (from.analysis.placements.get(before) !== 'host') return;
    this.#kept.add(variable.key);
    const name = from.analysis.emittedNames.get(before) ?? before.name;
    if (name !== variable.name) to.analysis.emittedNames.set(variable, name);
  }

  #visit(item: Node): void {
    const declaration =
      item.type === 'ExportNamedDeclaration' || item.type === 'ExportDefaultDeclaration'
        ? item.declaration
        : item;
    switch (declaration?.type) {
      case undefined:
      case 'ImportDeclaration':
        if (item.type === 'ImportDeclaration') this.#visitImport(item);
        return;
      case 'FunctionDeclaration':
        // Without a name, it is the default export.
        if (declaration.id ? !this.#isKept(declaration.id) : this.#addsDefault()) {
          this.#functions.push(declaration as ESTree.FunctionDeclaration);
        }
        return;
      case 'ClassDeclaration':
        if (!declaration.id) {
          if (defaultOf(this.#step.from)?.type !== 'ClassDeclaration') this.#visitStatement(item);
        } else if (!this.#isKept(declaration.id)) this.#add(item, [declaration.id]);
        return;
      case 'VariableDeclaration':
        this.#visitVariables(item, declaration);
        return;
      default:
        this.#visitStatement(item);
    }
  }

  #isKept(identifier: Node | null): boolean {
    const variable = identifier && bindingAt(this.#step.to, identifier);
    return variable ? this.#kept.has(variable.key) : false;
  }

  #add(item: Node, identifiers: readonly Node[]): void {
    for (const identifier of identifiers) {
      const variable = bindingAt(this.#step.to, identifier);
      if (variable) this.#names.push(this.#emitter.nameOf(variable));
    }
    this.#run(item);
  }

  /** @param changed names of bindings that get another value */
  #run(item: Node, changed: readonly string[] = []): void {
    this.#isRun = true;
    const { points } = this.#step.to.model.functions[0]!;
    const waits = points.some(
      ({ kind, start, end }) => kind === 'await' && start >= item.start && end <= item.end,
    );
    this.#unit(item.start, changed, () => emitTopStatement(this.#emitter, item), waits);
  }

  /** `(a=>{…const r0=x;…return()=>{x=r0}})` */
  #unit(offset: number, changed: readonly string[], emit: () => Out, waits = false): void {
    const info = this.#emitter.infoOf(this.#step.to.model.functions[0]!);
    const { prefix } = this.#emitter.names;
    if (waits) {
      this.#offsets.push(offset);
      this.#statements.push(`(${prefix}a=>{throw new Error(${JSON.stringify(CANNOT_WAIT)})})`);
      return;
    }
    const out = within(this.#emitter, info, (): Out => {
      this.#emitter.state.continuation = true;
      const saved = changed.map((name, index) => `const ${prefix}r${index}=${name};`);
      const restored = changed.map((name, index) => `${name}=${prefix}r${index};`);
      return this.#emitter.unit([
        this.#bindings(),
        saved,
        emit(),
        changed.length > 0 ? `\n;return()=>{${restored.join('')}}` : '',
      ]);
    });
    this.#offsets.push(offset);
    this.#statements.push(this.#codeOf(out));
  }

  /** Gives a binding what the developer has decided. */
  #give(variable: Variable, decision: BindingDecision, isNew: boolean): void {
    const name = this.#emitter.nameOf(variable);
    const changed = isNew ? [] : [name];
    switch (decision.kind) {
      case 'value':
        return this.#unit(variable.offset, changed, () => `${name}=(${decision.text}\n);`);
      case 'transform': {
        const { isBack } = this.#step.decisions;
        const call = `(${decision.transformer.code}).${isBack ? 'back' : 'transform'}(${name})`;
        return this.#unit(variable.offset, changed, () => `${name}=${call};`);
      }
      case 'keep':
        return undefined;
      default:
        return decision satisfies never;
    }
  }

  /** What statements need besides the module's bindings: operands, variables of blocks. */
  #bindings(): string {
    const emitter = this.#emitter;
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

  /** Declarations: new names are made, changed constants of primitives get their new value. */
  #visitVariables(item: Node, declaration: ESTree.VariableDeclaration): void {
    const { to } = this.#step;
    const identifiers = declaredIn(declaration).filter(
      (node) => to.analysis.declaredBy(node) !== undefined,
    );
    const added = identifiers.filter((node) => !this.#isKept(node));
    const isDecided = identifiers.some((node) => {
      const variable = to.analysis.declaredBy(node);
      if (!variable) return false;
      return (
        this.#step.decisions.bindings.has(variable.name) || this.#takenFor(variable) !== undefined
      );
    });
    if (added.length === identifiers.length && added.length > 0 && !isDecided)
      return this.#add(item, added);
    if (added.length > 0)
      for (const node of added) this.#names.push((node as ESTree.Identifier).name);
    for (const declarator of declaration.declarations)
      this.#visitDeclarator(declaration, declarator, added);
  }

  #visitDeclarator(
    declaration: ESTree.VariableDeclaration,
    declarator: ESTree.VariableDeclarator,
    added: readonly Node[],
  ): void {
    const { to, decisions } = this.#step;
    const variables = declaredIn(declarator).flatMap((node) => to.analysis.declaredBy(node) ?? []);
    const decided = variables.filter(({ name }) => decisions.bindings.has(name));
    const isNew = (variable: Variable): boolean =>
      added.some((node) => node.start === variable.offset);
    const keeps = decided.map(({ name }) => decisions.bindings.get(name));
    const keep = keeps.find((decision) => decision?.kind === 'keep')?.keep;
    const taken = variables.filter(
      (variable) => isNew(variable) && !decided.includes(variable) && this.#takenFor(variable),
    );
    const isGiven = (decided.length > 0 && keep === undefined) || taken.length > 0;
    const old = this.#before.get(declarator);
    // Functions in it are updated as functions.
    const isSame = old !== undefined && !differs(this.#step, old, declarator);
    const isTaken =
      (declaration.kind === 'const' && isPrimitive(declarator.init)) ||
      (variables.every(({ assigned }) => !assigned) && isRelinked(old, declarator));
    const isRun = keep === undefined ? !isSame && (isTaken || variables.some(isNew)) : !keep;
    // Its initialiser is left out where its only variable gets another value.
    if (isRun && !(isGiven && declarator.id.type === 'Identifier')) {
      const changed = variables.filter((variable) => !isNew(variable));
      this.#run(
        { ...declaration, declarations: [declarator], parent: declaration.parent },
        changed.map((variable) => this.#emitter.nameOf(variable)),
      );
    } else if (!isSame && !isGiven && keep !== true) {
      this.#diagnostics.push(
        alreadyRun(
          to.placeAt(declarator.start),
          `The initialiser of ${textOf(to.source.text, declarator.id)}`,
        ),
      );
    }
    for (const variable of decided) {
      const decision = decisions.bindings.get(variable.name);
      if (decision) this.#give(variable, decision, isNew(variable));
    }
    for (const variable of taken) this.#take(variable);
  }

  #takenFor(variable: Variable): TakenBinding | undefined {
    return this.#step.taken.find(({ key }) => key === variable.key);
  }

  /** A binding that was another module's keeps the value it had there. */
  #take(variable: Variable): void {
    const found = this.#takenFor(variable);
    if (!found) return;
    this.#offsets.push(variable.offset);
    const { names } = this.#emitter;
    this.#statements.push(takingStatement(names, this.#emitter.nameOf(variable), found));
  }

  /** The variables of a statement that it declares by `var`, which are the module's. */
  #varsIn({ start, end }: Node): Node[] {
    const { analysis } = this.#step.to;
    return [...analysis.declaredIn(0)].flatMap(([identifier, variable]) => {
      const isInside = identifier.start >= start && identifier.end <= end;
      const isOwn = isInside && analysis.placements.get(variable) === 'host';
      return isOwn && !this.#kept.has(variable.key) ? [identifier] : [];
    });
  }

  /** Whether there was no default export before; its binding is made then. */
  #addsDefault(): boolean {
    if (defaultOf(this.#step.from)) return false;
    const { defaultExport } = this.#emitter.names;
    if (!this.#names.includes(defaultExport)) this.#names.push(defaultExport);
    return true;
  }

  #visitStatement(item: Node): void {
    const { from, to } = this.#step;
    if (item.type === 'ExportNamedDeclaration' || item.type === 'ExportAllDeclaration') return;
    if (item.type === 'ExportDefaultDeclaration' && !this.#addsDefault() && !isAssigned(from)) {
      const what = 'The default export, which importers are bound to,';
      return void this.#diagnostics.push(alreadyRun(to.placeAt(item.start), what));
    }
    const old = this.#before.get(item);
    const { statements } = this.#step.decisions;
    // A bundle is one statement: its text is only needed where something is decided.
    const decided = (what: 'added' | 'changed'): boolean | undefined =>
      statements.size === 0
        ? undefined
        : statements.get(statementKey(what, statementText(to.model, item)));
    if (!old) {
      if (decided('added') !== false) return this.#add(item, this.#varsIn(item));
      return void this.#diagnostics.push(notRun(to.placeAt(item.start)));
    }
    if (!differs(this.#step, old, item)) return;
    if (decided('changed') === true) return this.#run(item);
    this.#diagnostics.push(alreadyRun(to.placeAt(item.start), 'This top-level statement'));
  }

  /** New imports are resolved by the thread when they are first read. */
  #visitImport(item: ESTree.ImportDeclaration): void {
    const { to } = this.#step;
    for (const specifier of item.specifiers) {
      const variable = to.analysis.declaredBy(specifier.local);
      if (!variable) continue;
      if (this.#kept.has(variable.key) && !this.#step.otherImports.has(variable.key)) continue;
      const source = JSON.stringify(item.source.value);
      const name =
        specifier.type === 'ImportSpecifier'
          ? importedName(specifier)
          : specifier.type === 'ImportDefaultSpecifier'
            ? 'default'
            : '*';
      const { module } = this.#emitter.names;
      to.analysis.emittedNames.set(
        variable,
        `(${module}.imported(${source},${JSON.stringify(name)}))`,
      );
      this.#imports.add(String(item.source.value));
    }
  }

  /** New exports are kept beside the module's namespace, for importers that an update brings. */
  #addExports(): void {
    const { from, to } = this.#step;
    if (to.source.format !== 'module') return;
    const known = new Set(
      listExports(from.model.ast.body, this.#emitter, () => undefined).map(({ name }) => name),
    );
    const names = new Map([...bindingsOf(to).values()].map((item) => [item.name, item]));
    const added = listExports(to.model.ast.body, this.#emitter, (name) => names.get(name)).filter(
      ({ name }) => !known.has(name),
    );
    if (added.length === 0) return;
    for (const { source } of added) if (source !== undefined) this.#imports.add(source);
    const { prefix, module } = this.#emitter.names;
    const getters = added.map(({ name, text }) => `${JSON.stringify(name)}:()=>${text}`);
    this.#statements.unshift(
      `(${prefix}a=>{const ${module}=${prefix}a;${module}.exported({${getters.join(',')}});})`,
    );
    this.#offsets.unshift(-1);
  }

  /** What new statements assign is taken back with the update, should it fail. */
  #saveBindings(): void {
    if (!this.#isRun) return;
    const { to } = this.#step;
    const bindings = [...bindingsOf(to).values()].filter(
      (variable) => variable.assigned && variable.kind !== 'const' && this.#kept.has(variable.key),
    );
    if (bindings.length === 0) return;
    const names = bindings.map((variable) => this.#emitter.nameOf(variable));
    this.#statements.unshift(savingStatement(this.#emitter.names, names));
    this.#offsets.unshift(-1);
  }

  #reportGone(): void {
    const { from, to, correspondence } = this.#step;
    // A file that is gone has no code that could be missed.
    if (to.source.text === '') return;
    const kept = new Set(correspondence.nodeMap(0).keys());
    for (const item of from.model.ast.body) {
      if (item.type !== 'ExpressionStatement' || kept.has(item)) continue;
      this.#diagnostics.push(alreadyRun(from.placeAt(item.start), 'A removed top-level statement'));
    }
  }

  /** `a=>{const m=a,U=m.U;let x;function f(){…}return q=>eval(q)}` */
  #opening(): string {
    const emitter = this.#emitter;
    const info = emitter.infoOf(this.#step.to.model.functions[0]!);
    // Names that are no other's in sloppy code: `let`, or that of a function beside a variable.
    const names = this.#names.length > 0 ? `var ${this.#names.join(',')};` : '';
    const out = within(emitter, info, (): Out =>
      emitter.unit([
        names,
        this.#functions.map((node): Out => {
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

/** Gives a binding the value that it had in the module it comes from; `handle => void`. */
export function takingStatement(
  names: Names,
  name: string,
  { from, name: old }: TakenBinding,
): string {
  const source = [from.source.id, from.hash, old].map((part) => JSON.stringify(part)).join(',');
  return `(${names.prefix}a=>{${name}=${names.prefix}a.taken(${source});})`;
}

/** What a module exports by default. */
function defaultOf({ model }: Step['from']): Node | undefined {
  const item = model.ast.body.find(({ type }) => type === 'ExportDefaultDeclaration');
  return item?.type === 'ExportDefaultDeclaration' ? (item.declaration as Node) : undefined;
}

/** Whether a default export has a binding of its own that code can assign: not that of a declaration. */
function isAssigned(version: Step['from']): boolean {
  const exported = defaultOf(version);
  if (exported?.type === 'ClassDeclaration') return (exported.id as Node | null) === null;
  return exported?.type !== 'FunctionDeclaration';
}

/** A module's bindings by key; the variable that a class has inside itself is none. */
const bindingsOf = ({ model }: Step['from']): Map<string, Variable> =>
  new Map(
    (model.functions[0]?.variables ?? [])
      .filter(({ scope }) => scope.type !== 'class')
      .map((variable) => [variable.key, variable]),
  );

const bindingAt = (version: Step['from'], identifier: Node | null): Variable | undefined =>
  identifier
    ? [...bindingsOf(version).values()].find(({ offset }) => offset === identifier.start)
    : undefined;

const textOf = (text: string, node: Node): string => text.slice(node.start, node.end);

const importedName = (specifier: ESTree.ImportSpecifier): string =>
  specifier.imported.type === 'Identifier'
    ? specifier.imported.name
    : String(specifier.imported.value);

/** Whether a statement's own code differs, apart from functions inside it. */
const differs = (step: Step, old: Node, now: Node): boolean =>
  ownText(step.from, old) !== ownText(step.to, now);

const isRelinked = (old: Node | undefined, now: ESTree.VariableDeclarator): boolean =>
  old?.type === 'VariableDeclarator' && requiresAnother(old.init, now.init);

/** A statement's text without the functions and classes in it. */
function ownText({ source, model }: Step['from'], node: Node): string {
  let text = '';
  let at = node.start;
  for (const fn of model.functions) {
    if (fn.start < at || fn.end > node.end || fn.start < node.start || fn.index === 0) continue;
    text += source.text.slice(at, fn.start);
    at = fn.end;
  }
  return text + source.text.slice(at, node.end);
}

/** The identifiers that a declaration binds. */
function declaredIn(node: Node): Node[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.flatMap(declaredIn);
    case 'VariableDeclarator':
      return declaredIn(node.id);
    case 'Identifier':
      return [node];
    case 'ObjectPattern':
      return node.properties.flatMap(declaredIn);
    case 'Property':
      return declaredIn(node.value);
    case 'ArrayPattern':
      return node.elements.flatMap((item) => (item ? declaredIn(item) : []));
    case 'AssignmentPattern':
      return declaredIn(node.left);
    case 'RestElement':
      return declaredIn(node.argument);
    default:
      return [];
  }
}
