import type { Baseline, SessionSource, UpdateNotice } from '../../protocol/baseline.js';
import type { UpdatePlan } from '../../protocol/plan.js';
import type { HistoryEntry, StackResult } from '../../protocol/results.js';
import type { SessionMethod, SessionMethods } from '../../protocol/rpc.js';
import type { SessionRecord } from '../../protocol/session.js';
import { Signal } from '../signal.js';

/** The connection to a session, as far as the editor needs one. */
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

/** An update or a rollback that was seen, or is known from the session's history. */
export interface SeenUpdate {
  entry: HistoryEntry;
  /** What it came to; of updates before the editor was there, nothing but the entry is known. */
  notice?: UpdateNotice;
  /** The plan that it was made by, if this editor made it. */
  plan?: UpdatePlan;
}

/** What runs is not asked for again within this time, and has to be answered in this, in ms. */
const FRESH = 400;
const ANSWERS_IN = 5000;

/** A running program that can be updated. */
export class LiveSession {
  readonly #link: SessionLink;
  readonly #sources = new Map<string, Promise<SessionSource | undefined>>();
  readonly #notices = new Map<number, UpdateNotice>();
  readonly #plans = new Map<number, UpdatePlan>();
  #history: HistoryEntry[] = [];
  #baseline: Baseline;
  #ended = false;
  #asked = performance.now();
  #asking: Promise<void> | undefined;
  readonly #noted = new Signal<void>();

  private constructor(link: SessionLink, baseline: Baseline, history: HistoryEntry[]) {
    this.#link = link;
    this.#baseline = baseline;
    this.#history = history;
    link.onEnd(() => (this.#ended = true));
  }

  /** @throws {Error} when the session ends meanwhile */
  static async open(link: SessionLink): Promise<LiveSession> {
    await link.call('subscribe', undefined);
    const [baseline, history] = await Promise.all([
      link.call('baseline', undefined),
      link.call('history', undefined),
    ]);
    return new LiveSession(link, baseline, history);
  }

  get record(): SessionRecord {
    return this.#link.record;
  }

  get name(): string {
    return this.record.name;
  }

  get version(): number {
    return this.#baseline.version;
  }

  /** What runs, as it was when it was asked last: after each update, and on demand. */
  get baseline(): Baseline {
    return this.#baseline;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  /** The versions that ran, oldest first. */
  get updates(): SeenUpdate[] {
    return this.#history.map((entry) => {
      const notice = this.#notices.get(entry.version);
      const plan = this.#plans.get(entry.version);
      return { entry, ...(notice && { notice }), ...(plan && { plan }) };
    });
  }

  /** Whether a file, by its absolute path, is a module of the program. */
  runs(file: string): boolean {
    // A session is there before the program has loaded anything.
    return file === this.record.entry || this.#baseline.modules.some((one) => one.file === file);
  }

  /** The hash of the version of a file that runs. */
  hashOf(file: string): string | undefined {
    return this.#baseline.modules.find((module) => module.file === file)?.hash;
  }

  onUpdated(listener: (notice: UpdateNotice) => void): void {
    this.#link.on('updated', listener);
  }

  onEnd(listener: () => void): void {
    this.#link.onEnd(listener);
  }

  call<M extends SessionMethod>(
    method: M,
    params: SessionMethods[M]['params'],
    timeoutMs?: number,
  ): Promise<SessionMethods[M]['result']> {
    return this.#link.call(method, params, timeoutMs);
  }

  stack(depth?: number): Promise<StackResult> {
    return this.call('stack', depth === undefined ? undefined : { depth });
  }

  /** The texts of a version of a module; `undefined` when nobody has them any more. */
  source(hash: string): Promise<SessionSource | undefined> {
    let source = this.#sources.get(hash);
    if (!source) {
      source = this.call('source', { hash }).catch(() => {
        this.#sources.delete(hash);
        return undefined;
      });
      this.#sources.set(hash, source);
    }
    return source;
  }

  /** Remembers by which plan a version was made. */
  keepPlan(version: number, plan: UpdatePlan): void {
    this.#plans.set(version, plan);
  }

  /** Asks again what runs, unless it has just been asked; modules are loaded at any time. */
  refresh(): Promise<void> {
    const isFresh = performance.now() - this.#asked < FRESH;
    if (this.#ended || (isFresh && !this.#asking)) return Promise.resolve();
    return (this.#asking ??= this.#ask().finally(() => (this.#asking = undefined)));
  }

  async #ask(): Promise<void> {
    try {
      this.#baseline = await this.call('baseline', undefined, ANSWERS_IN);
    } catch {
      // It has ended, or is too busy to say.
    }
    this.#asked = performance.now();
  }

  /** Takes note of an update. */
  async note(notice: UpdateNotice): Promise<void> {
    if (notice.outcome === 'applied') this.#notices.set(notice.version, notice);
    try {
      [this.#baseline, this.#history] = await Promise.all([
        this.call('baseline', undefined),
        this.call('history', undefined),
      ]);
    } catch {
      // It has ended, which `onEnd` tells.
    }
    this.#noted.fire();
  }

  /** Waits until a version that is known to run is in the history, or the session has ended. */
  async knows(version: number): Promise<void> {
    if (this.#ended || this.#history.some((entry) => entry.version === version)) return;
    let done = (): void => undefined;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ANSWERS_IN);
      const listening = this.#noted.on(() => resolve());
      this.#link.onEnd(() => resolve());
      done = () => {
        clearTimeout(timer);
        listening.dispose();
      };
    });
    done();
  }

  close(): void {
    this.#link.close();
  }
}
