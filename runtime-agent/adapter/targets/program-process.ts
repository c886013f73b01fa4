import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SessionRecord } from '../../../protocol/session.js';
import type { SessionConnection } from '../../client/connection.js';
import { CdpConnection } from '../cdp/connection.js';
import type { ThreadHost } from './thread-host.js';
import { DebugThread } from './thread.js';

export interface ProcessHost extends ThreadHost {
  nextThreadId(): number;
  threadStarted(process: ProgramProcess, thread: DebugThread): void;
  threadEnded(process: ProgramProcess, thread: DebugThread): void;
  processEnded(process: ProgramProcess): void;
}

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
  /** It has come to its end, and only waits for the debugger to let go. */
  isEnding = false;
  readonly #connection: CdpConnection;
  readonly #host: ProcessHost;
  /** The URL of the threads that TypeScript is compiled in. */
  readonly #compiler: string | undefined;
  #pid: number | undefined;
  #ended = false;

  private constructor(
    connection: CdpConnection,
    host: ProcessHost,
    readonly name: string,
    readonly record: SessionRecord | undefined,
  ) {
    this.#connection = connection;
    this.#host = host;
    this.#compiler = compilerUrl(host.ownFolder);
    this.main = this.#thread(name, connection);
  }

  /**
   * Connects to a process's inspector and takes its threads under control. What waits for a debugger
   * still waits, see `run`.
   * @throws when nobody listens there
   */
  static async attach(
    url: string,
    host: ProcessHost,
    name: string,
    record: SessionRecord | undefined,
  ): Promise<ProgramProcess> {
    const connection = await CdpConnection.open(url);
    const process = new ProgramProcess(connection, host, name, record);
    await process.#start();
    return process;
  }

  /** Its id; a process that waits for its debugger does not know it yet. */
  async pid(): Promise<number | undefined> {
    return (this.#pid ??= this.record?.pid ?? (await this.main.agent.pid().catch(() => undefined)));
  }

  #thread(name: string, connection: CdpConnection): DebugThread {
    return new DebugThread(this.#host.nextThreadId(), name, connection.main, this.#host);
  }

  async #start(): Promise<void> {
    const { main } = this;
    main.session.onClose(() => this.#end());
    main.session.on('NodeRuntime.waitingForDisconnect', () => {
      this.isEnding = true;
      this.#connection.close();
    });
    await main.attach();
    await main.session
      .send('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true })
      .catch(() => undefined);
    this.threads.set(main.id, main);
    await this.#connection.attachWorkers(({ session, info }) => {
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
    this.#host.threadStarted(this, main);
  }

  async #startWorker(thread: DebugThread): Promise<void> {
    try {
      await thread.attach();
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
    void this.session.then((session) => session?.close());
    for (const thread of [...this.threads.values()]) this.#threadEnded(thread);
    this.#host.processEnded(this);
  }

  /** Lets a process run that waits for its debugger. */
  run(): Promise<void> {
    return this.main.run();
  }

  /** Lets go of the process; it goes on. */
  detach(): void {
    this.#connection.close();
  }
}
