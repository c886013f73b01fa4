import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Protocol } from 'devtools-protocol';
import { pathToFileURL } from 'node:url';
import { CdpConnection } from '../../runtime-agent/adapter/cdp/connection.js';

/** Something that starts a program, stops it at a line, and steps. */
export interface Debugger {
  /** Starts the program; it has stopped at the line when this is done. */
  start(file: string, line: number): Promise<void>;
  step(): Promise<void>;
  end(): Promise<void>;
}

/** Node's own inspector and nothing else. */
export class PlainDebugger implements Debugger {
  #child: ChildProcess | undefined;
  #connection: CdpConnection | undefined;
  #paused: (() => void) | undefined;

  async start(file: string, line: number): Promise<void> {
    const child = spawn(process.execPath, ['--inspect-brk=0', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    let text = '';
    while (!/ws:\S+/.test(text)) {
      const [more] = (await once(child.stderr, 'data')) as [Buffer];
      text += more.toString();
    }
    const [url = ''] = /ws:\S+/.exec(text) ?? [];
    const connection = await CdpConnection.open(url);
    this.#connection = connection;
    const { main } = connection;
    main.on('Debugger.paused', (event) => this.#stopped(event));
    await Promise.all([main.send('Runtime.enable'), main.send('Debugger.enable')]);
    await main.send('Debugger.setBreakpointByUrl', {
      ...{ url: pathToFileURL(file).href, lineNumber: line - 1 },
    });
    await this.#until(() => main.send('Runtime.runIfWaitingForDebugger'));
  }

  /** Reads the whole message, as clients of the inspector do. */
  #stopped({ reason, callFrames: [top] }: Protocol.Debugger.PausedEvent): void {
    if (!top) return;
    if (String(reason) === 'Break on start') void this.#connection?.main.send('Debugger.resume');
    else this.#paused?.();
  }

  async #until(work: () => Promise<unknown>): Promise<void> {
    const stop = new Promise<void>((settle) => (this.#paused = settle));
    await work();
    await stop;
  }

  step(): Promise<void> {
    return this.#until(async () => this.#connection?.main.send('Debugger.stepOver'));
  }

  end(): Promise<void> {
    this.#connection?.close();
    this.#child?.kill('SIGKILL');
    return Promise.resolve();
  }
}

/** The debug adapter, as a client of the Debug Adapter Protocol uses it. */
export class AdapterDebugger implements Debugger {
  readonly client: DebugClient;

  constructor(
    readonly cwd: string,
    readonly env: Record<string, string>,
  ) {
    const adapter = join(process.cwd(), 'dist/debug-adapter.js');
    const whole = { ...process.env, ...env };
    this.client = new DebugClient(process.execPath, adapter, 'restitch', { cwd, env: whole });
  }

  /** The adapter itself is there before a program is started. */
  async open(): Promise<void> {
    await this.client.start();
    await this.client.initializeRequest({
      ...{ adapterID: 'restitch', linesStartAt1: true, columnsStartAt1: true, pathFormat: 'path' },
    });
  }

  async start(file: string, line: number): Promise<void> {
    const { client } = this;
    const stopped = this.#stop();
    const ready = client.waitForEvent('initialized', 60_000);
    const launched = client.launchRequest({
      ...{ program: file, cwd: this.cwd, runtimeExecutable: process.execPath, env: this.env },
    } as DebugProtocol.LaunchRequestArguments);
    await ready;
    await client.setBreakpointsRequest({ source: { path: file }, breakpoints: [{ line }] });
    await client.configurationDoneRequest();
    await launched;
    await stopped;
  }

  #stop(): Promise<unknown> {
    return this.client.waitForEvent('stopped', 60_000);
  }

  async step(): Promise<void> {
    const stopped = this.#stop();
    await this.client.nextRequest({ threadId: 1 });
    await stopped;
  }

  /** Applies what has been edited: the milliseconds until the program is found stopped again. */
  async apply(): Promise<number> {
    const start = performance.now();
    const stopped = this.#stop();
    const response: { body?: unknown } = await this.client.customRequest('restitch/apply', {});
    const { outcome } = response.body as { outcome: string };
    if (outcome !== 'applied') throw new Error(`the update was not applied: ${outcome}`);
    await stopped;
    return performance.now() - start;
  }

  async end(): Promise<void> {
    await this.client.disconnectRequest({ terminateDebuggee: true }).catch(() => undefined);
    await Promise.race([this.client.stop(), new Promise((settle) => setTimeout(settle, 1000))]);
  }
}
