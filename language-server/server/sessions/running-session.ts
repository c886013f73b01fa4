import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ActiveStatement,
  Baseline,
  BaselineStack,
  UpdateNotice,
} from '../../../protocol/baseline.js';
import type { SessionMethod, SessionMethods } from '../../../protocol/rpc.js';
import type { SessionRecord } from '../../../protocol/session.js';
import type { Base } from '../analysis/types.js';

/** The connection to a session, as far as a server needs one. */
export interface SessionLink {
  readonly record: SessionRecord;
  call<M extends SessionMethod>(
    method: M,
    params: SessionMethods[M]['params'],
    timeoutMs?: number,
  ): Promise<SessionMethods[M]['result']>;
  on(method: 'updated', listener: (notice: UpdateNotice) => void): () => void;
  onEnd(listener: () => void): void;
  close(): void;
}

/** Two questions after where the program is are at least this far apart, in milliseconds. */
const LOOK_EVERY = 400;

/** A session that documents are compared with: what runs, and where. */
export class RunningSession {
  baseline: Baseline;
  readonly #link: SessionLink;
  readonly #sources = new Map<string, Promise<Base | undefined>>();
  #lastLook = performance.now();
  #looking: Promise<boolean> | undefined;
  #later: Promise<boolean> | undefined;
  /** Hash by file: what runs. */
  #modules = new Map<string, string>();
  #isDetached = false;

  private constructor(link: SessionLink, baseline: Baseline) {
    this.#link = link;
    this.baseline = baseline;
    this.#take(baseline);
  }

  /** @throws {RestitchError} when the session ends meanwhile */
  static async open(link: SessionLink): Promise<RunningSession> {
    await link.call('subscribe', undefined);
    return new RunningSession(link, await link.call('baseline', undefined));
  }

  get record(): SessionRecord {
    return this.#link.record;
  }

  get name(): string {
    return this.#link.record.name;
  }

  get files(): readonly string[] {
    return [...this.#modules.keys()];
  }

  runs(file: string): boolean {
    return this.#modules.has(file);
  }

  onUpdated(listener: (notice: UpdateNotice) => void): void {
    this.#link.on('updated', listener);
  }

  /** Calls back when the program has ended; not after `detach`. */
  onEnd(listener: () => void): void {
    this.#link.onEnd(() => {
      if (!this.#isDetached) listener();
    });
  }

  detach(): void {
    this.#isDetached = true;
    this.#link.close();
  }

  call<M extends SessionMethod>(
    method: M,
    params: SessionMethods[M]['params'],
  ): Promise<SessionMethods[M]['result']> {
    return this.#link.call(method, params);
  }

  /** The texts of a file that runs; `undefined` when it does not, or they cannot be had. */
  base(file: string): Promise<Base | undefined> {
    const hash = this.#modules.get(file);
    if (hash === undefined) return Promise.resolve(undefined);
    let source = this.#sources.get(hash);
    if (!source) this.#sources.set(hash, (source = this.#fetch(hash)));
    return source;
  }

  activeIn(file: string): ActiveStatement[] {
    return this.baseline.active.filter((statement) => statement.file === file);
  }

  /**
   * Asks the program where it is, and what it has loaded.
   * @param isDue At once; else some time after it was asked last.
   * @returns Whether anything is different.
   */
  async look(isDue: boolean): Promise<boolean> {
    if (this.#looking) return this.#looking;
    const early = isDue ? 0 : this.#lastLook + LOOK_EVERY - performance.now();
    if (early > 0) return (this.#later ??= this.#lookLater(early));
    this.#looking = this.#look();
    try {
      return await this.#looking;
    } finally {
      this.#looking = undefined;
      this.#lastLook = performance.now();
    }
  }

  /**
   * Asks where each single frame is; what runs is known anew after it.
   * @throws {RestitchError} when the session has ended
   */
  async stacks(): Promise<Baseline & { stacks: BaselineStack[] }> {
    const { stacks = [], ...baseline } = await this.#link.call('baseline', { stacks: true });
    if (JSON.stringify(baseline) !== JSON.stringify(this.baseline)) this.#take(baseline);
    return { ...baseline, stacks };
  }

  async #lookLater(ms: number): Promise<boolean> {
    await sleep(ms, undefined, { ref: false });
    this.#later = undefined;
    return this.look(true);
  }

  async #look(): Promise<boolean> {
    try {
      const baseline = await this.#link.call('baseline', undefined);
      const isSame = JSON.stringify(baseline) === JSON.stringify(this.baseline);
      if (!isSame) this.#take(baseline);
      return !isSame;
    } catch {
      return false; // it has ended, which `onEnd` tells, or is too busy to say
    }
  }

  #take(baseline: Baseline): void {
    this.baseline = baseline;
    this.#modules = new Map(baseline.modules.map(({ file, hash }) => [file, hash]));
    const hashes = new Set(this.#modules.values());
    for (const hash of this.#sources.keys()) if (!hashes.has(hash)) this.#sources.delete(hash);
  }

  async #fetch(hash: string): Promise<Base | undefined> {
    try {
      const source = await this.#link.call('source', { hash });
      if (source.skipped) return undefined;
      const target = `node${this.record.node.replace(/^v/, '')}`;
      return { ...source, target, id: `${hash} ${source.statements} ${target}` };
    } catch {
      this.#sources.delete(hash);
      return undefined;
    }
  }
}
