import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Debugger, StoppedFrame } from './frame-values.js';

/** Asks a debug adapter; resolves with the body of its answer. */
export type Ask = <R>(command: string, args?: object) => Promise<R>;

/**
 * What a review asks a debug adapter.
 *
 * @param fileOf The absolute path in a source of its answers.
 */
export function debuggerOf(ask: Ask, fileOf: (path: unknown) => string | undefined): Debugger {
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
