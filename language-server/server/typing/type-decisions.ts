import * as v from 'valibot';
import type { Decision } from '../../../protocol/lsp/index.js';
import {
  bindingEntrySchema,
  typeEntrySchema,
  variableEntrySchema,
  type BindingEntry,
  type ModulePlan,
  type TypeEntry,
  type UpdatePlan,
  type VariableEntry,
} from '../../../protocol/plan.js';

type Typed = TypeEntry | BindingEntry | VariableEntry;

/** What the developer has decided about values of changed types: beside the comparisons, which know nothing of types. */
export class TypeDecisions {
  readonly #overrides = new Map<string, unknown>();

  get isEmpty(): boolean {
    return this.#overrides.size === 0;
  }

  /**
   * Puts a decision beside the entry of a plan that TypeScript has a say in.
   *
   * @param file the document that the decision is about
   * @returns why it cannot be, if so; undefined also for one that is taken back
   */
  decide(file: string, plan: UpdatePlan, decision: Decision): string | undefined {
    const found = entryFor(file, plan, decision);
    if (!found) return 'The plan has no such entry.';
    const key = keyOf(file, decision);
    if (decision.override === null) {
      this.#overrides.delete(key);
      return undefined;
    }
    const checked = v.safeParse(found.schema, { ...found.entry, override: decision.override });
    if (!checked.success) return checked.issues[0].message;
    this.#overrides.set(key, decision.override);
    return undefined;
  }

  /** What was decided was about the step that has been made, or about what has ended. */
  clear(): void {
    this.#overrides.clear();
  }

  /** The plan with the decisions beside its entries. */
  into(plan: UpdatePlan): UpdatePlan {
    const modules = plan.modules.map((module) => ({
      ...module,
      variables: module.variables.map((entry) =>
        this.#with(entry, variableKey(module.file, entry)),
      ),
      bindings: module.bindings.map((entry) => this.#with(entry, bindingKey(module.file, entry))),
    }));
    const entries = plan.types?.entries.map((entry) => this.#with(entry, typeKey(entry)));
    return {
      ...plan,
      modules,
      ...(plan.types && entries && { types: { ...plan.types, entries } }),
    };
  }

  #with<E extends Typed>(entry: E, key: string): E {
    const override = this.#overrides.get(key);
    if (override === undefined || entry.override !== undefined) return entry;
    const isTyped = 'members' in entry || entry.types !== undefined;
    return isTyped ? { ...entry, asks: false, override } : entry;
  }
}

/**
 * A plan in which nothing is asked because of types: of what TypeScript says, it has what was decided.
 *
 * @param bare the plan without types
 */
export function onlyDecided(typed: UpdatePlan, bare: UpdatePlan): UpdatePlan {
  const before = new Map(bare.modules.map((module) => [module.file, module]));
  const modules = typed.modules.map((module): ModulePlan => {
    const known = before.get(module.file);
    if (!known) return module;
    const variables = decidedOf(module.variables, known.variables, nameOfVariable);
    return { ...module, variables, bindings: decidedOf(module.bindings, known.bindings, nameOf) };
  });
  const { types } = typed;
  if (!types) return { ...typed, modules };
  const entries = types.entries.map((entry) => ({ ...entry, asks: false }));
  return { ...typed, modules, types: { ...types, entries } };
}

function decidedOf<E extends BindingEntry | VariableEntry>(
  typed: readonly E[],
  bare: readonly E[],
  key: (entry: E) => string,
): E[] {
  const known = new Map(bare.map((entry) => [key(entry), entry]));
  return typed.flatMap((entry): E[] => {
    if (entry.types === undefined || entry.override !== undefined) return [entry];
    const before = known.get(key(entry));
    return before ? [before] : [];
  });
}

const nameOf = ({ name }: { name: string }): string => name;

const nameOfVariable = ({ function: fn, name }: VariableEntry): string => `${fn} ${name}`;

const typeKey = ({ file, name }: Pick<TypeEntry, 'file' | 'name'>): string =>
  `type ${file} ${name}`;

const bindingKey = (file: string, { name }: Pick<BindingEntry, 'name'>): string =>
  `binding ${file} ${name}`;

const variableKey = (file: string, { function: fn, name }: { function: string; name: string }) =>
  `variable ${file} ${fn} ${name}`;

function keyOf(file: string, decision: Decision): string {
  switch (decision.section) {
    case 'types':
      return typeKey({ file, name: decision.name });
    case 'bindings':
      return bindingKey(file, decision);
    case 'variables':
      return variableKey(file, decision);
    default:
      return '';
  }
}

function entryFor(
  file: string,
  plan: UpdatePlan,
  decision: Decision,
): { entry: Typed; schema: v.GenericSchema } | undefined {
  const module = plan.modules.find((item) => item.file === file);
  switch (decision.section) {
    case 'types': {
      const { name } = decision;
      const entry = plan.types?.entries.find((item) => item.file === file && item.name === name);
      return entry && { entry, schema: typeEntrySchema };
    }
    case 'bindings': {
      const entry = module?.bindings.find((item) => item.types && item.name === decision.name);
      return entry && { entry, schema: bindingEntrySchema };
    }
    case 'variables': {
      const key = variableKey(file, decision);
      const entry = module?.variables.find((item) => item.types && variableKey(file, item) === key);
      return entry && { entry, schema: variableEntrySchema };
    }
    default:
      return undefined;
  }
}
