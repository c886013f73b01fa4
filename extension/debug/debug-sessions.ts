import { debug, type DebugSession } from 'vscode';
import { Signal, type Disposable } from '../signal.js';

/** Which debug session debugs which process; the adapters tell. */
export class DebugSessions implements Disposable {
  /** A process has come under a debugger. */
  readonly found = new Signal<number>();
  readonly changed = new Signal<void>();
  readonly #byPid = new Map<number, DebugSession>();
  readonly #disposables: Disposable[];

  constructor() {
    this.#disposables = [
      debug.onDidTerminateDebugSession((ended) => this.#forget(ended)),
      debug.onDidChangeActiveDebugSession(() => this.changed.fire()),
    ];
  }

  /** An adapter says which process it debugs. */
  note(session: DebugSession, pid: number): void {
    this.#byPid.set(pid, session);
    this.found.fire(pid);
    this.changed.fire();
  }

  ofProcess(pid: number): DebugSession | undefined {
    return this.#byPid.get(pid);
  }

  /** The process of the debug session that is active. */
  get activePid(): number | undefined {
    const active = debug.activeDebugSession;
    for (const [pid, session] of this.#byPid) {
      if (session === active || session.id === active?.parentSession?.id) return pid;
    }
    return undefined;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #forget(ended: DebugSession): void {
    for (const [pid, session] of this.#byPid) if (session === ended) this.#byPid.delete(pid);
    this.changed.fire();
  }
}
