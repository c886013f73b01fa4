import type { FunctionModel, SourceModel } from '../../program-model/model/types.js';
import { Decisions } from './decisions.js';
import { InferredCorrespondence } from './correspondence.js';
import { surveyFile, type FileTree } from './entities.js';
import type { SharedEnds } from '../../program-model/model/shared-ends.js';
import { freezeFunctions, frozenSide, type FrozenPairs } from './frozen.js';
import { FunctionMatcher, type EntityPair } from './functions.js';
import { Interner } from './tree.js';
import type { FunctionMatch, InferenceOptions } from './types.js';

/**
 * Infers what corresponds to what between two versions of one module. Text that both versions
 * share at their beginning and end costs next to nothing; bodies are compared on demand.
 * Never throws for two models of texts that parse.
 */
export function inferCorrespondence(
  old: SourceModel,
  now: SourceModel,
  options: InferenceOptions = {},
): InferredCorrespondence {
  const interner = new Interner();
  const { oldFile, nowFile, frozen } = survey(old, now, interner);
  const matcher = new FunctionMatcher(oldFile, nowFile, frozen);
  if (options.elsewhere) matcher.exclude(options.elsewhere);
  const pairs = matcher.run();
  const functions = listMatches(old, now, pairs, frozen);
  const decided = applyOverrides(functions, old, now, options.overrides?.functions);
  return new InferredCorrespondence({
    old,
    now,
    oldFile,
    nowFile,
    interner,
    functions,
    pairs,
    decided,
    ...(options.overrides && { decisions: new Decisions(old, now, options.overrides) }),
  });
}

interface Survey {
  oldFile: FileTree;
  nowFile: FileTree;
  frozen: FrozenPairs;
}

function survey(old: SourceModel, now: SourceModel, interner: Interner): Survey {
  const { ends, pairs } = freezeFunctions(old, now);
  const at = (e: SharedEnds): Survey => ({
    oldFile: surveyFile(old, interner, frozenSide(old.text.length, e)),
    nowFile: surveyFile(now, interner, frozenSide(now.text.length, e)),
    frozen: pairs,
  });
  const first = at(ends);
  const agree =
    first.oldFile.anchors.size === first.nowFile.anchors.size &&
    [...first.oldFile.anchors].every((anchor) => first.nowFile.anchors.has(anchor));
  // Equal text that parses differently (`a` → `a.b`) is not shared code.
  return agree ? first : { ...at({ prefix: 0, suffix: 0 }), frozen: [] };
}

/** Every function of both versions, paired or alone. */
export function listMatches(
  old: SourceModel,
  now: SourceModel,
  pairs: readonly EntityPair[],
  frozen: FrozenPairs,
): FunctionMatch[] {
  const partner = new Map<number, Omit<FunctionMatch, 'old'>>();
  for (const pair of frozen) {
    partner.set(pair.old, { now: pair.now, changed: false, confidence: 1, reason: 'unchanged' });
  }
  for (const { old: a, now: b, confidence, reason } of pairs) {
    if (a.fn < 0 || b.fn < 0) continue;
    const before = textOf(old, old.functions[a.fn] as FunctionModel);
    const after = textOf(now, now.functions[b.fn] as FunctionModel);
    partner.set(a.fn, { now: b.fn, changed: before !== after, confidence, reason });
  }
  const taken = new Set<number>();
  const matches: FunctionMatch[] = old.functions.map((fn) => {
    const match = partner.get(fn.index);
    if (match === undefined || taken.has(match.now as number)) {
      return { old: fn.index, changed: true, confidence: 0.9, reason: 'removed' };
    }
    taken.add(match.now as number);
    return { old: fn.index, ...match };
  });
  for (const fn of now.functions) {
    if (taken.has(fn.index)) continue;
    matches.push({ now: fn.index, changed: true, confidence: 0.9, reason: 'added' });
  }
  return matches;
}

const textOf = (model: SourceModel, fn: FunctionModel): string =>
  fn.index === 0 ? model.text : model.text.slice(fn.start, fn.end);

function applyOverrides(
  matches: FunctionMatch[],
  old: SourceModel,
  now: SourceModel,
  overrides: Readonly<Record<string, string | null>> | undefined,
): { old: Set<number>; now: Set<number> } {
  const decided = { old: new Set<number>(), now: new Set<number>() };
  for (const [from, to] of Object.entries(overrides ?? {})) {
    const oldFn = old.functions.find((fn) => fn.path === from);
    const nowFn = to === null ? undefined : now.functions.find((fn) => fn.path === to);
    if (oldFn === undefined || (to !== null && nowFn === undefined)) continue;
    const match = matches.find((m) => m.old === oldFn.index);
    if (match === undefined) continue;
    decided.old.add(oldFn.index);
    if (nowFn !== undefined) decided.now.add(nowFn.index);
    const reason = 'decided by the developer';
    for (const other of [...matches]) {
      if (other === match || nowFn === undefined || other.now !== nowFn.index) continue;
      if (other.old === undefined) matches.splice(matches.indexOf(other), 1);
      else delete other.now;
    }
    if (match.now !== undefined && match.now !== nowFn?.index) {
      matches.push({ now: match.now, changed: true, confidence: 1, reason });
    }
    delete match.now;
    if (nowFn !== undefined) match.now = nowFn.index;
    match.changed = nowFn === undefined || textOf(old, oldFn) !== textOf(now, nowFn);
    match.confidence = 1;
    match.reason = reason;
  }
  return decided;
}
