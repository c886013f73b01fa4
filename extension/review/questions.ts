import type { Decision } from '../../protocol/lsp/index.js';
import type {
  Question,
  ReviewedChanges,
  ReviewedFunction,
  ReviewedModule,
  ReviewedPlace,
} from '../../protocol/review.js';
import type { Translate } from '../translate.js';
import { isOpenVariable, valueDecision } from './value-decision.js';

export interface QuestionsInput {
  modules: readonly ReviewedModule[];
  places: readonly ReviewedPlace[];
  functions: readonly ReviewedFunction[];
  changes: ReviewedChanges;
  t: Translate;
}

/** What has to be decided: frames first, each followed by its variables. */
export function findQuestions({ modules, places, changes, t }: QuestionsInput): Question[] {
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
    const text = t('Has {0} become {1}? ({2})', old, now, entry.reason);
    const proposal = { uri: uriOf(module), decision };
    questions.push({ text, at: { tab: 'functions', change }, proposal });
  }
  for (const [index, place] of places.entries()) {
    const uri = uriOf(place.module);
    const open = openPlace(place, t);
    if (open && isNew(open.decision, place.module)) {
      const proposal = place.to ? { uri, decision: open.decision } : null;
      questions.push({ text: open.text, at: { tab: 'stacks', place: index }, proposal });
    }
    for (const variable of place.variables.filter(isOpenVariable)) {
      const decision = valueDecision(place, variable, variable.text);
      if (!decision || !isNew(decision, place.module)) continue;
      questions.push({
        text: t(
          'What is the value of {0} in {1}? ({2})',
          ...[variable.name, place.label, variable.reason],
        ),
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
      text: t(
        'What is the value of {0} in {1}, for functions made before the update? ({2})',
        ...[name, fn, why],
      ),
      at: { tab: 'values', change },
      proposal: proposed === '' ? null : { uri: uriOf(module), decision },
    });
  }
  return questions;
}

function openPlace(
  { from, to, label, reason, override, isOpen }: ReviewedPlace,
  t: Translate,
): { text: string; decision: Decision } | undefined {
  if (!isOpen || override || !from) return undefined;
  const { function: fn, at } = from;
  const choice = to ? { do: 'resume' as const, function: to.function, at: to.at } : null;
  return {
    text: t('How does {0} go on? ({1})', label, reason),
    decision: { section: 'points', function: fn, at, override: choice },
  };
}
