import { existsSync } from 'node:fs';
import {
  invertCorrespondence,
  MatchedCorrespondence,
} from '../../language-server/inference/index.js';
import { RestitchError, type Diagnostic } from '../../protocol/diagnostics.js';
import { sourceHash } from '../../protocol/source-hash.js';
import { authoredLines } from '../loader/authored-lines.js';
import type { ModuleLoader } from '../loader/module-loader.js';
import { whySkipped } from '../loader/skipped.js';
import type { Store } from '../loader/store.js';
import { Lineage, type PushOptions } from '../update/lineage.js';
import type { Step } from '../update/step.js';
import type { Candidate } from '../update/plan-decisions.js';
import type { Newcomer } from '../update/relations.js';
import { invertDecisions } from '../update/state-decisions.js';
import { invertTypes } from '../update/type-decisions.js';
import { Version, type StoredParts } from '../update/versions.js';
import { AcrossModules } from './across-modules.js';
import { sortGone } from './gone-files.js';
import { importedFiles } from './imported-files.js';

/** A module whose sources differ from what runs. */
export interface Change {
  lineage: Lineage;
  step: Step;
}

/** What a rollback needs of a change. */
export interface Past {
  lineage: Lineage;
  /** The version that ran before, with nothing made from its text, which only that rollback needs. */
  from: Version;
  decisions: Step['decisions'];
  types: Step['types'];
  /** The step, where the developer had decided something of it. */
  decided: Step | undefined;
}

export function pastOf({ lineage, step }: Change): Past {
  const { from, decisions, types, overrides } = step;
  const decided = overrides === undefined ? undefined : step;
  return { lineage, from: decided ? from : from.bare(), decisions, types, decided };
}

/** The modules of the program with the versions of them that have run. */
export class Sources {
  readonly lineages = new Map<string, Lineage>();
  /** Content hash → the session's version that it first came with. */
  readonly firstSeen = new Map<string, number>();

  /** Modules that are loaded but no longer in use: a rollback has taken their code back elsewhere. */
  readonly #dormant = new Set<string>();
  /** By content hash. */
  readonly #authoredHashes = new Map<string, string>();
  /** Modules that the update under way brings. */
  #brought: Newcomer[] = [];

  constructor(readonly loader: ModuleLoader) {}

  /** Takes note of what the threads have loaded. */
  learn(loaded: readonly { id: string; hash: string }[], version: number): void {
    for (const { id, hash } of loaded) {
      if (!this.firstSeen.has(contentHash(hash))) this.firstSeen.set(contentHash(hash), version);
      if (this.lineages.has(id)) continue;
      const { store } = this.loader;
      const entry = store.source(hash);
      if (!entry || entry.skipped) continue;
      const { text, format, stripMap } = entry;
      const { statements } = this.loader;
      const source = { id, hash, text, format, statements, stored: storedParts(store, hash) };
      this.lineages.set(id, new Lineage(new Version(source, authoredLines(text, stripMap))));
    }
  }

  /** Whether a module that is loaded has code or state of the version that runs. */
  isInUse(id: string): boolean {
    return !this.#dormant.has(id);
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
    const gone: Lineage[] = [];
    for (const [id, lineage] of this.lineages) {
      if (this.#dormant.has(id)) continue;
      if (!existsSync(id)) {
        gone.push(lineage);
        continue;
      }
      try {
        const candidate = this.#candidate(lineage, version);
        if (candidate) found.push(candidate);
      } catch (error) {
        if (!(error instanceof RestitchError)) throw error;
        problems.push(...error.diagnostics);
      }
    }
    // What does not parse may be what imports them.
    if (problems.length === 0 && gone.length > 0) {
      const present = [...this.lineages.values()].filter((lineage) => !gone.includes(lineage));
      const absent = gone.map((lineage) => {
        const id = lineage.newest.source.id;
        return { id, emptied: this.#candidate(lineage, version, '') };
      });
      const running = present.map(({ newest }) => newest);
      const { dropped, missed } = sortGone(absent, running, found);
      found.push(...dropped);
      problems.push(...missed);
    }
    const [first, ...more] = problems;
    if (first) throw new RestitchError(first, ...more);
    return found;
  }

  /**
   * @param text what takes the place of the file's text
   * @returns undefined for what runs already
   * @throws {RestitchError} for sources that do not parse
   */
  #candidate(lineage: Lineage, version: number, text?: string): Candidate | undefined {
    const { newest } = lineage;
    const { id, format, text: running } = newest.source;
    const entry = this.loader.source(id, format, text);
    if (entry.text === running) return undefined;
    const hash = nextHash(lineage, entry.hash, version);
    const lines = authoredLines(entry.text, entry.stripMap);
    const to = newest.edited(entry.text, hash, lines);
    const skipped = entry.skipped ?? whyNotModelled(to);
    if (skipped) throw new RestitchError({ ...skipped, severity: 'error' });
    return { from: newest, to, hashes: this.#hashes(newest.hash, entry.hash) };
  }

  /**
   * Goes back to what an update has replaced; its decisions are taken back too.
   *
   * @param brought modules that the update brought into use
   */
  takeBack(last: readonly Past[], brought: readonly Lineage[], version: number): Change[] {
    const candidates = last.map(({ lineage, from }): Candidate => {
      const { newest } = lineage;
      const hash = nextHash(lineage, from.hash, version);
      return { from: newest, to: from.again(hash), hashes: this.#hashes(newest.hash, hash) };
    });
    const across = this.compare(candidates, brought);
    const changes = candidates.map((candidate, index) => {
      const known = last[index] && takenBack(last[index], candidate);
      const types = invertTypes(last[index]?.types, `types ${version}`);
      return this.advance(candidate, { ...across.optionsFor(candidate), ...known, types });
    });
    for (const lineage of brought) {
      const to = lineage.newest.again(nextHash(lineage, lineage.newest.hash, version));
      changes.push({ lineage, step: lineage.push(to, { isDormant: true }) });
    }
    this.relate(across, changes);
    return changes;
  }

  /**
   * Compares all that an update changes at once, with what it imports for the first time.
   *
   * @param leaving modules that are out of use from now on
   */
  compare(candidates: readonly Candidate[], leaving: readonly Lineage[] = []): AcrossModules {
    const newcomers = this.#newcomers(candidates.map(({ to }) => to));
    return new AcrossModules(candidates, newcomers, leaving);
  }

  /** Notes in the steps of an update what went from one module to another. */
  relate(across: AcrossModules, changes: readonly Change[]): void {
    this.forget();
    this.#brought = across.relate(changes);
    for (const { lineage, version } of this.#brought) {
      this.lineages.set(version.source.id, lineage);
    }
  }

  /** Modules that changed ones import and that are not in use so far. */
  #newcomers(versions: readonly Version[]): Newcomer[] {
    const files = new Set(versions.flatMap(({ model }) => importedFiles(model)));
    return [...files].flatMap((id): Newcomer[] => {
      const known = this.lineages.get(id);
      if (known) return this.#dormant.has(id) ? [{ lineage: known, version: known.newest }] : [];
      try {
        // Whole: it is loaded inside an evaluation, where compiling TypeScript would wait inside a wait.
        const { text, hash, format, skipped, stripMap } = this.loader.version(id);
        const source = { id, hash, text, format, statements: this.loader.statements };
        const version = new Version(source, authoredLines(text, stripMap));
        if (skipped) return [];
        return [{ lineage: new Lineage(version), version }];
      } catch (error) {
        if (error instanceof RestitchError) return []; // told when it is loaded
        throw error;
      }
    });
  }

  /**
   * The update under way is done: what it brought is in use.
   *
   * @param leaving modules that no longer are
   */
  keep(leaving: readonly Lineage[]): Lineage[] {
    for (const { newest } of leaving) this.#dormant.add(newest.source.id);
    for (const { version } of this.#brought) this.#dormant.delete(version.source.id);
    return this.#brought.splice(0).map(({ lineage }) => lineage);
  }

  /** The update under way is not done. */
  forget(): void {
    for (const { version } of this.#brought.splice(0)) {
      const { id } = version.source;
      if (!this.#dormant.has(id)) this.lineages.delete(id);
    }
  }

  /**
   * Forgets the versions of which no thread has anything any more.
   *
   * @param loaded the hashes of those that some thread has
   */
  retire(loaded: ReadonlySet<string>): Version[] {
    const lineages = [...this.lineages.values()];
    const steps = lineages.flatMap((lineage) => lineage.steps);
    const related = new Set(
      steps.flatMap(({ moves, taken, given }) => [
        ...moves.map(({ to }) => to),
        ...taken.map(({ from }) => from),
        ...given.flatMap(({ from, to }) => [from, to]),
      ]),
    );
    return lineages.flatMap((lineage) =>
      lineage.retire((version) => loaded.has(version.hash) || related.has(version)),
    );
  }

  #hashes(from: string, to: string): Candidate['hashes'] {
    return { from: this.#authoredHash(from), to: this.#authoredHash(to) };
  }

  /** As a plan names a version; of a large text that takes a while. */
  #authoredHash(hash: string): string {
    const key = contentHash(hash);
    const known =
      this.#authoredHashes.get(key) ?? sourceHash(this.loader.store.authored(key) ?? '');
    this.#authoredHashes.set(key, known);
    return known;
  }

  /** Makes a text the newest version of its module. */
  advance({ to }: Candidate, options: PushOptions = {}): Change {
    const lineage = this.lineages.get(to.source.id);
    if (!lineage) throw new Error(`${to.source.id} is not an updatable module`);
    return { lineage, step: lineage.push(to, options) };
  }
}

/** Why a version can't be updated to, if so. */
function whyNotModelled(version: Version): Diagnostic | undefined {
  try {
    void version.model;
    return undefined;
  } catch (error) {
    return whySkipped(error, version.source.id);
  }
}

/** What is known of the way back from a step. */
function takenBack({ decisions, decided }: Past, { from }: Candidate): PushOptions {
  const forward = decided?.correspondence;
  const isKnown = forward instanceof MatchedCorrespondence && forward.now === from.model;
  return {
    decisions: invertDecisions(decisions),
    ...(isKnown && { correspondence: invertCorrespondence(forward) }),
  };
}

/** A hash that is unique in the module's history. */
function nextHash(lineage: Lineage, hash: string, version: number): string {
  const base = contentHash(hash);
  return lineage.version(base) ? `${base}~${version}` : base;
}

/** The store's hash of a version, without what makes it unique in the history. */
export const contentHash = (hash: string): string => hash.split('~')[0] ?? hash;

/** What the store has of a version that was loaded. */
const storedParts = (store: Store, hash: string): StoredParts => ({
  hash,
  charts: () => store.charts(hash),
  runs: () => store.runs(hash),
});
