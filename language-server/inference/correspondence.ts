import type { FunctionModel, SourceModel } from '../../program-model/model/types.js';
import type { Decisions } from './decisions.js';
import { matchBodies, type BodyMatch } from './body-match.js';
import { usedName, type Entity, type FileTree } from './entities.js';
import type { EntityPair } from './functions.js';
import { nodeConfidence } from './confidence.js';
import { MatchedCorrespondence } from './matched.js';
import { localTree } from './local.js';
import { bareName } from './similarity.js';
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

/** A correspondence whose bodies are compared when they are first asked for. */
export class InferredCorrespondence extends MatchedCorrespondence {
  functions: readonly FunctionMatch[];
  private readonly takenNow = new Set<number>();
  private readonly forOld = new Map<number, FunctionMatch>();
  private readonly bodies = new Map<number, BodyMatch>();
  private readonly renamed: Map<string, string>;
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
    this.pairByPlace();
    if (input.apart !== true) this.relocate();
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
      if (match.old === undefined && match.now !== undefined) {
        const entity = nowFile.ofFunction[match.now];
        if (entity?.named !== true) continue;
        const fn = this.now.functions[match.now] as FunctionModel;
        const tree = localTree(nowFile, fn, interner, this.nowLabel);
        for (const host of this.hostsNaming(hosts, entity, 'now')) {
          noteRivals(host, tree);
          const found = findExtracted(host, fn, tree, bareName(entity.name), interner);
          if (found) this.addRelocation(match, host.old.index, found);
        }
      } else if (match.now === undefined && match.old !== undefined) {
        const entity = oldFile.ofFunction[match.old];
        if (entity?.named !== true) continue;
        const fn = this.old.functions[match.old] as FunctionModel;
        const tree = localTree(oldFile, fn, interner, this.oldLabel);
        for (const host of this.hostsNaming(hosts, entity, 'old')) {
          noteRivals(host, tree);
          const found = findInlined(host, fn, tree, bareName(entity.name), interner);
          if (found) this.addRelocation(match, match.old, found);
        }
      }
    }
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
    match.reason =
      found.kind === 'extracted' ? `taken out of ${host.path}` : `put into ${host.path}`;
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

function noteRivals(host: BodyMatch, tree: Tree): void {
  for (let i = 1; i < tree.size; i++) {
    if (isStatementKind(tree.kinds[i] as number)) host.rivals.add(tree.hashes[i] as number);
  }
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
    if (old && now) add(usedName(old), usedName(now));
  }
  for (const { old, now } of input.pairs) {
    if (old.sort === 'class' && old.named && now.named) add(old.name, now.name);
  }
  for (const [from, to] of renamed) if (from === to || ambiguous.has(from)) renamed.delete(from);
  return renamed;
}
