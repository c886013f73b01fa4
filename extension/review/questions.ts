import type { Decision } from '../../protocol/lsp/index.js';
import type {
  Question,
  ReviewedChanges,
  ReviewedFunction,
  ReviewedModule,
  ReviewedPlace,
  ReviewedVariable,
} from '../../protocol/review.js';
import { isOpenVariable } from './places.js';

export interface QuestionsInput {
  modules: readonly ReviewedModule[];
  places: readonly ReviewedPlace[];
  functions: readonly ReviewedFunction[];
  changes: ReviewedChanges;
}

/** What has to be decided: frames first, each followed by its variables. */
export function findQuestions({ modules, places, changes }: QuestionsInput): Question[] {
  const uriOf = (module: number): string => modules[module]?.uri ?? '';
  const asked = new Set<string>();
  /** Several places can be about one entry of the plan. */
  const isNew = (decision: Decision, module: number): boolean => {
    const { override: _override, ...about } = decision;
    const key = JSON.stringify([module, about]);
    if (asked.has(key)) return false;
    asked.add(key);
    return true;
  };
  const questions: Question[] = [];
  const asks = changes.functions.entries();
  for (const [change, { module, entry }] of asks) {
    const { old, now, asks: isOpen, override } = entry;
    if (!isOpen || override || old === undefined || now === undefined) continue;
    const isActive = places.some((place) => place.module === module && place.label === old);
    if (!isActive) continue;
    const decision: Decision = { section: 'functions', old, override: { now } };
    const text = `Has ${old} become ${now}? (${entry.reason})`;
    const proposal = { uri: uriOf(module), decision };
    questions.push({ text, at: { tab: 'functions', change }, proposal });
  }
  for (const [index, place] of places.entries()) {
    const uri = uriOf(place.module);
    const open = openPlace(place);
    if (open && isNew(open.decision, place.module)) {
      const proposal = place.to ? { uri, decision: open.decision } : null;
      questions.push({ text: open.text, at: { tab: 'stacks', place: index }, proposal });
    }
    for (const variable of place.variables.filter(isOpenVariable)) {
      const decision = valueDecision(place, variable, variable.text);
      if (!decision || !isNew(decision, place.module)) continue;
      questions.push({
        text: `What is the value of ${variable.name} in ${place.label}? (${variable.reason})`,
        at: { tab: 'stacks', place: index, variable: variable.name },
        proposal: variable.text === '' ? null : { uri, decision },
      });
    }
  }
  for (const [
    change,
    { module, function: fn, name, why, proposed, decided },
  ] of changes.values.entries()) {
    if (decided !== null) continue;
    const decision: Decision = {
      section: 'variables',
      function: fn,
      name,
      override: { value: proposed },
    };
    questions.push({
      text: `What is the value of ${name} in ${fn}, for functions made before the update? (${why})`,
      at: { tab: 'values', change },
      proposal: proposed === '' ? null : { uri: uriOf(module), decision },
    });
  }
  return questions;
}

function openPlace({
  from,
  to,
  label,
  reason,
  override,
  isOpen,
}: ReviewedPlace): { text: string; decision: Decision } | undefined {
  if (!isOpen || override || !from) return undefined;
  const { function: fn, at } = from;
  const choice = to ? { do: 'resume' as const, function: to.function, at: to.at } : null;
  return {
    text: `How does ${label} go on? (${reason})`,
    decision: { section: 'points', function: fn, at, override: choice },
  };
}

/**
 * The decision that gives a variable its value: for all activations of the function where the plan
 * has an entry for it, else for those at the place. `null` takes it back.
 */
export function valueDecision(
  { from, to, override }: Pick<ReviewedPlace, 'from' | 'to' | 'override'>,
  { name, isListed }: Pick<ReviewedVariable, 'name' | 'isListed'>,
  value: string | null,
): Decision | null {
  const here = override && 'variables' in override ? (override.variables ?? {}) : {};
  if (isListed && to && !(name in here)) {
    const given = value === null ? null : { value };
    return { section: 'variables', function: to.function, name, override: given };
  }
  if (!from || !to) return null;
  const { [name]: _old, ...others } = here;
  const variables = value === null ? others : { ...others, [name]: value };
  const about = { section: 'points', function: from.function, at: from.at } as const;
  if (override?.do === 'restart') return { ...about, override: { do: 'restart', variables } };
  if (value === null && Object.keys(others).length === 0 && override?.do !== 'resume') {
    return { ...about, override: null };
  }
  const resume = { do: 'resume', function: to.function, at: to.at, variables } as const;
  return { ...about, override: resume };
}
