import type { DebugProtocol } from '@vscode/debugprotocol';
import { Wire } from './wire.js';

type Body<T extends { body: unknown }> = T['body'];

/** What a client shows of the thread that has stopped: its frames, their variables, and values. */
export class View extends Wire {
  thread = 1;

  /** The program's own frames. */
  async frames(): Promise<DebugProtocol.StackFrame[]> {
    const body = await this.request<Body<DebugProtocol.StackTraceResponse>>('stackTrace', {
      threadId: this.thread,
    });
    return body.stackFrames.filter(({ source }) => !source?.path?.startsWith('node:'));
  }

  show(frames: readonly DebugProtocol.StackFrame[], most = 6): string {
    const text = frames
      .slice(0, most)
      .map(({ name, source, line, column, presentationHint }) =>
        presentationHint === 'label' ? `[${name}]` : `${name} ${source?.name}:${line}:${column}`,
      );
    return text.join(' < ') + (frames.length > most ? ' < …' : '');
  }

  /** Variables of the top frame's scopes, without the module's and the global ones. */
  async locals(frame?: DebugProtocol.StackFrame, all = false): Promise<string> {
    const [top] = frame ? [frame] : await this.frames();
    const { scopes } = await this.request<Body<DebugProtocol.ScopesResponse>>('scopes', {
      frameId: top?.id,
    });
    const parts: string[] = [];
    for (const scope of scopes) {
      if (scope.name === 'Global' || (scope.name === 'Module' && !all)) continue;
      parts.push(`${scope.name} {${await this.variables(scope.variablesReference)}}`);
    }
    return parts.join(' ');
  }

  async list(reference: number, more: object = {}): Promise<DebugProtocol.Variable[]> {
    const body = await this.request<Body<DebugProtocol.VariablesResponse>>('variables', {
      ...{ variablesReference: reference },
      ...more,
    });
    return body.variables;
  }

  async variables(reference: number, more: object = {}): Promise<string> {
    const found = await this.list(reference, more);
    return found.map(({ name, value }) => `${name}: ${value}`).join(', ');
  }

  async noteLocals(): Promise<void> {
    this.note(`  ${await this.locals()}`);
  }

  async evaluate(
    expression: string,
    context = 'repl',
    frameId?: number,
  ): Promise<DebugProtocol.EvaluateResponse['body']> {
    const id = frameId ?? (await this.frames())[0]?.id;
    return this.request('evaluate', {
      expression,
      context,
      ...(id === undefined ? {} : { frameId: id }),
    });
  }

  async noteValue(expression: string, context = 'repl'): Promise<void> {
    try {
      const { result } = await this.evaluate(expression, context);
      // Promises have numbers of Node's, up to version 24.
      this.note(`${expression} = ${result.replace(/, (Symbol\(async_id.*|…)(?=\}$)/, '')}`);
    } catch (error) {
      this.note(`${expression} fails: ${(error as Error).message}`);
    }
  }
}
