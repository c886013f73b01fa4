import type { ChildProcess } from 'node:child_process';
import { startChild, type ChildListener, type LaunchPlan } from '../targets/launcher.js';

/** The process that a launch has started: a child of the adapter, or one in a terminal of the client's. */
export class LaunchedProcess {
  /** Settled when the last child has ended; its output may come later. */
  ended: Promise<void> | undefined;
  /** Settled when nothing more can come of the last child. */
  closed: Promise<void> | undefined;
  /** Of the last child that has ended. */
  exitCode: number | undefined;
  terminalPid: number | undefined;
  readonly #onClose: () => void;
  #child: ChildProcess | undefined;

  constructor(onClose: () => void) {
    this.#onClose = onClose;
  }

  /** A child of the adapter is there. */
  get isChild(): boolean {
    return this.#child !== undefined;
  }

  get pids(): number[] {
    return [this.#child?.pid, this.terminalPid].filter((pid) => pid !== undefined);
  }

  /** Starts a child. @returns when it is there; rejects when it cannot be started */
  start(plan: LaunchPlan, listener: ChildListener): Promise<void> {
    const child = startChild(plan, listener);
    this.#child = child;
    this.ended = new Promise((settle) => child.once('exit', () => settle()));
    child.once('close', (code, signal) => this.#exited(code, signal));
    this.closed = new Promise((settle) => child.once('close', () => settle()));
    return new Promise((settle, reject) => {
      child.once('spawn', () => settle());
      child.once('error', reject);
    });
  }

  #exited(code: number | null, signal: NodeJS.Signals | null): void {
    this.#child = undefined;
    this.exitCode = code ?? (signal ? 128 : 0);
    this.#onClose();
  }
}
