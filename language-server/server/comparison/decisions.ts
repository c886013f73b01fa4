import * as v from 'valibot';
import type { ModuleDecision } from '../../../protocol/lsp/index.js';
import { modulePlanSchema, type ModulePlan } from '../../../protocol/plan.js';

/**
 * The developer's decisions, by file. They are kept as entries of plans, and stay when the entry is
 * gone for a while, as it is half-way through typing.
 */
export class DecisionStore {
  readonly #byFile = new Map<string, ModulePlan>();

  /** The entries that were decided about, for `carryOverrides` and `overridesIn`. */
  of(file: string): ModulePlan | undefined {
    return this.#byFile.get(file);
  }

  /** Goes back to the decisions as they were. */
  restore(file: string, before: ModulePlan | undefined): void {
    if (before) this.#byFile.set(file, before);
    else this.#byFile.delete(file);
  }

  clear(file: string): boolean {
    return this.#byFile.delete(file);
  }

  /**
   * Puts a decision beside its entry.
   * @param plan The plan as it is now.
   * @returns Why it cannot be, if so.
   */
  decide(file: string, plan: ModulePlan, decision: ModuleDecision): string | undefined {
    const found = entriesOf(plan, decision);
    const [entry] = found;
    if (!entry) return 'The plan has no such entry.';
    const known = this.#byFile.get(file) ?? emptied(plan);
    const others = (known[decision.section] as Entry[]).filter(
      (other) => !isAbout(other, decision),
    );
    const { override } = decision;
    const decided = override === null ? [] : [{ ...entry, override }];
    const next = { ...known, [decision.section]: [...others, ...decided] };
    const checked = v.safeParse(modulePlanSchema, next);
    if (!checked.success) return checked.issues[0].message;
    this.#byFile.set(file, checked.output);
    return undefined;
  }
}

type Entry = ModulePlan[ModuleDecision['section']][number];

const entriesOf = (plan: ModulePlan, decision: ModuleDecision): Entry[] =>
  (plan[decision.section] as Entry[]).filter((entry) => isAbout(entry, decision));

function isAbout(entry: Entry, decision: ModuleDecision): boolean {
  const has = (fields: Record<string, unknown>): boolean =>
    Object.entries(fields).every(
      ([key, value]) => (entry as Record<string, unknown>)[key] === value,
    );
  switch (decision.section) {
    case 'functions':
      return has({ old: decision.old });
    case 'points': {
      const { from } = entry as ModulePlan['points'][number];
      return from.function === decision.function && from.at === decision.at;
    }
    case 'variables':
      return has({ function: decision.function, name: decision.name });
    case 'classes':
      return has({ now: decision.now });
    case 'bindings':
      return has({ name: decision.name });
    case 'statements':
      return has({ change: decision.change, text: decision.text });
  }
}

/** A plan of the same module without any entry. */
function emptied(plan: ModulePlan): ModulePlan {
  const none = Object.entries(plan).map(([key, value]) => [key, Array.isArray(value) ? [] : value]);
  return Object.fromEntries(none) as ModulePlan;
}
