import { loadedTwice, RestitchError } from '../../../protocol/diagnostics.js';
import { unlessEnded, type ThreadGroup } from '../thread-link.js';
import type { Change } from '../update-sources.js';
import { AgentLink } from '../update-threads.js';

/** Modules that a thread has loaded more than once: an update could reach one of the copies alone. */
export class Copies {
  /** The thread's name, by file. */
  readonly #twice = new Map<string, string>();

  forget(): void {
    this.#twice.clear();
  }

  note(loaded: readonly { id: string; isTwice: boolean }[], thread: string): void {
    for (const { id, isTwice } of loaded) if (isTwice) this.#twice.set(id, thread);
  }

  /** Copies that nobody has any more, such as one whose evaluation has failed, are collected rather than in the way. */
  async collect(group: ThreadGroup, changes: readonly Change[]): Promise<void> {
    if (!changes.some(({ lineage }) => this.#twice.has(lineage.newest.source.id))) return;
    this.#twice.clear();
    for (const link of group.links()) {
      await unlessEnded(link.post('HeapProfiler.collectGarbage', {}));
      const agent = new AgentLink(link);
      this.note((await unlessEnded(agent.loaded())) ?? [], agent.name);
    }
  }

  /** @throws RestitchError RS1225 where an update changes such a module */
  refuse(changes: readonly Change[]): void {
    const [first, ...more] = changes.flatMap(({ lineage }) => {
      const { id } = lineage.newest.source;
      const thread = this.#twice.get(id);
      return thread === undefined ? [] : [loadedTwice({ file: id }, thread)];
    });
    if (first) throw new RestitchError(first, ...more);
  }
}
