import type { Thread } from './thread.js';

type Namespace = Record<string, unknown>;

export type LinkState = 'done' | 'pending' | { error: string };

/** The modules that updates have added imports of, loaded before the update commits. */
export class Links {
  readonly #loaded = new Map<string, Namespace>();
  readonly #failed = new Map<string, string>();
  readonly #pending = new Set<string>();

  constructor(readonly thread: Thread) {}

  /** Starts loading a module on behalf of another, or says how far that has come. */
  load(id: string, source: string): LinkState {
    const key = `${id} ${source}`;
    if (this.#loaded.has(key)) return 'done';
    const error = this.#failed.get(key);
    if (error !== undefined) {
      this.#failed.delete(key);
      return { error };
    }
    if (!this.#pending.has(key)) this.#start(key, id, source);
    return this.#loaded.has(key) ? 'done' : 'pending';
  }

  #start(key: string, id: string, source: string): void {
    const evaluate = this.thread.modules.get(id)?.[0]?.evaluators.get(0);
    if (!evaluate) return;
    const builtin = (
      process as { getBuiltinModule?: (name: string) => object | undefined }
    ).getBuiltinModule?.(source);
    if (builtin) {
      this.#loaded.set(key, { ...builtin, default: builtin });
      return;
    }
    this.#pending.add(key);
    const loading = evaluate(`import(${JSON.stringify(source)})`) as Promise<Namespace>;
    loading
      .then(
        (namespace) => this.#loaded.set(key, namespace),
        (reason: unknown) => this.#failed.set(key, String(reason)),
      )
      .finally(() => this.#pending.delete(key));
  }

  /** A binding of a loaded module; `*` is the module itself. */
  read(id: string, source: string, name: string): unknown {
    const namespace = this.#loaded.get(`${id} ${source}`);
    return name === '*' ? namespace : namespace?.[name];
  }
}
