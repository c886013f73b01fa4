import { existsSync } from 'node:fs';
import { WorkerFiles } from '../../agent/worker-files.js';
import { unlessEnded, type ThreadGroup } from '../thread-link.js';
import type { Sources } from '../update-sources.js';
import { AgentLink, type Stopped } from '../update-threads.js';
import { Copies } from './copies.js';

/** What the threads have loaded, as they said when an update last began. */
export class LoadedModules {
  /** The path of the agent's own script; empty until a thread has said it. */
  agentScript = '';
  /** The versions that some thread had. */
  readonly versions = new Set<string>();
  readonly copies = new Copies();
  /** How many versions of modules each thread had, by the thread's id. */
  readonly #counts = new Map<number, number>();
  readonly #workerFiles: WorkerFiles;
  /** The session's version then. */
  #version = 1;

  /** @param rows the table that all threads share */
  constructor(
    readonly sources: Sources,
    rows: Int32Array,
  ) {
    this.#workerFiles = new WorkerFiles(rows);
  }

  /** Asks every thread. @param version the session's version that runs */
  async learn(group: ThreadGroup, version: number, timeoutMs?: number): Promise<void> {
    this.#version = version;
    this.versions.clear();
    this.#counts.clear();
    this.copies.forget();
    for (const link of group.links()) {
      const agent = new AgentLink(link);
      await unlessEnded(this.#learnFrom(agent, timeoutMs));
      this.agentScript ||= (await unlessEnded(agent.script())) ?? '';
    }
    // Workers that have ended may have loaded more, which the next one is to load.
    const others = this.#workerFiles.all().filter(({ id }) => existsSync(id));
    this.sources.learn(others, version);
  }

  /** Asks again a thread that has loaded something since it was asked, or has only started since. */
  async catchUp({ standing, agent }: Stopped): Promise<void> {
    if (standing.versions !== this.#counts.get(agent.id)) await this.#learnFrom(agent);
  }

  async #learnFrom(agent: AgentLink, timeoutMs?: number): Promise<void> {
    const loaded = await agent.loaded(timeoutMs);
    this.copies.note(loaded, agent.name);
    this.#counts.set(agent.id, loaded.length);
    this.sources.learn(loaded, this.#version);
    for (const { hash } of loaded) this.versions.add(hash);
  }
}
