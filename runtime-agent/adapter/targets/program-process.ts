import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SessionRecord } from '../../../protocol/session.js';
import type { SessionConnection } from '../../client/connection.js';
import { CdpConnection } from '../cdp/connection.js';
import { ignoreClosed } from './agent-evaluate.js';
import { LongEvaluations } from './long-evaluations.js';
import type { ThreadHost } from './thread-host.js';
import { DebugThread } from './thread.js';

export interface ProcessHost extends ThreadHost {
  nextThreadId(): number;
  threadStarted(process: ProgramProcess, thread: DebugThread): void;
  threadEnded(process: ProgramProcess, thread: DebugThread): void;
  processEnded(process: ProgramProcess): void;
}

/**
 * How long after it has told of itself a process starts its coordinator that nobody has asked for, in milliseconds: one that runs, which
 * may come to wait in a system call, and one that is stopped.
 */
const RUNNING = 60;
const STOPPED = 250;

/** How long a process that starts may take to tell of itself, in milliseconds. */
const INTRODUCTION = 2000;

/** A program may well use a compiler of its own; that one is shown. */
function compilerUrl(ownFolder: string): string | undefined {
  try {
    const path = createRequire(join(ownFolder, 'agent.cjs')).resolve('esbuild');
    return pathToFileURL(path).href;
  } catch {
    return undefined; // a package has TypeScript's own, which needs no thread
  }
}

/** One process under the debugger, with its threads. */
export class ProgramProcess {
  readonly threads = new Map<number, DebugThread>();
  /** The coordinator's socket, of processes that run under Restitch; it opens a little later. */
  session: Promise<SessionConnection | undefined> = Promise.resolve(undefined);
  readonly main: DebugThread;
  /** In the main thread. */
  readonly evaluations = new LongEvaluations(() => this.neededSession());
  /** It has come to its end, and only waits for the debugger to let go. */
  isEnding = false;
  name = '';
  /** What it has told of itself, if it runs under Restitch. */
  record: SessionRecord | undefined;
  /** It has been launched to run under Restitch, and is taken under control before it has told of itself. */
  readonly isStarting: boolean;
  /** Settled when it has told of itself, or has ended. */
  readonly introduced: Promise<void>;
  #introduced!: () => void;
  readonly #connection: CdpConnection;
  readonly #host: ProcessHost;
  /** The URL of the threads that TypeScript is compiled in. */
  readonly #compiler: string | undefined;
  #pid: number | undefined;
  #isTaken = false;
  #ended = false;
  #running: Promise<void> | undefined;
  #hasStarted = false;

  private constructor(connection: CdpConnection, host: ProcessHost, isStarting: boolean) {
    this.isStarting = isStarting;
    this.introduced = new Promise((settle) => (this.#introduced = settle));
    this.#connection = connection;
    this.#host = host;
    this.#compiler = compilerUrl(host.ownFolder);
    this.main = new DebugThread(this.#host.nextThreadId(), '', connection.main, this.#host);
    this.main.agent.isExpected = isStarting;
  }

  /**
   * Connects to a process's inspector. What it has loaded is told of; nothing stops it.
   * @param starting called when it is connected to, if it has been launched to run under Restitch
   * @throws when nobody listens there
   */
  static async connect(
    url: string,
    host: ProcessHost,
    starting?: (process: ProgramProcess) => void,
  ): Promise<ProgramProcess> {
    const connection = await CdpConnection.open(url);
    const process = new ProgramProcess(connection, host, starting !== undefined);
    const { main } = process;
    main.session.onClose(() => process.#end());
    main.session.on('NodeRuntime.waitingForDisconnect', () => {
      process.isEnding = true;
      process.#connection.close();
    });
    const enabled = Promise.all([
      main.enable(),
      main.session
        .send('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true })
        .catch(() => undefined),
    ]);
    // What it asks for need not wait for these answers.
    starting?.(process);
    await enabled;
    return process;
  }

  /** Its id; a process that waits for its debugger does not know it yet. */
  async pid(): Promise<number | undefined> {
    return (this.#pid ??= this.record?.pid ?? (await this.main.agent.pid().catch(() => undefined)));
  }

  /**
   * Takes its threads under control. What waits for a debugger still waits, see `run`.
   * @param runs whether it may run at once
   * @throws when it has ended
   */
  async take(name: string, record: SessionRecord | undefined, runs: boolean): Promise<void> {
    const { main } = this;
    this.introduce(name, record);
    const attached = main.attach();
    const workers = this.#connection.attachWorkers(({ session, info }) => {
      const [, number = '', given = ''] = /^\[worker (\d+)\] ?(.*)$/s.exec(info.title) ?? [];
      // The coordinator, the thread that Node runs module hooks in, and that of the compiler.
      const isOwn =
        given === 'restitch' || info.url.startsWith('node:') || info.url === this.#compiler;
      if (isOwn) return void session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined);
      const name = given === '' || given === 'WorkerThread' ? `worker ${number}` : given;
      const label = this.record?.parent == null ? name : `${this.name}: ${name}`;
      const thread = new DebugThread(this.#host.nextThreadId(), label, session, this.#host);
      session.onClose(() => this.#threadEnded(thread));
      void this.#startWorker(thread);
    });
    // What is sent is dealt with in this order.
    const running = runs ? this.run() : undefined;
    running?.catch(() => undefined);
    await Promise.all([attached, workers]);
    this.#isTaken = true;
    this.threads.set(main.id, main);
    this.#host.threadStarted(this, main);
  }

  /** The coordinator's socket, for which somebody waits. */
  async neededSession(): Promise<SessionConnection | undefined> {
    this.startSession();
    if (this.isStarting && !this.record) {
      const limit = new Promise((settle) => setTimeout(settle, INTRODUCTION).unref());
      await Promise.race([this.introduced, limit]);
    }
    return this.session;
  }

  /** Has a process start its coordinator that has put it off. */
  startSession(): void {
    if (!this.isStarting || this.#hasStarted) return;
    this.#hasStarted = true;
    // Its thread is not to wait for a debugger, which may be gone by then.
    const steps = [
      this.#connection.holdWorkers(false),
      this.main.agent.startSession(),
      this.#connection.holdWorkers(true),
    ];
    for (const step of steps) void step.catch(ignoreClosed);
  }

  /** Takes note of what it has told of itself. */
  introduce(name: string, record: SessionRecord | undefined): void {
    this.name = this.main.name = name;
    this.record = record;
    if (!record) return;
    this.#introduced();
    const start = (): void => this.startSession();
    const look = (): void =>
      void (this.main.stopped ? setTimeout(start, STOPPED - RUNNING).unref() : start());
    setTimeout(look, RUNNING).unref();
  }

  async #startWorker(thread: DebugThread): Promise<void> {
    try {
      await Promise.all([thread.enable(), thread.attach()]);
      this.threads.set(thread.id, thread);
      this.#host.threadStarted(this, thread);
      await thread.run();
    } catch {
      // It has ended meanwhile.
      this.#threadEnded(thread);
    }
  }

  #threadEnded(thread: DebugThread): void {
    if (this.threads.delete(thread.id)) this.#host.threadEnded(this, thread);
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#introduced();
    void this.session.then((session) => session?.close());
    for (const thread of [...this.threads.values()]) this.#threadEnded(thread);
    if (this.#isTaken) this.#host.processEnded(this);
  }

  /** Lets a process run that waits for its debugger. */
  run(): Promise<void> {
    return (this.#running ??= this.main.run());
  }

  /** Lets go of the process; it goes on. */
  detach(): void {
    this.startSession();
    this.#connection.close();
  }
}
