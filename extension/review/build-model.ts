import { relative } from 'node:path';
import type { Diagnostic } from '../../protocol/diagnostics.js';
import type { ReviewAnswer, ReviewFrame, ReviewModule } from '../../protocol/lsp/index.js';
import type { ModulePlan } from '../../protocol/plan.js';
import type {
  FrameState,
  ReviewedChanges,
  ReviewedFrame,
  ReviewedFunction,
  ReviewedPlace,
  ReviewModel,
  ReviewNote,
} from '../../protocol/review.js';
import { describePlan } from '../../runtime-agent/update/plan-text.js';
import { plainText, type Translate } from '../translate.js';
import { reviewedPlace } from './places.js';
import { findQuestions } from './questions.js';

/** Codes of errors that a decision in the panel answers. */
const QUESTIONS = new Set(['RS1202', 'RS1203', 'RS1204', 'RS1213', 'RS1215']);

/**
 * Makes what the panel shows of what the language server says.
 * @param folders The workspace's, by which files are named.
 */
export function buildReview(
  answer: ReviewAnswer,
  folders: readonly string[],
  t: Translate = plainText,
): ReviewModel {
  const { session, version, plan, diagnostics, threads, unreachable } = answer;
  const plans = new Map(plan.modules.map((module) => [module.file, module]));
  const modules = answer.modules.map(({ file, uri, isChanged }) => {
    return { file, name: nameOf(file, folders), uri, isChanged };
  });
  const functions: ReviewedFunction[] = [];
  const places: ReviewedPlace[] = [];
  /** Where a module's functions and places begin in these lists. */
  const bases = answer.modules.map((module, index) => {
    const base = { functions: functions.length, places: places.length };
    functions.push(...module.functions.map((fn) => reviewedFunction(fn, index, t)));
    const own = plans.get(module.file);
    for (const place of module.places) {
      places.push(
        reviewedPlace(place, { module: index, base: base.functions, functions, plan: own, t }),
      );
    }
    return base;
  });
  const frame = (shown: ReviewFrame): ReviewedFrame => {
    if (shown.kind !== 'frame') return shown;
    const place = (bases[shown.module]?.places ?? 0) + shown.place;
    const own: FrameState = places[place]?.state ?? 'unchanged';
    const isDeferred = shown.isDeferred && own !== 'decision';
    return { kind: 'frame', place, state: isDeferred ? 'deferred' : own, count: shown.count };
  };
  const changes = changesOf(plan.modules, answer.modules, places);
  const notes = diagnostics
    .filter(({ code, severity }) => !(severity === 'error' && QUESTIONS.has(code)))
    .map((diagnostic) => noteOf(diagnostic, answer.modules));
  return {
    session,
    version,
    modules,
    functions,
    places,
    threads: threads.map(({ id, name, frames, suspended }) => {
      return { id, name, frames: frames.map(frame), suspended: suspended.map(frame) };
    }),
    questions: findQuestions({ modules, places, functions, changes, t }),
    changes,
    notes,
    planText: describePlan(plan, diagnostics),
    unsaved: answer.unsaved.map(
      (uri) => modules.find((module) => module.uri === uri)?.name ?? decodeURI(uri),
    ),
    unreachable,
  };
}

/** A file's path within the folder that it lies in. */
function nameOf(file: string, folders: readonly string[]): string {
  const within = folders
    .map((folder) => relative(folder, file))
    .filter((path) => path !== '' && !path.startsWith('..'));
  return within.sort((a, b) => a.length - b.length)[0] ?? file;
}

function reviewedFunction(
  { entry, ...fn }: ReviewModule['functions'][number],
  module: number,
  t: Translate,
): ReviewedFunction {
  return {
    module,
    ...fn,
    change: entry?.change ?? null,
    confidence: entry?.confidence ?? 1,
    reason: entry?.reason ?? (fn.isChanged ? '' : t('the same code')),
  };
}

function noteOf(
  { severity, code, message, file, line }: Diagnostic,
  modules: readonly ReviewModule[],
): ReviewNote {
  const module = modules.findIndex((one) => one.file === file);
  return {
    severity,
    code,
    text: message,
    module: module < 0 ? null : module,
    line,
    isObstacle: severity === 'error',
  };
}

/** The plan's entries, each with its module. */
function changesOf(
  plans: readonly ModulePlan[],
  modules: readonly ReviewModule[],
  places: readonly ReviewedPlace[],
): ReviewedChanges {
  const changes: ReviewedChanges = {
    functions: [],
    classes: [],
    bindings: [],
    statements: [],
    values: [],
  };
  for (const plan of plans) {
    const module = modules.findIndex(({ file }) => file === plan.file);
    changes.functions.push(...plan.functions.map((entry) => ({ module, entry })));
    changes.classes.push(...plan.classes.map((entry) => ({ module, entry })));
    changes.bindings.push(...plan.bindings.map((entry) => ({ module, entry })));
    changes.statements.push(...plan.statements.map((entry) => ({ module, entry })));
    for (const { function: fn, name, line, from, asks, override, reason } of plan.variables) {
      const isShown = places.some(
        (place) =>
          place.module === module &&
          place.to?.function === fn &&
          place.variables.some((variable) => variable.name === name),
      );
      if (isShown || (!asks && override === undefined)) continue;
      changes.values.push({
        module,
        function: fn,
        name,
        line,
        why: from.kind === 'question' ? from.why : reason,
        proposed: from.kind === 'question' ? (from.proposed ?? '') : '',
        decided: override?.value ?? null,
      });
    }
  }
  return changes;
}
