import type { FunctionModel, SourceModel } from '../../program-model/model/types.js';
import type { Decisions } from './decisions.js';
import { matchBodies, type BodyMatch } from './body-match.js';
import { ChangedPart } from './changed-part.js';
import type { Entity, FileTree } from './entities.js';
import type { EntityPair } from './functions.js';
import { enclosingStatement, isFixedInPlace, nodeConfidence } from './confidence.js';
import { MatchedCorrespondence } from './matched.js';
import { localTree } from './local.js';
import { bareName } from './similarity.js';
import { eachCallOf, findLoopGiven, findLoopTaken } from './loop-callbacks.js';
import { findExtracted, findInlined, type Relocation } from './splits.js';
import { isStatementKind } from './matching.js';
import type { Interner, Tree } from './tree.js';
import type { FunctionMatch } from './types.js';

export interface CorrespondenceInput {
  old: SourceModel;
  now: SourceModel;
  oldFile: FileTree;
  nowFile: FileTree;
  interner: Interner;
  functions: FunctionMatch[];
  pairs: readonly EntityPair[];
  decisions?: Decisions;
  /** Functions whose counterpart, or lack of one, is not to be inferred. */
  decided: { old: ReadonlySet<number>; now: ReadonlySet<number> };
  /** Only the paired functions are meant: the rest of the two files belongs elsewhere. */
  apart?: boolean;
}

const MAX_RELOCATIONS = 400;
/** Of code that may as well be elsewhere: sure enough not to ask. */
const RIVAL_CONFIDENCE = 0.8;

/** A correspondence whose bodies are compared when they are first asked for. */
export class InferredCorrespondence extends MatchedCorrespondence {
  functions: readonly FunctionMatch[];
  private readonly takenNow = new Set<number>();
  private readonly forOld = new Map<number, FunctionMatch>();
  private readonly bodies = new Map<number, BodyMatch>();
  private readonly renamed: Map<string, string>;
  private readonly part: ChangedPart;
  /** Relocated code by the old function it was in. */
  private readonly relocations = new Map<number, Relocation[]>();

  constructor(private readonly input: CorrespondenceInput) {
    super(input.old, input.now, input.decisions);
    this.functions = input.functions;
    for (const match of input.functions) {
      if (match.now !== undefined) this.takenNow.add(match.now);
      if (match.old !== undefined && match.now !== undefined) this.forOld.set(match.old, match);
      else if (match.now !== undefined) this.takenNow.delete(match.now);
    }
    this.renamed = renamedNames(input);
    this.part = new ChangedPart(input.old, input.now);
    this.pairByPlace();
    this.doubtTwins();
    if (input.apart !== true) {
      this.reseatCallbacks();
      this.relocate();
    }
  }

  functionFor(oldFn: number): FunctionMatch | undefined {
    return this.forOld.get(oldFn);
  }

  relocationsOf(oldFn: number): readonly Relocation[] {
    return this.relocations.get(oldFn) ?? [];
  }

  /** Notes that a function without a counterpart here has one in another file. */
  noteElsewhere(found: Omit<FunctionMatch, 'changed'>): void {
    const match = this.functions.find((m) =>
      found.old === undefined
        ? m.old === undefined && m.now === found.now
        : m.now === undefined && m.old === found.old,
    );
    if (match) Object.assign(match, found);
  }

  /** Renamed functions and classes, and the renamed variables of the functions around both. */
  private renamesAround(oldFn: number, nowFn: number): ReadonlyMap<string, string> {
    const renames = new Map(this.renamed);
    if (this.part.isInside(oldFn, nowFn)) return renames;
    let inner = nowFn;
    for (let at = this.old.functions[oldFn]?.parent ?? -1; at >= 0;) {
      const match = this.forOld.get(at);
      if (match?.now === undefined || match.now !== this.now.functions[inner]?.parent) break;
      const body = match.changed ? this.bodyOf(at) : undefined;
      for (const [from, to] of body?.renames ?? []) {
        if (!body?.likelyRenamed.has(from) && !renames.has(from)) renames.set(from, to);
      }
      inner = match.now;
      at = this.old.functions[at]?.parent ?? -1;
    }
    return renames;
  }

  /** Looks for added functions that were taken out of others, and removed ones put into others. */
  private relocate(): void {
    const { oldFile, nowFile, interner } = this.input;
    const lone = this.functions.filter((m) => m.old === undefined || m.now === undefined);
    if (lone.length > MAX_RELOCATIONS) return; // a rewrite, not a refactoring
    const hosts = this.functions.filter(
      (m) => m.changed && m.old !== undefined && m.now !== undefined,
    );
    for (const match of lone) {
      if (this.relocateLoop(match)) continue;
      if (match.old === undefined && match.now !== undefined) {
        const entity = nowFile.ofFunction[match.now];
        if (entity?.named !== true) continue;
        const fn = this.now.functions[match.now] as FunctionModel;
        const tree = localTree(nowFile, fn, interner, this.nowLabel);
        for (const host of this.hostsNaming(hosts, entity, 'now')) {
          this.noteRivals(host, fn, nowFile);
          const found = findExtracted(host, fn, tree, bareName(entity.name), interner);
          if (found) this.addRelocation(match, host.old.index, found);
        }
      } else if (match.now === undefined && match.old !== undefined) {
        const entity = oldFile.ofFunction[match.old];
        if (entity?.named !== true) continue;
        const fn = this.old.functions[match.old] as FunctionModel;
        const tree = localTree(oldFile, fn, interner, this.oldLabel);
        for (const host of this.hostsNaming(hosts, entity, 'old')) {
          this.noteRivals(host, fn, oldFile);
          const found = findInlined(host, fn, tree, bareName(entity.name), interner);
          if (found) this.addRelocation(match, match.old, found);
        }
      }
    }
  }

  /** Notes what a function and one that was added or removed both hold. Nested functions are told by what they say. */
  private noteRivals(host: BodyMatch, other: FunctionModel, file: FileTree): void {
    const { oldFile, interner } = this.input;
    const lay = (of: FileTree, fn: FunctionModel): Tree =>
      localTree(of, fn, interner, (nested) => bareText(of.model, nested));
    const there = statementHashes(lay(file, other));
    const own = lay(oldFile, host.old);
    for (let i = 1; i < own.size; i++) {
      const isRival = isStatementKind(own.kinds[i] as number) && there.has(own.hashes[i] as number);
      if (isRival) this.addRival(host, i);
    }
  }

  /** The functions in a statement that may be elsewhere are no surer than it is. */
  private addRival(host: BodyMatch, i: number): void {
    const { a } = host.matching;
    host.rivals.add(i);
    for (let k = Math.max(i, 1); k < (a.ends[i] as number); k++) {
      const node = a.nodes[k];
      const fn = node && this.old.functionOf.get(node);
      const match = fn && this.forOld.get(fn.index);
      if (match === undefined || match.confidence <= RIVAL_CONFIDENCE) continue;
      match.confidence = RIVAL_CONFIDENCE;
      match.reason = 'one of several equal places';
    }
  }

  /**
   * A loop around a `forEach` that becomes one itself (or the other way round) leaves the inner callback
   * with the outer one's path: the two are told apart by their lists.
   */
  private reseatCallbacks(): void {
    const { old, now } = this.input;
    const listIn = (model: SourceModel, fn: number | undefined): string | undefined =>
      eachCallOf(model.functions[fn ?? -1], model.text)?.list;
    for (const match of this.functions) {
      if (match.old === undefined || match.now === undefined || !match.changed) continue;
      const [was, is] = [listIn(old, match.old), listIn(now, match.now)];
      if (was === undefined || is === undefined || was === is) continue;
      const inner = this.functions.find((other) => {
        if (other.old === undefined)
          return (
            now.functions[other.now ?? -1]?.parent === match.now && listIn(now, other.now) === was
          );
        return (
          other.now === undefined &&
          old.functions[other.old]?.parent === match.old &&
          listIn(old, other.old) === is
        );
      });
      if (!inner) continue;
      const { confidence, reason } = inner;
      const outer: FunctionMatch =
        inner.old === undefined
          ? { now: match.now, changed: true, confidence, reason }
          : { old: match.old, changed: true, confidence, reason };
      this.forOld.delete(match.old);
      this.takenNow.delete(match.now);
      this.functions = [...this.functions.filter((m) => m !== match && m !== inner), outer];
      this.bodies.clear();
      this.addMatch({
        ...match,
        old: inner.old ?? match.old,
        now: inner.now ?? match.now,
        confidence: Math.min(match.confidence, 0.9),
        reason: 'the callback for the same list',
      });
      return this.reseatCallbacks();
    }
  }

  /** A callback of a `forEach` that was a loop before, or is one now. */
  private relocateLoop(match: FunctionMatch): boolean {
    const { oldFile, nowFile, interner, old, now } = this.input;
    const fn = match.now === undefined ? undefined : now.functions[match.now];
    const gone = match.old === undefined ? undefined : old.functions[match.old];
    const lone = fn ?? gone;
    const each = lone && eachCallOf(lone, fn ? now.text : old.text);
    // Nobody waits for the callbacks that such a one gives.
    if (!each || lone.async || lone.generator) return false;
    const host = this.functions.find((m) => (fn ? m.now === fn.parent : m.old === gone?.parent));
    const body = host?.old === undefined ? undefined : this.bodyOf(host.old);
    if (!body) return false;
    const found = fn
      ? findLoopTaken(body, {
          fn,
          tree: localTree(nowFile, fn, interner, this.nowLabel),
          each,
          text: old.text,
        })
      : findLoopGiven(body, {
          fn: lone,
          tree: localTree(oldFile, lone, interner, this.oldLabel),
          each,
          text: now.text,
        });
    if (!found) return false;
    this.addRelocation(match, found.body.old.index, found);
    return true;
  }

  /** A nested function counts as equal to its counterpart; one without, to those that say the same. */
  private readonly oldLabel = (nested: number): string => {
    const partner = this.forOld.get(nested)?.now;
    if (partner !== undefined) return `function ${partner}`;
    return `like ${this.input.oldFile.ofFunction[nested]?.content ?? `old ${nested}`}`;
  };

  private readonly nowLabel = (nested: number): string => {
    if (this.takenNow.has(nested)) return `function ${nested}`;
    return `like ${this.input.nowFile.ofFunction[nested]?.content ?? `new ${nested}`}`;
  };

  /** Functions that could not be told apart by themselves, by the code that they stand in. */
  private pairByPlace(): void {
    const lacking = (model: SourceModel, has: (index: number) => boolean): Set<number> =>
      new Set(model.functions.filter((fn) => !has(fn.index)).map((fn) => fn.parent));
    const oldParents = lacking(this.old, (index) => this.forOld.has(index));
    const nowParents = lacking(this.now, (index) => this.takenNow.has(index));
    for (const fn of this.old.functions) {
      const match = this.forOld.get(fn.index);
      if (match?.now === undefined) continue;
      if (!oldParents.has(fn.index) || !nowParents.has(match.now)) continue;
      const body = this.bodyOf(fn.index);
      if (body !== undefined) this.pairLeaves(body, match.confidence);
    }
  }

  /** Of functions that equal a sibling which is gone or new, the code around them tells how sure they are. */
  private doubtTwins(): void {
    const doubt = (
      model: SourceModel,
      lone: FunctionModel,
      oldOf: (fn: number) => number,
    ): void => {
      const siblings = model.functions.filter(({ parent, index }) => {
        return parent === lone.parent && index !== lone.index && oldOf(index) >= 0;
      });
      const text = bareText(model, lone.index);
      for (const { index } of siblings) {
        const match = this.forOld.get(oldOf(index));
        if (match && bareText(model, index) === text) this.doubt(match);
      }
    };
    const lone = this.functions.filter((m) => m.old === undefined || m.now === undefined);
    const oldOf = new Map([...this.forOld].map(([old, { now }]) => [now ?? -1, old]));
    for (const { old, now } of lone.length > MAX_RELOCATIONS ? [] : lone) {
      const was = this.old.functions[old ?? -1];
      const is = this.now.functions[now ?? -1];
      if (was) doubt(this.old, was, (fn) => (this.forOld.has(fn) ? fn : -1));
      if (is) doubt(this.now, is, (fn) => oldOf.get(fn) ?? -1);
    }
  }

  /** A function is as sure as the place that it stands at. */
  private doubt(match: FunctionMatch): void {
    const fn = this.old.functions[match.old as number] as FunctionModel;
    const body = this.bodyOf(fn.parent);
    const at = body?.indexOf(fn.node);
    if (!body || at === undefined || isFixedInPlace(body.matching, at)) return;
    this.addRival(body, enclosingStatement(body.matching.a, at));
  }

  /** Pairs the functions without counterpart that stand at matched places of two bodies. */
  private pairLeaves(body: BodyMatch, confidence: number): void {
    for (const [from, to] of body.nodeMap) {
      const a = this.old.functionOf.get(from);
      const b = this.now.functionOf.get(to);
      if (!a || !b || this.forOld.has(a.index) || this.takenNow.has(b.index)) continue;
      const { decided } = this.input;
      if (decided.old.has(a.index) || decided.now.has(b.index)) continue;
      const judgement = nodeConfidence(body, body.indexOf(from) ?? 0);
      const isSame = this.oldLabel(a.index) === this.nowLabel(b.index);
      this.addMatch({
        old: a.index,
        now: b.index,
        changed: this.old.text.slice(a.start, a.end) !== this.now.text.slice(b.start, b.end),
        confidence: Math.min(confidence, judgement.confidence, isSame ? 1 : 0.85),
        reason: judgement.reason,
      });
    }
  }

  private addMatch(match: FunctionMatch): void {
    const isLoose = (m: FunctionMatch): boolean => m.old === undefined || m.now === undefined;
    const rest = this.functions.filter(
      (m) => !isLoose(m) || (m.old === undefined ? m.now !== match.now : m.old !== match.old),
    );
    const place = (m: FunctionMatch): number => m.old ?? this.old.functions.length;
    this.functions = [...rest, match].sort((x, y) => place(x) - place(y));
    this.forOld.set(match.old as number, match);
    this.takenNow.add(match.now as number);
  }

  /** The bodies of changed functions whose text has the name on one side only. */
  private *hostsNaming(
    hosts: readonly FunctionMatch[],
    entity: Entity,
    side: 'old' | 'now',
  ): Generator<BodyMatch> {
    const name = bareName(entity.name);
    for (const host of hosts) {
      const fn = this[side].functions[host[side] as number] as FunctionModel;
      const text = this[side].text.slice(fn.start, fn.end);
      const body = text.includes(name) ? this.bodyOf(host.old as number) : undefined;
      if (body !== undefined) yield body;
    }
  }

  private addRelocation(match: FunctionMatch, oldFn: number, found: Relocation): void {
    const list = this.relocations.get(oldFn);
    if (list === undefined) this.relocations.set(oldFn, [found]);
    else list.push(found);
    found.host.forgetMap();
    const host = found.kind === 'extracted' ? found.host.old : found.host.now;
    this.pairLeaves(found.body, 0.9);
    match.host = host.index;
    match.confidence = Math.min(0.95, 0.5 + found.share / 2);
    const [taken, put] = found.loop
      ? ['was a loop of', 'is a loop of']
      : ['taken out of', 'put into'];
    match.reason = `${found.kind === 'extracted' ? taken : put} ${host.path}`;
  }

  bodyOf(oldFn: number): BodyMatch | undefined {
    let body = this.bodies.get(oldFn);
    if (body !== undefined) return body;
    const match = this.forOld.get(oldFn);
    if (match?.now === undefined) return undefined;
    body = matchBodies({
      oldFile: this.input.oldFile,
      nowFile: this.input.nowFile,
      old: this.old.functions[oldFn] as FunctionModel,
      now: this.now.functions[match.now] as FunctionModel,
      interner: this.input.interner,
      oldLabel: this.oldLabel,
      nowLabel: this.nowLabel,
      renamed: this.renamesAround(oldFn, match.now),
    });
    this.bodies.set(oldFn, body);
    return body;
  }
}

function bareText({ functions, text }: SourceModel, index: number): string {
  const { start, end } = functions[index] as FunctionModel;
  return text.slice(start, end).replace(/\s+/g, '');
}

function statementHashes(tree: Tree): Set<number> {
  const hashes = new Set<number>();
  for (let i = 1; i < tree.size; i++) {
    if (isStatementKind(tree.kinds[i] as number)) hashes.add(tree.hashes[i] as number);
  }
  return hashes;
}

/**
 * Old name to new name of what was renamed, where the old name has one new name only; names of
 * properties have a dot in front.
 */
function renamedNames(input: CorrespondenceInput): Map<string, string> {
  const renamed = new Map<string, string>();
  const ambiguous = new Set<string>();
  const add = (from: string | undefined, to: string | undefined): void => {
    if (from === undefined || to === undefined) return;
    if (renamed.has(from) && renamed.get(from) !== to) ambiguous.add(from);
    renamed.set(from, to);
  };
  for (const match of input.functions) {
    const old = input.old.functions[match.old ?? -1];
    const now = input.now.functions[match.now ?? -1];
    if (old && now) add(old.usedAs, now.usedAs);
  }
  for (const { old, now } of input.pairs) {
    if (old.sort === 'class' && old.named && now.named) add(old.name, now.name);
  }
  for (const [from, to] of renamed) if (from === to || ambiguous.has(from)) renamed.delete(from);
  return renamed;
}
