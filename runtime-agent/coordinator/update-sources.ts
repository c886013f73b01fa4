import { existsSync } from 'node:fs';
import {
  invertCorrespondence,
  MatchedCorrespondence,
} from '../../language-server/inference/index.js';
import { missingSource, RestitchError, type Diagnostic } from '../../protocol/diagnostics.js';
import { sourceHash } from '../../protocol/source-hash.js';
import { authoredLines } from '../loader/authored-lines.js';
import type { ModuleLoader } from '../loader/module-loader.js';
import { Lineage, type PushOptions, type Step } from '../update/lineage.js';
import type { Candidate } from '../update/plan-decisions.js';
import { invertDecisions } from '../update/state-decisions.js';
import { Version } from '../update/versions.js';

/** A module whose sources differ from what runs. */
export interface Change {
  lineage: Lineage;
  step: Step;
}

/** The modules of the program with the versions of them that have run. */
export class Sources {
  readonly lineages = new Map<string, Lineage>();
  /** Content hash → the session's version that it first came with. */
  readonly firstSeen = new Map<string, number>();

  constructor(readonly loader: ModuleLoader) {}

  /** Takes note of what the threads have loaded. */
  learn(loaded: readonly { id: string; hash: string }[], version: number): void {
    for (const { id, hash } of loaded) {
      if (!this.firstSeen.has(contentHash(hash))) this.firstSeen.set(contentHash(hash), version);
      if (this.lineages.has(id)) continue;
      const entry = this.loader.store.get(hash);
      if (!entry || entry.skipped) continue;
      const { text, format, stripMap } = entry;
      const { statements } = this.loader;
      const source = { id, hash, text, format, statements };
      this.lineages.set(id, new Lineage(new Version(source, authoredLines(text, stripMap))));
    }
  }

  /** The versions that run, by file, as the store names them. */
  pins(): Record<string, string> {
    const pins = [...this.lineages].map(([id, { newest }]) => [id, contentHash(newest.hash)]);
    return Object.fromEntries(pins) as Record<string, string>;
  }

  /**
   * Compares the files on disk with what runs.
   * @throws {RestitchError} for sources that are missing or do not parse
   */
  findChanges(version: number): Candidate[] {
    const found: Candidate[] = [];
    const problems: Diagnostic[] = [];
    for (const [id, lineage] of this.lineages) {
      const { newest } = lineage;
      const { source } = newest;
      if (!existsSync(id)) {
        problems.push(missingSource(id));
        continue;
      }
      try {
        const entry = this.loader.version(id, source.format);
        if (entry.text === source.text) continue;
        if (entry.skipped) problems.push({ ...entry.skipped, severity: 'error' });
        else {
          const hash = nextHash(lineage, entry.hash, version);
          const { text, stripMap } = entry;
          const to = new Version({ ...source, text, hash }, authoredLines(text, stripMap));
          found.push({ from: newest, to, hashes: this.#hashes(newest.hash, entry.hash) });
        }
      } catch (error) {
        if (!(error instanceof RestitchError)) throw error;
        problems.push(...error.diagnostics);
      }
    }
    const [first, ...more] = problems;
    if (first) throw new RestitchError(first, ...more);
    return found;
  }

  /** Goes back to what an update has replaced; its decisions are taken back too. */
  takeBack({ lineage, step }: Change, version: number): Change {
    const { newest } = lineage;
    const hash = nextHash(lineage, step.from.hash, version);
    const to = step.from.again(hash);
    const candidate = { from: newest, to, hashes: this.#hashes(newest.hash, hash) };
    const forward = step.correspondence;
    const isKnown =
      step.overrides !== undefined &&
      forward instanceof MatchedCorrespondence &&
      forward.now === newest.model;
    return this.advance(candidate, {
      decisions: invertDecisions(step.decisions),
      ...(isKnown && { correspondence: invertCorrespondence(forward) }),
    });
  }

  #hashes(from: string, to: string): Candidate['hashes'] {
    const hashOf = (hash: string): string =>
      sourceHash(this.loader.store.authored(contentHash(hash)) ?? '');
    return { from: hashOf(from), to: hashOf(to) };
  }

  /** Makes a text the newest version of its module. */
  advance({ to }: Candidate, options: PushOptions = {}): Change {
    const lineage = this.lineages.get(to.source.id);
    if (!lineage) throw new Error(`${to.source.id} is not an updatable module`);
    return { lineage, step: lineage.push(to, options) };
  }
}

/** A hash that is unique in the module's history. */
function nextHash(lineage: Lineage, hash: string, version: number): string {
  const base = contentHash(hash);
  return lineage.version(base) ? `${base}~${version}` : base;
}

/** The store's hash of a version, without what makes it unique in the history. */
export const contentHash = (hash: string): string => hash.split('~')[0] ?? hash;
