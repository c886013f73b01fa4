import type { Node } from '../../program-model/model/estree.js';
import type { FunctionModel, Point, SourceModel } from '../../program-model/model/types.js';
import { findMovedBindings, isState, type MovedBinding } from './across-bindings.js';
import { findRenamedFiles, type RenamedFile } from './across-files.js';
import {
  alikeStrays,
  equalStrays,
  strayIn,
  surveySide,
  type Loose,
  type Side,
  type Stray,
} from './across-strays.js';
import { InferredCorrespondence } from './correspondence.js';
import type { Entity } from './entities.js';
import { FunctionMatcher } from './functions.js';
import { inferCorrespondence, listMatches } from './infer.js';
import { Interner } from './tree.js';
import type {
  Correspondence,
  CorrespondenceOverrides,
  InferenceOptions,
  PointMatch,
} from './types.js';

/** A file of the program that differs; without `old` it is new, without `now` it is gone. */
export interface ModuleChange {
  /** The file's absolute path. */
  id: string;
  old?: SourceModel;
  now?: SourceModel;
}

/** What corresponds within one file, which may have got another name. */
export interface FileCorrespondence {
  old: string;
  now: string;
  correspondence: InferredCorrespondence;
  /** Code of the two texts that is another file's. */
  elsewhere: NonNullable<InferenceOptions['elsewhere']>;
}

/** Code that went from one file to another: a correspondence of its functions alone. */
export interface MovedCode {
  from: string;
  to: string;
  correspondence: InferredCorrespondence;
}

/** What corresponds to what between two versions of a program. */
export interface ProgramCorrespondence {
  files: readonly FileCorrespondence[];
  renamed: readonly RenamedFile[];
  moved: readonly MovedCode[];
  bindings: readonly MovedBinding[];
}

export interface AcrossOptions {
  /** Decisions of the developer, by the file's old name. */
  overrides?: ReadonlyMap<string, CorrespondenceOverrides>;
}

/**
 * Infers what corresponds to what between the files that an update changes: in each file, and of
 * what went from one to another. Files that do not change need not be given.
 */
export function inferAcross(
  changes: readonly ModuleChange[],
  options: AcrossOptions = {},
): ProgramCorrespondence {
  const renamed = findRenamedFiles(changes);
  const pairs = pairFiles(changes, renamed);
  const strays = mayHaveStrays(pairs) ? new StrayFinder(pairs) : undefined;
  const early = strays?.equal() ?? [];
  const files = pairs.flatMap(({ before, id, old, now }): FileCorrespondence[] => {
    if (old === undefined || now === undefined) return [];
    const elsewhere = { old: leaving(early, old), now: arriving(early, now) };
    const overrides = options.overrides?.get(before);
    const correspondence = inferCorrespondence(old, now, {
      elsewhere,
      ...(overrides && { overrides }),
    });
    return [{ old: before, now: id, correspondence, elsewhere }];
  });
  const all = [...early, ...(strays?.alike(early, files) ?? [])];
  const moved = strays?.correspondences(all) ?? [];
  const bindings = findMovedBindings(
    pairs.map(({ before, id, old, now }) => {
      const known = files.find((file) => file.old === before && file.now === id);
      return {
        id,
        ...(old && { old }),
        ...(now && { now }),
        ...(known && { correspondence: known.correspondence }),
      };
    }),
  );
  const program = { files, renamed, moved, bindings };
  noteMoves(program, (id) => files.find(({ now }) => now === id)?.correspondence);
  return program;
}

/** Where an activation goes on that stood at a point of a file's old version, in whichever file. */
export function mapPointAcross(
  program: ProgramCorrespondence,
  id: string,
  fn: number,
  point: string | Point,
): { id: string; match: PointMatch } | undefined {
  const own = program.files.find((file) => file.old === id);
  const match = own?.correspondence.mapPoint(fn, point);
  if (own && match && match.how !== 'lost') return { id: own.now, match };
  for (const { from, to, correspondence } of program.moved) {
    if (from !== id || correspondence.functionFor(fn) === undefined) continue;
    return { id: to, match: correspondence.mapPoint(fn, point) };
  }
  return own && match && { id: own.now, match };
}

interface FilePair {
  /** The file's old name, and the one it has now. */
  before: string;
  id: string;
  old: SourceModel | undefined;
  now: SourceModel | undefined;
}

/** Old and new text of each file, those of a renamed one together. */
function pairFiles(changes: readonly ModuleChange[], renamed: readonly RenamedFile[]): FilePair[] {
  const names = new Map(renamed.map(({ old, now }) => [old.id, now]));
  const taken = new Set(renamed.map(({ now }) => now.id));
  return changes
    .filter(({ id }) => !taken.has(id))
    .map(({ id, old, now }) => {
      const other = names.get(id);
      return { before: id, id: other?.id ?? id, old, now: now ?? other?.now };
    });
}

/**
 * The files among some that may have exchanged code or state with one of the others: a function or
 * module variable is gone from one, and one has come to another.
 */
export function mayExchange(changes: readonly ModuleChange[]): ModuleChange[] {
  if (changes.length < 2) return [];
  const lists = changes.map((change) => {
    const old = new Set(change.old && namesIn(change.old));
    const now = new Set(change.now && namesIn(change.now));
    const loses = [...old].some((name) => !now.has(name));
    const gains = [...now].some((name) => !old.has(name));
    return { change, loses, gains };
  });
  const losing = lists.filter(({ loses }) => loses);
  const gaining = lists.filter(({ gains }) => gains);
  const isPair = losing.some((from) => gaining.some((to) => to !== from));
  return isPair ? lists.filter((l) => l.loses || l.gains).map(({ change }) => change) : [];
}

function namesIn(model: SourceModel): string[] {
  const paths = model.functions.slice(1).map(({ path }) => path);
  const state = (model.functions[0]?.variables ?? []).filter(isState).map(({ name }) => `=${name}`);
  return [...paths, ...state];
}

/** Whether some file lacks a function that it had, and another has one that it had not. */
function mayHaveStrays(pairs: readonly FilePair[]): boolean {
  if (pairs.length < 2) return false;
  const lacks = (from: SourceModel | undefined, to: SourceModel | undefined): boolean => {
    const there = new Set(to?.functions.map(({ path }) => path));
    return from?.functions.some(({ index, path }) => index > 0 && !there.has(path)) === true;
  };
  const losing = pairs.filter(({ old, now }) => lacks(old, now));
  const gaining = pairs.filter(({ old, now }) => lacks(now, old));
  return losing.some((from) => gaining.some((to) => to !== from));
}

const nodesOf = (strays: readonly Stray[], side: 'old' | 'now', model: SourceModel): Node[] =>
  strays.flatMap((stray) => {
    const { file } = side === 'old' ? stray.from : stray.to;
    const node = file.model === model ? file.tree.nodes[stray[side].at] : undefined;
    return node ? [node] : [];
  });
const leaving = (strays: readonly Stray[], model: SourceModel): Node[] =>
  nodesOf(strays, 'old', model);
const arriving = (strays: readonly Stray[], model: SourceModel): Node[] =>
  nodesOf(strays, 'now', model);

/** Looks for code that left one file for another. */
class StrayFinder {
  private readonly interner = new Interner();
  private readonly gone: Loose[] = [];
  private readonly come: Loose[] = [];

  constructor(pairs: readonly FilePair[]) {
    for (const { before: was, id, old, now } of pairs) {
      const before = old && surveySide(was, old, this.interner);
      const after = now && surveySide(id, now, this.interner);
      if (before) this.gone.push({ side: before, entities: strayIn(before, after) });
      if (after) this.come.push({ side: after, entities: strayIn(after, before) });
    }
  }

  equal(): Stray[] {
    return equalStrays(this.gone, this.come);
  }

  /** What the comparison within the files has left without a counterpart. */
  alike(known: readonly Stray[], files: readonly FileCorrespondence[]): Stray[] {
    const taken = new Set(known.flatMap(({ old, now }) => [old, now]));
    const open = (loose: readonly Loose[], side: 'old' | 'now'): Loose[] =>
      loose.map(({ side: at, entities }) => {
        const matched = matchedIn(files, side, at);
        return { side: at, entities: entities.filter((e) => !taken.has(e) && !matched(e)) };
      });
    return alikeStrays(open(this.gone, 'old'), open(this.come, 'now'));
  }

  /** One correspondence for each two files that have code in common. */
  correspondences(strays: readonly Stray[]): MovedCode[] {
    const byFiles = new Map<string, Stray[]>();
    for (const stray of strays) {
      const key = `${stray.from.id}\n${stray.to.id}`;
      byFiles.set(key, [...(byFiles.get(key) ?? []), stray]);
    }
    return [...byFiles.values()].map((list) => this.correspondence(list));
  }

  private correspondence(strays: readonly Stray[]): MovedCode {
    const { from, to } = strays[0] as Stray;
    const pairs = new FunctionMatcher(from.file, to.file, []).runFrom(strays);
    const old = from.file.model;
    const now = to.file.model;
    const functions = listMatches(old, now, pairs, []);
    const correspondence = new InferredCorrespondence({
      old,
      now,
      oldFile: from.file,
      nowFile: to.file,
      interner: this.interner,
      functions,
      pairs,
      decided: { old: new Set(), now: new Set() },
      apart: true,
    });
    return { from: from.id, to: to.id, correspondence };
  }
}

/** Whether an entity has a counterpart within its file, or its code does. */
function matchedIn(
  files: readonly FileCorrespondence[],
  side: 'old' | 'now',
  { file }: Side,
): (e: Entity) => boolean {
  const known = files.find(({ correspondence }) => correspondence[side] === file.model);
  const matched = new Set<number>();
  for (const match of known?.correspondence.functions ?? []) {
    const isPaired = match.old !== undefined && match.now !== undefined;
    const index = match[side];
    if (index !== undefined && (isPaired || match.host !== undefined)) matched.add(index);
  }
  const isMatched = (e: Entity): boolean =>
    e.fn >= 0 ? matched.has(e.fn) : e.children.length === 0 || e.children.some(isMatched);
  return isMatched;
}

/**
 * Says in the files' own correspondences where functions went and came from.
 *
 * @param own the correspondence of a file, by its new name
 */
export function noteMoves(
  { files, moved }: Pick<ProgramCorrespondence, 'files' | 'moved'>,
  own: (id: string) => Correspondence | undefined,
): void {
  for (const { from, to, correspondence } of moved) {
    const source = own(files.find(({ old }) => old === from)?.now ?? from);
    const target = own(to);
    for (const { old, now, confidence, reason } of correspondence.functions) {
      if (old === undefined || now === undefined) continue;
      const gone = { old, confidence, reason, elsewhere: { id: to, fn: now } };
      const come = { now, confidence, reason, elsewhere: { id: from, fn: old } };
      if (source instanceof InferredCorrespondence) source.noteElsewhere(gone);
      if (target instanceof InferredCorrespondence) target.noteElsewhere(come);
    }
  }
}

export type { FunctionModel, MovedBinding, RenamedFile };
