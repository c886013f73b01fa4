import {
  findPlace,
  findStatement,
  functionLabel,
  pointLabels,
  variableLabels,
} from '../../language-server/inference/index.js';
import { classLabels } from '../../language-server/planning/index.js';
import type { FunctionModel, SourceModel } from '../../program-model/model/index.js';
import { planCode, planNames, type Diagnostic } from '../../protocol/diagnostics.js';
import type { FrameChoice, ModulePlan } from '../../protocol/plan.js';
import { checkExpression } from './plan-expressions.js';
import type { Candidate } from './plan-decisions.js';

/** What is wrong with the decisions of a module's plan: places that are not there, code that is none. */
export function checkDecisions(plan: ModulePlan, { from, to }: Candidate): Diagnostic[] {
  return new Checker(from.model, to.model).check(plan);
}

class Checker {
  readonly #found: Diagnostic[] = [];

  constructor(
    readonly old: SourceModel,
    readonly now: SourceModel,
  ) {}

  check(plan: ModulePlan): Diagnostic[] {
    this.#functions(plan);
    this.#frames(plan);
    this.#variables(plan);
    this.#state(plan);
    return this.#found;
  }

  #missing(what: string): void {
    this.#found.push(planNames({ file: this.now.id }, what));
  }

  #code(what: string, text: string, fn: FunctionModel | undefined): void {
    const problem = checkExpression(text, fn, [this.old, this.now]);
    if (problem !== undefined) this.#found.push(planCode({ file: this.now.id }, what, problem));
  }

  #functionIn(model: SourceModel, path: string): FunctionModel | undefined {
    const fn = model.functions.find((candidate) => functionLabel(candidate) === path);
    const version = model === this.old ? 'the version that runs' : 'the new version';
    if (!fn) this.#missing(`function ${path} of ${version}`);
    return fn;
  }

  #functions(plan: ModulePlan): void {
    for (const { old, override } of plan.functions) {
      if (override === undefined) continue;
      if (old === undefined) this.#missing('an old function without a name');
      else this.#functionIn(this.old, old);
      if (override.now !== null) this.#functionIn(this.now, override.now);
    }
  }

  #frames(plan: ModulePlan): void {
    for (const { from, override } of plan.points) {
      if (override === undefined) continue;
      const fn = this.#functionIn(this.old, from.function);
      if (!fn) continue;
      if (![...pointLabels(this.old.text, fn).values()].includes(from.at))
        this.#missing(`“${from.at}” in ${from.function}`);
      this.#choice(override, fn);
    }
    for (const { function: path, within, override } of plan.ranges) {
      const fn = this.#functionIn(this.old, path);
      if (!fn) continue;
      if (!findStatement(this.old, fn, within)) this.#missing(`“${within}” in ${path}`);
      this.#choice(override, fn);
    }
  }

  #choice(choice: FrameChoice, fn: FunctionModel): void {
    switch (choice.do) {
      case 'resume': {
        const now = this.#functionIn(this.now, choice.function);
        if (now && !findPlace(this.now, now, choice.at))
          this.#missing(`one place “${choice.at}” in ${choice.function}`);
        return this.#values(choice.variables, now, fn);
      }
      case 'restart':
        if (fn.index === 0) this.#missing('a module’s top level cannot begin again');
        if (fn.kind === 'constructor') this.#missing('a constructor cannot begin again');
        return this.#values(choice.variables, undefined, fn);
      case 'return':
      case 'throw':
        return this.#code(`what ${fn.path} ends with`, choice.value, fn);
      case 'finish-old':
        return undefined;
      default:
        return choice satisfies never;
    }
  }

  #values(
    values: Readonly<Record<string, string>> | undefined,
    now: FunctionModel | undefined,
    fn: FunctionModel,
  ): void {
    const labels = now && new Set(variableLabels(now).values());
    for (const [name, text] of Object.entries(values ?? {})) {
      if (labels?.has(name) === false) this.#missing(`variable ${name} of ${now?.path ?? ''}`);
      this.#code(name, text, fn);
    }
  }

  #variables(plan: ModulePlan): void {
    for (const { function: path, name, override } of plan.variables) {
      if (override === undefined) continue;
      const fn = this.#functionIn(this.now, path);
      if (!fn) continue;
      const known = [fn, ...this.#around(fn)].some((candidate) =>
        [...variableLabels(candidate).values()].includes(name),
      );
      if (!known) this.#missing(`variable ${name} of ${path}`);
      // Which old function's variables it sees depends on the frame: those of this path, if it is there.
      const old = this.old.functions.find((candidate) => functionLabel(candidate) === path);
      const problem = old
        ? checkExpression(override.value, old, [this.old, this.now])
        : checkExpression(override.value, 'any', [this.old, this.now]);
      if (problem !== undefined) this.#found.push(planCode({ file: this.now.id }, name, problem));
    }
  }

  *#around(fn: FunctionModel): Generator<FunctionModel> {
    for (let at = this.now.functions[fn.parent]; at; at = this.now.functions[at.parent]) yield at;
  }

  #state(plan: ModulePlan): void {
    const bindings = new Set(this.now.functions[0]?.variables.map(({ name }) => name));
    for (const { name, override } of plan.bindings) {
      if (override === undefined) continue;
      if (!bindings.has(name)) this.#missing(`module variable ${name} of the new version`);
      if ('value' in override) this.#code(name, override.value, undefined);
    }
    const labels = new Set(classLabels(this.now).values());
    for (const { old, now, override } of plan.classes) {
      if (override === undefined) continue;
      if (now === undefined || !labels.has(now)) this.#missing(`class ${now ?? old ?? ''}`);
    }
    for (const { change, text, override } of plan.statements) {
      if (override?.run === true && change === 'removed')
        this.#missing(`“${text}” is gone, so it cannot run`);
    }
  }
}
