import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { Protocol } from 'devtools-protocol';
import { CdpConnection } from '../../../runtime-agent/adapter/cdp/connection.js';
import { formatValue } from '../../../runtime-agent/adapter/values/format.js';
import type { ConformanceProgram, Driver, Seen } from './program.js';

type Paused = Protocol.Debugger.PausedEvent;

const SCOPES = new Set(['local', 'block', 'catch']);

/** Plain Node, inspected directly. */
export class PlainDriver implements Driver {
  readonly #stops: (Paused | undefined)[] = [];
  readonly #scripts = new Set<string>();
  #wake: (() => void) | undefined;
  #at: Paused | undefined;
  #isStepping = false;
  #output = '';

  private constructor(
    readonly connection: CdpConnection,
    readonly child: ChildProcess,
  ) {}

  static async start(file: string, { lines }: ConformanceProgram): Promise<PlainDriver> {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const child = spawn(process.execPath, ['--inspect-brk=0', file], {
      ...{ env, stdio: ['ignore', 'pipe', 'pipe'] },
    });
    let text = '';
    while (!/ws:\S+/.test(text)) text += String((await once(child.stderr, 'data'))[0]);
    const connection = await CdpConnection.open(/ws:\S+/.exec(text)?.[0] ?? '');
    const url = pathToFileURL(file).href;
    const driver = new PlainDriver(connection, child);
    child.stdout.setEncoding('utf8').on('data', (more: string) => (driver.#output += more));
    const { main } = connection;
    main.on('Debugger.scriptParsed', ({ scriptId, url: name }) => {
      if (name === url) driver.#scripts.add(scriptId);
    });
    main.on('Debugger.paused', (event) => driver.#push(event));
    main.on('NodeRuntime.waitingForDisconnect', () => connection.close());
    child.once('close', () => driver.#push(undefined));
    await Promise.all([
      main.send('Runtime.enable'),
      main.send('Debugger.enable'),
      main.send('Debugger.setAsyncCallStackDepth', { maxDepth: 32 }),
      main.send('Debugger.setBlackboxPatterns', { patterns: ['^node:'] }),
      main.send('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true }),
    ]);
    for (const line of lines) {
      await main.send('Debugger.setBreakpointByUrl', { url, lineNumber: line - 1 });
    }
    await main.send('Runtime.runIfWaitingForDebugger');
    await driver.#next();
    await main.send('Debugger.resume');
    return driver;
  }

  #push(event: Paused | undefined): void {
    this.#stops.push(event);
    this.#wake?.();
  }

  async #next(): Promise<Paused | undefined> {
    while (this.#stops.length === 0) await new Promise<void>((settle) => (this.#wake = settle));
    return this.#stops.shift();
  }

  /** Node's own code is no place to stop in. */
  async #nextOfProgram(): Promise<Paused | undefined> {
    for (;;) {
      const event = await this.#next();
      const [top] = event?.callFrames ?? [];
      if (!top || this.#scripts.has(top.location.scriptId)) return event;
      await this.connection.main.send('Debugger.stepOut');
    }
  }

  async stop(): Promise<Seen | undefined> {
    const event = await this.#nextOfProgram();
    this.#at = event;
    if (!event) return undefined;
    const isHit = (event.hitBreakpoints ?? []).length > 0;
    const reason = isHit ? 'breakpoint' : this.#isStepping ? 'step' : 'debugger statement';
    const show = (name: string, line: number): string => `${name || '<anonymous>'}:${line + 1}`;
    const stack = event.callFrames
      .filter(({ location }) => this.#scripts.has(location.scriptId))
      .map(({ functionName, location }) => show(functionName, location.lineNumber));
    for (let part = event.asyncStackTrace; part; part = part.parent) {
      const own = part.callFrames.filter(({ scriptId }) => this.#scripts.has(scriptId));
      if (own.length > 0) stack.push('|');
      stack.push(...own.map(({ functionName, lineNumber }) => show(functionName, lineNumber)));
    }
    return { reason, stack };
  }

  async go(command: 'continue' | 'next' | 'stepIn' | 'stepOut'): Promise<void> {
    const methods = {
      continue: 'Debugger.resume',
      next: 'Debugger.stepOver',
      stepIn: 'Debugger.stepInto',
      stepOut: 'Debugger.stepOut',
    } as const;
    this.#isStepping = command !== 'continue';
    await this.connection.main.send(methods[command]);
  }

  async variables(): Promise<string> {
    const found = new Map<string, string>();
    for (const { type, object } of this.#at?.callFrames[0]?.scopeChain ?? []) {
      if (!SCOPES.has(type)) continue;
      const { result } = await this.connection.main.send('Runtime.getProperties', {
        ...{ objectId: object.objectId ?? '', ownProperties: true, generatePreview: true },
      });
      for (const { name, value } of result) {
        if (value && !found.has(name)) found.set(name, formatValue(value));
      }
    }
    return [...found]
      .map(([name, value]) => `${name}: ${value}`)
      .sort()
      .join(', ');
  }

  async evaluate(expression: string): Promise<string> {
    const { result, exceptionDetails } = await this.connection.main.send(
      'Debugger.evaluateOnCallFrame',
      {
        ...{ callFrameId: this.#at?.callFrames[0]?.callFrameId ?? '', expression },
        ...{ generatePreview: true, silent: true },
      },
    );
    if (!exceptionDetails) return formatValue(result);
    return `error ${exceptionDetails.exception?.description?.split('\n')[0] ?? ''}`;
  }

  assign(name: string, value: string): Promise<string> {
    return this.evaluate(`${name} = ${value}`);
  }

  output(): string {
    return this.#output;
  }

  end(): void {
    this.connection.close();
    this.child.kill('SIGKILL');
  }
}
