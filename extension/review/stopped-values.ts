import type { DebugProtocol } from '@vscode/debugprotocol';
import { Uri, type DebugSession } from 'vscode';
import type { FrameValues, ReviewModel } from '../../protocol/review.js';
import type { DebugSessions } from '../debug/debug-sessions.js';
import { readValues, type Debugger, type StoppedFrame } from './frame-values.js';

/** The values that debuggers see. */
export class StoppedValues {
  constructor(readonly sessions: DebugSessions) {}

  /** None where no debugger has stopped the process. */
  async *of(pid: number, model: ReviewModel): AsyncGenerator<FrameValues, void> {
    const session = this.sessions.ofProcess(pid);
    if (session) yield* readValues(model, debuggerOf(session));
  }
}

/** The editor turns the paths in an adapter's answers into URIs, of which it passes the parts on. */
function fileOf(path: unknown): string | undefined {
  if (typeof path === 'string') return path.includes('://') ? Uri.parse(path).fsPath : path;
  const parts = (path ?? {}) as { path?: unknown };
  return typeof parts.path === 'string' ? parts.path : undefined;
}

function debuggerOf(session: DebugSession): Debugger {
  const ask = <R>(command: string, args: object = {}): Promise<R> =>
    Promise.resolve(session.customRequest(command, args) as Thenable<R>);
  return {
    async threads() {
      const { threads } = await ask<DebugProtocol.ThreadsResponse['body']>('threads');
      return threads;
    },
    async frames(threadId, levels) {
      const args = { threadId, startFrame: 0, levels };
      const { stackFrames } = await ask<DebugProtocol.StackTraceResponse['body']>(
        'stackTrace',
        args,
      );
      return stackFrames.map(({ id, line, source }): StoppedFrame => ({
        id,
        line,
        file: fileOf(source?.path),
      }));
    },
    async variables(frameId) {
      const { scopes } = await ask<DebugProtocol.ScopesResponse['body']>('scopes', { frameId });
      const values: Record<string, string> = {};
      for (const { expensive, variablesReference } of scopes) {
        if (expensive) continue;
        const answer = await ask<DebugProtocol.VariablesResponse['body']>('variables', {
          variablesReference,
        });
        // The innermost scope's come first.
        for (const { name, value } of answer.variables) values[name] ??= value;
      }
      return values;
    },
  };
}
