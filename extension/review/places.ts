import { basename } from 'node:path';
import type { ReviewPlace } from '../../protocol/lsp/index.js';
import type { FrameChoice, ModulePlan } from '../../protocol/plan.js';
import type {
  FrameState,
  ReviewedFunction,
  ReviewedPlace,
  ReviewedVariable,
} from '../../protocol/review.js';
import type { Translate } from '../translate.js';
import { isOpenVariable } from './value-decision.js';

export interface PlaceContext {
  module: number;
  /** Where the module's functions begin. */
  base: number;
  functions: readonly ReviewedFunction[];
  plan: ModulePlan | undefined;
  t: Translate;
}

/** A place with the decisions that the plan has for it. */
export function reviewedPlace(
  inModule: ReviewPlace,
  { module, base, functions, plan, t }: PlaceContext,
): ReviewedPlace {
  const planned = plan?.points.find(
    (entry) =>
      entry.from.function === inModule.from?.function && entry.from.at === inModule.from.at,
  );
  // What went to another file is known to the plan alone.
  const isElsewhere = inModule.to === null && planned?.to?.file !== undefined;
  const place: ReviewPlace =
    isElsewhere && planned.to
      ? {
          ...inModule,
          to: planned.to,
          how: planned.how,
          asks: planned.asks,
          confidence: planned.confidence,
          reason: planned.reason,
        }
      : inModule;
  const fn = functions[base + place.fn];
  const { from, to, now, old, reason, confidence, dropped, visible } = place;
  const override = planned?.override;
  const given = override && 'variables' in override ? override.variables : undefined;
  const variables = place.variables.map((variable): ReviewedVariable => {
    const entry = plan?.variables.find(
      ({ function: path, name }) => path === to?.function && name === variable.name,
    );
    const decided = given?.[variable.name] ?? entry?.override?.value ?? null;
    return { ...variable, decided };
  });
  const state = stateOf(place, override, fn);
  const lines = ({ start, end }: NonNullable<typeof now>): [number, number] => [
    start.line + 1,
    Math.max(start.line, end.character === 0 ? end.line - 1 : end.line) + 1,
  ];
  return {
    module,
    fn: base + place.fn,
    label: fn?.old.function ?? '',
    state: variables.some(isOpenVariable) ? 'decision' : state,
    activity: place.state,
    isLeaf: place.isLeaf,
    thread: place.thread,
    count: place.count,
    oldLines: lines(old),
    newLines: now && lines(now),
    isOpen: state === 'decision',
    outcome: `${outcomeOf(place, override, fn, t)}${valuesNeeded(variables, t)}`,
    reason,
    confidence,
    from,
    to,
    override: override ?? null,
    variables,
    dropped,
    visible,
  };
}

function valuesNeeded(variables: readonly ReviewedVariable[], t: Translate): string {
  const names = variables.filter(isOpenVariable).map(({ name }) => name);
  if (names.length === 0) return '';
  const listed = names.join(', ');
  return ` ${names.length === 1 ? t('{0} needs a value.', listed) : t('{0} need values.', listed)}`;
}

function stateOf(
  { how, asks, from, to }: ReviewPlace,
  override: FrameChoice | undefined,
  fn: ReviewedFunction | undefined,
): FrameState {
  if (override) return 'remapped';
  if (asks) return 'decision';
  if (how === 'unchanged') return 'unchanged';
  const isOther = to !== null && from !== null && to.function !== from.function;
  if (how === 'guess' || how === 'lost' || isOther) return 'remapped';
  return fn?.isChanged === false ? 'unchanged' : 'moved';
}

function outcomeOf(
  { how, to, asks }: ReviewPlace,
  override: FrameChoice | undefined,
  fn: ReviewedFunction | undefined,
  t: Translate,
): string {
  switch (override?.do) {
    case 'restart':
      return t('Begins again, when the call that it waits for has come back.');
    case 'return':
      return t('Returns {0}.', override.value);
    case 'throw':
      return t('Throws {0}.', override.value);
    case 'finish-old':
      return t('Finishes in the old code.');
    case 'resume':
    case undefined:
  }
  if (how === 'unchanged') return t('Goes on as it is.');
  if (to === null) {
    if (how === 'unknown') return t('Goes on at the next place that both versions have.');
    return fn?.now === null ? t('Its function is gone.') : t('Its place is gone.');
  }
  const other = to.function === fn?.old.function ? '' : ` ${t('of {0}', to.function)}`;
  const file = to.file === undefined ? '' : ` ${t('in {0}', basename(to.file))}`;
  // The text of an `await` or `yield` begins with the word that names its kind.
  // It ends a sentence itself.
  const at = to.at.replace(/^(await|yield) (?=\1\b)/, '').replace(/;$/, '');
  const where = `${t('line {0}', to.line)}${other}${file}, ${at}`;
  return asks ? t('Would go on at {0}: not sure.', where) : t('Goes on at {0}.', where);
}
