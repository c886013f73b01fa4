import { Uri } from 'vscode';
import type { FrameValues, ReviewModel } from '../../protocol/review.js';
import type { DebugSessions } from '../debug/debug-sessions.js';
import { debuggerOf } from './debugger-questions.js';
import { readValues } from './frame-values.js';

/** The values that debuggers see. */
export class StoppedValues {
  constructor(readonly sessions: DebugSessions) {}

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
