import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { expect, onTestFinished } from 'vitest';
import type {
  AttachArguments,
  LaunchArguments,
} from '../../runtime-agent/adapter/dap/arguments.js';
import { project, write } from '../cli/command.js';

const root = join(import.meta.dirname, '../..');
export const adapter = join(root, 'dist/debug-adapter.js');

/** The machine may be busy. */
const PATIENCE = Number(process.env['DAP_PATIENCE'] ?? 90_000);

type Body<T extends { body: unknown }> = T['body'];

/** A debug session under test: what it is asked and what it tells goes to a log. */
export class TestSession {
  readonly log: string[] = [];
  thread = 1;
  capabilities: DebugProtocol.Capabilities = {};
  readonly #client: DebugClient;
  readonly #queue = new Map<string, DebugProtocol.Event[]>();
  readonly #waiting = new Map<string, ((event: DebugProtocol.Event) => void)[]>();
  /** The program's output, apart from the log: it comes when it comes. */
  output = '';
  /** What the debugger itself wrote. */
  logged = '';

  private constructor(
    readonly folder: string,
    client: DebugClient,
  ) {
    this.#client = client;
    client.defaultTimeout = PATIENCE;
  }

  /**
   * Starts an adapter for a project of its own.
   * @param answers what the client answers to requests of the adapter's; without any, it can run
   *   nothing in a terminal
   * @param port where an adapter listens already
   */
  static async open(
    files: Record<string, string>,
    answers: Record<string, (args: never) => unknown> = {},
    port?: number,
  ): Promise<TestSession> {
    const folder = project(files);
    const own = join(folder, 'node_modules/.restitch');
    const { NODE_OPTIONS: _, ...env } = process.env;
    const client = new DebugClient(
      process.execPath,
      adapter,
      'restitch',
      {
        cwd: folder,
        env: {
          ...env,
          RESTITCH_RUNTIME_DIR: join(own, 'run'),
          RESTITCH_CACHE_DIR: join(own, 'cache'),
        },
      },
      true,
    );
    await client.start(port);
    const session = new TestSession(folder, client);
    onTestFinished(() => session.close());
    session.#listen();
    session.#answer(answers);
    const { body } = await client.initializeRequest({
      ...{ adapterID: 'restitch', linesStartAt1: true, columnsStartAt1: true, pathFormat: 'path' },
      supportsRunInTerminalRequest: answers['runInTerminal'] !== undefined,
    });
    session.capabilities = body ?? {};
    return session;
  }

  /** Ends the program and the adapter. */
  async close(): Promise<void> {
    const client = this.#client;
    const gone = client.disconnectRequest({ terminateDebuggee: true }).catch(() => undefined);
    const late = new Promise((resolve) => setTimeout(resolve, 5000).unref());
    await Promise.race([gone, late]);
    const stopped = client.stop().catch(() => undefined);
    await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
  }

  get env(): Record<string, string> {
    const own = join(this.folder, 'node_modules/.restitch');
    return { RESTITCH_RUNTIME_DIR: join(own, 'run'), RESTITCH_CACHE_DIR: join(own, 'cache') };
  }

  #listen(): void {
    const names = [
      'initialized',
      'stopped',
      'continued',
      'exited',
      'terminated',
      'thread',
      'output',
      'breakpoint',
      'module',
      'loadedSource',
      'process',
      'progressStart',
      'progressUpdate',
      'progressEnd',
      'invalidated',
      'restitch/pending',
      'restitch/applied',
      'restitch/failed',
    ];
    for (const name of names) {
      this.#client.on(name, (event: DebugProtocol.Event) => {
        if (name === 'output') {
          const { output, category } = event.body as Body<DebugProtocol.OutputEvent>;
          // What log points say comes by another way than what the program writes.
          if (category === 'console') this.logged += output;
          else if (category !== 'telemetry') this.output += output;
        }
        const [first, ...others] = this.#waiting.get(name) ?? [];
        if (first) {
          this.#waiting.set(name, others);
          first(event);
        } else this.#queue.set(name, [...(this.#queue.get(name) ?? []), event]);
      });
    }
  }

  /** The adapter's own requests; the test client knows responses and events only. */
  #answer(answers: Record<string, (args: never) => unknown>): void {
    const client = this.#client as unknown as {
      dispatch(text: string): void;
      outputStream: NodeJS.WritableStream;
    };
    const dispatch = client.dispatch.bind(client);
    client.dispatch = (text) => {
      const message = JSON.parse(text) as DebugProtocol.Request;
      if (message.type !== 'request') return dispatch(text);
      const { seq, command } = message;
      const work = answers[command];
      void (async () => {
        const body = await work?.(message.arguments as never);
        this.raw({
          ...{ type: 'response', seq: 0, request_seq: seq, command },
          ...{ success: work !== undefined, body },
        });
      })();
    };
  }

  /** The number of the request that is sent next. */
  get nextSeq(): number {
    return (this.#client as unknown as { sequence: number }).sequence;
  }

  /** Sends a message as it is, or a text that is none. */
  raw(message: object | string): void {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    const { outputStream } = this.#client as unknown as { outputStream: NodeJS.WritableStream };
    outputStream.write(
      typeof message === 'string'
        ? message
        : `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
  }

  /** The next event of a name, also one that came already. */
  event<T extends DebugProtocol.Event = DebugProtocol.Event>(name: string): Promise<T['body']> {
    const [first, ...others] = this.#queue.get(name) ?? [];
    if (first) {
      this.#queue.set(name, others);
      return Promise.resolve(first.body as T['body']);
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          reject(new Error(`no event ${name}; so far:\n${this.log.join('\n')}\n${this.output}`)),
        PATIENCE,
      );
      const settle = (event: DebugProtocol.Event): void => {
        clearTimeout(timer);
        resolve(event.body as T['body']);
      };
      this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), settle]);
    });
  }

  /** Events of a name that nobody has asked for yet. */
  pending(name: string): DebugProtocol.Event[] {
    const events = this.#queue.get(name) ?? [];
    this.#queue.delete(name);
    return events;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  note(line: string): void {
    this.log.push(line.replaceAll(this.folder, '<dir>'));
  }

  async request<T = unknown>(command: string, args?: unknown): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const fail = (): void =>
        reject(
          new Error(`no answer to ${command}; so far:\n${this.log.join('\n')}\n${this.output}`),
        );
      timer = setTimeout(fail, PATIENCE);
    });
    try {
      const response = await Promise.race([this.#client.send(command, args), late]);
      return (response as { body: T }).body;
    } finally {
      clearTimeout(timer);
    }
  }

  /** As `request`; what is refused is written down. */
  async tries<T = unknown>(command: string, args?: unknown): Promise<T | undefined> {
    try {
      return await this.request<T>(command, args);
    } catch (error) {
      this.note(`${command} refused: ${(error as Error).message}`);
      return undefined;
    }
  }

  async breakpoints(
    name: string,
    list: (number | DebugProtocol.SourceBreakpoint)[],
  ): Promise<DebugProtocol.Breakpoint[]> {
    const breakpoints = list.map((item) => (typeof item === 'number' ? { line: item } : item));
    const body = await this.request<Body<DebugProtocol.SetBreakpointsResponse>>('setBreakpoints', {
      source: { path: this.path(name) },
      breakpoints,
    });
    return body.breakpoints;
  }

  /** Launches the program; `setUp` sets breakpoints before it runs. */
  async launch(
    args: Partial<LaunchArguments> & { program: string },
    setUp: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> {
    const launched = this.request('launch', {
      ...{ runtimeExecutable: process.execPath, cwd: this.folder },
      ...args,
      env: { ...this.env, ...args.env },
      program: this.path(args.program),
    });
    await Promise.race([this.event('initialized'), launched]);
    await setUp();
    await this.request('configurationDone');
    await launched;
  }

  async attach(
    args: AttachArguments,
    setUp: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> {
    const attached = this.request('attach', args);
    await Promise.race([this.event('initialized'), attached]);
    await setUp();
    await this.request('configurationDone');
    await attached;
  }

  /** Waits for a stop and writes it down. */
  async stop(): Promise<DebugProtocol.StackFrame[]> {
    const { reason, text, threadId = 1 } = await this.event<DebugProtocol.StoppedEvent>('stopped');
    this.thread = threadId;
    const frames = await this.frames();
    this.note(
      `stopped: ${reason}${text === undefined ? '' : ` (${text})`} at ${this.show(frames)}`,
    );
    return frames;
  }

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

  /** One step, with what comes of it. */
  async step(
    command: 'next' | 'stepIn' | 'stepOut' | 'continue' | 'pause',
    more: object = {},
  ): Promise<DebugProtocol.StackFrame[]> {
    await this.request(command, { threadId: this.thread, ...more });
    return this.stop();
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

  /** Ends the adapter without a word, as a crash of the editor does. */
  killAdapter(): void {
    const { _adapterProcess: adapter } = this.#client as unknown as {
      _adapterProcess: ChildProcess;
    };
    // What is still sent to it goes nowhere.
    adapter.stdin?.on('error', () => undefined);
    adapter.kill('SIGKILL');
  }

  /** Ends the connection to an adapter on a port without a word. */
  vanish(): void {
    const { _socket: socket } = this.#client as unknown as { _socket: Socket };
    socket.destroy();
  }

  goOn(): Promise<unknown> {
    return this.request('continue', { threadId: this.thread });
  }

  /** Lets the program run to its end. */
  async end(): Promise<void> {
    await this.goOn();
    await this.ended();
  }

  async ended(): Promise<void> {
    const { exitCode } = await this.event<DebugProtocol.ExitedEvent>('exited');
    await this.event('terminated');
    this.note(`ended: ${exitCode}`);
    for (const line of (this.logged + this.output).trimEnd().split('\n')) this.note(`| ${line}`);
  }

  edit(name: string, text: string): void {
    write(this.folder, name, text);
  }
}

/** Compares a log with what is expected of it; what is missing fails. */
export async function expectGolden(session: TestSession, name: string): Promise<void> {
  const file = join(import.meta.dirname, 'golden', `${name}.txt`);
  const updates =
    process.argv.some((arg) => /^(-u|--update)/.test(arg)) || process.env['GOLDEN'] === 'write';
  if (!updates) expect(existsSync(file), `${file} is missing`).toBe(true);
  await expect(`${session.log.join('\n')}\n`).toMatchFileSnapshot(file);
}
