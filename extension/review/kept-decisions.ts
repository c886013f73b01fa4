import { fileURLToPath } from 'node:url';
import type { Decision, OverrideAnswer, OverrideParams } from '../../protocol/lsp/index.js';
import type { UpdateNotice } from '../../protocol/baseline.js';
import type { SessionRecord } from '../../protocol/session.js';

/** A decision of the developer, with what it was made about. */
interface Kept extends OverrideParams {
  /** The programs that ran the file then. */
  sessions: string[];
  /** What they ran of it. */
  hash: string;
}

/** A running program, as far as it matters here. */
interface Program {
  readonly record: SessionRecord;
  hashOf(file: string): string | undefined;
}

export interface KeptDecisionsPorts {
  /** Outlives the window. */
  storage: { get(key: string): unknown; update(key: string, value: unknown): unknown };
  /** The programs that run a file. */
  withFile(file: string): Program[];
  override(params: OverrideParams): Promise<OverrideAnswer | undefined>;
  /** The plan is another one now. */
  restored(): void;
}

const KEY = 'restitch.decisions';
/** Of programs that ended while no window was open nobody hears. */
const MOST = 500;

/**
 * Keeps the decisions that the language server has taken, and makes them again when there is a new
 * server: after the window was loaded again, or after a crash. A decision is about one step of one
 * program: it goes with the update, with the program, and with any other text of the old version.
 */
export class KeptDecisions {
  readonly #ports: KeptDecisionsPorts;
  readonly #kept = new Map<string, Kept>();
  /** Those that the server does not have yet. */
  #missing = new Set<string>();
  /** `again`: something has changed since it began. */
  #restoring: 'no' | 'yes' | 'again' = 'no';

  constructor(ports: KeptDecisionsPorts) {
    this.#ports = ports;
    for (const kept of (ports.storage.get(KEY) as Kept[] | undefined) ?? []) {
      this.#kept.set(keyOf(kept), kept);
    }
  }

  /** A new server runs, which knows of none. */
  serverStarted(): void {
    this.#missing = new Set(this.#kept.keys());
  }

  /** The server has taken a decision. */
  decided({ uri, decision }: OverrideParams): void {
    const key = keyOf({ uri, decision });
    this.#missing.delete(key);
    this.#kept.delete(key);
    const programs = this.#ports.withFile(fileURLToPath(uri));
    const hash = programs[0]?.hashOf(fileURLToPath(uri));
    if (decision.override !== null && hash !== undefined) {
      const sessions = programs.map(({ record }) => idOf(record));
      this.#kept.set(key, { uri, decision, sessions, hash });
    }
    this.#save();
  }

  updated({ outcome, files }: Pick<UpdateNotice, 'outcome' | 'files'>): void {
    if (outcome !== 'applied') return;
    const done = new Set(files);
    this.#drop(({ uri }) => done.has(fileURLToPath(uri)));
  }

  ended(record: SessionRecord): void {
    const id = idOf(record);
    this.#drop(
      ({ uri, sessions }) =>
        sessions.includes(id) && this.#ports.withFile(fileURLToPath(uri)).length === 0,
    );
  }

  /** Makes those again that the server can take by now. */
  async restore(): Promise<void> {
    if (this.#restoring !== 'no') {
      this.#restoring = 'again';
      return;
    }
    let isChanged = false;
    try {
      do {
        this.#restoring = 'yes';
        if (await this.#restoreOnce()) isChanged = true;
        // What the server told meanwhile may be that it can take the others now, and is not told twice.
      } while (this.#isToBeRepeated());
    } finally {
      this.#restoring = 'no';
    }
    if (isChanged) this.#ports.restored();
  }

  #isToBeRepeated(): boolean {
    return this.#restoring === 'again';
  }

  /** @returns Whether the server has taken any. */
  async #restoreOnce(): Promise<boolean> {
    let isChanged = false;
    for (const key of [...this.#missing]) {
      const kept = this.#kept.get(key);
      if (!kept || !this.#isStillAbout(kept)) continue;
      const { uri, decision } = kept;
      const answer = await this.#ports.override({ uri, decision });
      if (answer?.accepted !== true) continue;
      this.#missing.delete(key);
      isChanged = true;
    }
    return isChanged;
  }

  #isStillAbout({ uri, sessions, hash }: Kept): boolean {
    const file = fileURLToPath(uri);
    return this.#ports
      .withFile(file)
      .some((program) => sessions.includes(idOf(program.record)) && program.hashOf(file) === hash);
  }

  #drop(isGone: (kept: Kept) => boolean): void {
    const gone = [...this.#kept].filter(([, kept]) => isGone(kept));
    if (gone.length === 0) return;
    for (const [key] of gone) {
      this.#kept.delete(key);
      this.#missing.delete(key);
    }
    this.#save();
  }

  #save(): void {
    void this.#ports.storage.update(KEY, [...this.#kept.values()].slice(-MOST));
  }
}

const idOf = ({ pid, started, socket }: SessionRecord): string => `${pid} ${started} ${socket}`;

/** One decision for each entry of a plan. */
function keyOf({ uri, decision }: { uri: string; decision: Decision }): string {
  const { override: _override, ...entry } = decision;
  return JSON.stringify([uri, entry]);
}
