import { existsSync } from 'node:fs';
import { missingSource, RestitchError, type Diagnostic } from '../../protocol/diagnostics.js';
import type { ModuleLoader } from '../loader/module-loader.js';
import { Lineage, type Step } from '../update/lineage.js';
import { Version, type SourceText } from '../update/versions.js';

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
      const { text, format } = entry;
      const { statements } = this.loader;
      this.lineages.set(id, new Lineage(new Version({ id, hash, text, format, statements })));
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
  findChanges(version: number): Change[] {
    const found: { lineage: Lineage; source: SourceText }[] = [];
    const problems: Diagnostic[] = [];
    for (const [id, lineage] of this.lineages) {
      const { source } = lineage.newest;
      if (!existsSync(id)) {
        problems.push(missingSource(id));
        continue;
      }
      try {
        const entry = this.loader.version(id, source.format);
        if (entry.text === source.text) continue;
        if (entry.skipped) problems.push({ ...entry.skipped, severity: 'error' });
        else found.push({ lineage, source: { ...source, text: entry.text, hash: entry.hash } });
      } catch (error) {
        if (!(error instanceof RestitchError)) throw error;
        problems.push(...error.diagnostics);
      }
    }
    const [first, ...more] = problems;
    if (first) throw new RestitchError(first, ...more);
    return found.map(({ lineage, source }) => this.advance(lineage, source, version));
  }

  /** Makes a text the newest version of a module; its hash gets unique in the module's history. */
  advance(lineage: Lineage, source: SourceText, version: number): Change {
    const base = contentHash(source.hash);
    const hash = lineage.version(base) ? `${base}~${version}` : base;
    const step = lineage.push(new Version({ ...source, hash }));
    return { lineage, step };
  }
}

/** The store's hash of a version, without what makes it unique in the history. */
export const contentHash = (hash: string): string => hash.split('~')[0] ?? hash;
