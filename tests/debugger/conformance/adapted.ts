import type { DebugProtocol } from '@vscode/debugprotocol';
import type { TestSession } from '../session.js';
import { programName, type ConformanceProgram, type Driver, type Seen } from './program.js';

/** The same through the debug adapter. */
export class AdaptedDriver implements Driver {
  #frames: DebugProtocol.StackFrame[] = [];
  readonly #hasEnded: Promise<'ended'>;

  private constructor(readonly session: TestSession) {
    // Each stop has time of its own.
    const never = new Promise<never>(() => undefined);
    this.#hasEnded = session.event('terminated').then(
      () => 'ended' as const,
      () => never,
    );
  }

  static async start(session: TestSession, { lines }: ConformanceProgram): Promise<AdaptedDriver> {
    const driver = new AdaptedDriver(session);
    await session.launch({ program: programName }, () => session.breakpoints(programName, lines));
    return driver;
  }

  async stop(): Promise<Seen | undefined> {
    const { session } = this;
    const event = await Promise.race([
      session.event<DebugProtocol.StoppedEvent>('stopped'),
      this.#hasEnded,
    ]);
    if (event === 'ended') return undefined;
    this.#frames = await session.frames();
    const stack = this.#frames.map(({ name, line, presentationHint }) =>
      presentationHint === 'label' ? '|' : `${name}:${line}`,
    );
    return { reason: event.reason, stack };
  }

  async go(command: 'continue' | 'next' | 'stepIn' | 'stepOut'): Promise<void> {
    await this.session.request(command, { threadId: this.session.thread });
  }

  async variables(): Promise<string> {
    const { scopes } = await this.session.request<DebugProtocol.ScopesResponse['body']>('scopes', {
      frameId: this.#frames[0]?.id,
    });
    const found = new Map<string, string>();
    for (const { name: scope, variablesReference } of scopes) {
      if (!['Local', 'Block', 'Catch Block'].includes(scope)) continue;
      for (const { name, value } of await this.session.list(variablesReference)) {
        const isOwn = name === 'this' || name === 'Return value';
        if (!isOwn && !found.has(name)) found.set(name, value);
      }
    }
    return [...found]
      .map(([name, value]) => `${name}: ${value}`)
      .sort()
      .join(', ');
  }

  async evaluate(expression: string): Promise<string> {
    try {
      const { result } = await this.session.evaluate(expression, 'watch', this.#frames[0]?.id);
      return result;
    } catch (error) {
      return `error ${(error as Error).message}`;
    }
  }

  async assign(name: string, value: string): Promise<string> {
    const body = await this.session.request<{ value: string }>('setExpression', {
      ...{ expression: name, value, frameId: this.#frames[0]?.id },
    });
    return body.value;
  }

  output(): string {
    return this.session.output;
  }
}
