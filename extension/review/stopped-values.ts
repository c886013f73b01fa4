import { join } from 'node:path';
import { Uri } from 'vscode';
import type { FrameValues, ReviewModel } from '../../protocol/review.js';
import type { DebugSessions } from '../debug/debug-sessions.js';
import { debuggerOf } from './debugger-questions.js';
import { readValues } from './frame-values.js';
import { lookAt } from './passing-debugger.js';
import type { Look } from './review-host.js';

/** The values that debuggers see. */
export class StoppedValues {
  /** @param dist The folder of Restitch's bundles. */
  constructor(
    readonly sessions: DebugSessions,
    readonly dist: string,
  ) {}

  /** Whether nobody debugs the process. */
  canLook(pid: number): boolean {
    return this.sessions.ofProcess(pid) === undefined;
  }

  /** Attaches a debugger to a process of a session, and stops it. */
  async look(pid: number, before: ReviewModel): Promise<Look> {
    const { ProcessAdapter } = await import('../debug/process-adapter.js');
    const adapter = new ProcessAdapter(join(this.dist, 'debug-adapter.js'), () => undefined);
    return lookAt(adapter, pid, before, fileOf);
  }

  /** None where no debugger has stopped the process. */
  async *of(pid: number, model: ReviewModel): AsyncGenerator<FrameValues, void> {
    const session = this.sessions.ofProcess(pid);
    if (!session) return;
    const ask = <R>(command: string, args: object = {}): Promise<R> =>
      Promise.resolve(session.customRequest(command, args) as Thenable<R>);
    yield* readValues(model, debuggerOf(ask, fileOf));
  }
}

/** The editor turns the paths in an adapter's answers into URIs, of which it passes the parts on. */
function fileOf(path: unknown): string | undefined {
  if (typeof path === 'string') return path.includes('://') ? Uri.parse(path).fsPath : path;
  const parts = (path ?? {}) as { path?: unknown };
  return typeof parts.path === 'string' ? parts.path : undefined;
}
