import { nothingToRollBack, RestitchError } from '../../../protocol/diagnostics.js';
import type { HistoryEntry, ThreadResult } from '../../../protocol/results.js';
import type { Lineage } from '../../update/lineage.js';
import { contentHash, pastOf, type Change, type Past, type Sources } from '../update-sources.js';

/** An update as a rollback needs it. */
interface Done {
  changes: Past[];
  /** Modules that it brought into use. */
  brought: Lineage[];
}

/** What an update or a rollback took. */
interface Taken {
  pauseMs: number;
  threads: readonly ThreadResult[];
}

/** The updates of a session: what is told of them, and what a rollback needs. */
export class History {
  /** The version that runs, from 1 on. */
  version = 1;
  readonly entries: HistoryEntry[];
  /** The changes of each update, newest last: what a rollback takes back. */
  readonly #done: Done[] = [];

  /** @param started when the program began, as an ISO date */
  constructor(
    readonly sources: Sources,
    started: string,
  ) {
    const none = { files: [], changes: [], pauseMs: 0, framesRebuilt: 0 };
    this.entries = [{ version: 1, time: started, kind: 'start', ...none }];
  }

  /**
   * The last update's modules in the versions before it.
   * @throws {RestitchError} when there was none
   */
  previous(): Change[] {
    const last = this.#done[this.#done.length - 1];
    if (!last) throw new RestitchError(nothingToRollBack());
    return this.sources.takeBack(last.changes, last.brought, this.version + 1);
  }

  /** Notes an update, or a rollback, that is done. */
  record(changes: Change[], kind: HistoryEntry['kind'], { pauseMs, threads }: Taken): void {
    this.version += 1;
    const leaving = kind === 'rollback' ? (this.#done.pop()?.brought ?? []) : [];
    const brought = this.sources.keep(leaving);
    if (kind !== 'rollback') this.#done.push({ changes: changes.map(pastOf), brought });
    for (const { step } of changes) {
      this.sources.firstSeen.set(contentHash(step.to.hash), this.version);
    }
    const files = changes.map(({ step }) => step.to.source.id);
    this.entries.push({
      ...{ version: this.version, time: new Date().toISOString(), kind, files },
      changes: changes.map(({ step: { from, to } }) => ({
        ...{ file: to.source.id, from: from.hash, to: to.hash },
      })),
      pauseMs,
      framesRebuilt: threads.reduce((sum, thread) => sum + thread.framesRebuilt, 0),
    });
  }
}
