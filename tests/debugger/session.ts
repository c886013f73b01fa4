import { join } from 'node:path';
import type { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { onTestFinished } from 'vitest';
import type {
  AttachArguments,
  LaunchArguments,
} from '../../runtime-agent/adapter/dap/arguments.js';
import { project, write } from '../cli/command.js';
import { View } from './view.js';
import { startAdapter, type Answers } from './wire.js';

type Body<T extends { body: unknown }> = T['body'];

/** A debug session under test: what it is asked and what it tells goes to a log. */
export class TestSession extends View {
  capabilities: DebugProtocol.Capabilities = {};

  private constructor(
    readonly env: Record<string, string>,
    folder: string,
    client: DebugClient,
    answers: Answers,
  ) {
    super(folder, client, answers);
  }

  /**
   * Starts an adapter for a project of its own.
   * @param answers what the client answers to requests of the adapter's; without any, it can run
   *   nothing in a terminal
   * @param port where an adapter listens already
   */
  static async open(
    files: Record<string, string>,
    answers: Answers = {},
    port?: number,
  ): Promise<TestSession> {
    const folder = project(files);
    const own = join(folder, 'node_modules/.restitch');
    const env = {
      RESTITCH_RUNTIME_DIR: join(own, 'run'),
      RESTITCH_CACHE_DIR: join(own, 'cache'),
    };
    const client = await startAdapter(folder, env, port);
    const session = new TestSession(env, folder, client, answers);
    onTestFinished(() => session.close());
    const { body } = await client.initializeRequest({
      ...{ adapterID: 'restitch', linesStartAt1: true, columnsStartAt1: true, pathFormat: 'path' },
      supportsRunInTerminalRequest: answers['runInTerminal'] !== undefined,
    });
    session.capabilities = body ?? {};
    return session;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  edit(name: string, text: string): void {
    write(this.folder, name, text);
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

  /** One step, with what comes of it. */
  async step(
    command: 'next' | 'stepIn' | 'stepOut' | 'continue' | 'pause',
    more: object = {},
  ): Promise<DebugProtocol.StackFrame[]> {
    await this.request(command, { threadId: this.thread, ...more });
    return this.stop();
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
}
