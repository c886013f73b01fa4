import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { EventQueue } from './event-queue.js';

const root = join(import.meta.dirname, '../..');
export const adapter = join(root, 'dist/debug-adapter.js');

/** The machine may be busy. */
const PATIENCE = Number(process.env['DAP_PATIENCE'] ?? 90_000);

/** What a client answers to requests of the adapter's, by their names. */
export type Answers = Record<string, (args: never) => unknown>;

/** What the test client does not let one see. */
interface Inside {
  dispatch(text: string): void;
  outputStream: NodeJS.WritableStream;
  sequence: number;
  /** Absent where the adapter listens on a port. */
  _adapterProcess?: ChildProcess;
  _socket: Socket;
}

/** Starts an adapter in a folder, unless one listens on a port already. */
export async function startAdapter(
  folder: string,
  env: Record<string, string>,
  port?: number,
): Promise<DebugClient> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const options = { cwd: folder, env: { ...inherited, ...env } };
  const client = new DebugClient(process.execPath, adapter, 'restitch', options, true);
  await client.start(port);
  client.defaultTimeout = PATIENCE;
  return client;
}

/** A connection to an adapter: requests and raw messages go out, responses and events come in. */
export class Wire {
  /** The program's output, apart from the log: it comes when it comes. */
  output = '';
  /** What the debugger itself wrote. */
  logged = '';
  readonly log: string[] = [];
  readonly #client: DebugClient;
  readonly #events = new EventQueue();

  /** @param folder the project's, which the log does not name */
  constructor(
    readonly folder: string,
    client: DebugClient,
    answers: Answers,
  ) {
    this.#client = client;
    this.#events.listen(client, (event) => this.#heard(event));
    this.#answer(answers);
  }

  get #inside(): Inside {
    return this.#client as unknown as Inside;
  }

  #heard({ event, body }: DebugProtocol.Event): void {
    if (event !== 'output') return;
    const { output, category } = body as DebugProtocol.OutputEvent['body'];
    // What log points say comes by another way than what the program writes.
    if (category === 'console') this.logged += output;
    else if (category !== 'telemetry') this.output += output;
  }

  /** The adapter's own requests; the test client knows responses and events only. */
  #answer(answers: Answers): void {
    const client = this.#inside;
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

  note(line: string): void {
    this.log.push(line.replaceAll(this.folder, '<dir>'));
  }

  /** The number of the request that is sent next. */
  get nextSeq(): number {
    return this.#inside.sequence;
  }

  /** Sends a message as it is, or a text that is none. */
  raw(message: object | string): void {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    this.#inside.outputStream.write(
      typeof message === 'string'
        ? message
        : `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
  }

  /** The next event of a name, also one that came already. */
  async event<T extends DebugProtocol.Event = DebugProtocol.Event>(
    name: string,
  ): Promise<T['body']> {
    const found = await this.#events.next(name, PATIENCE, () => this.#missing(`no event ${name}`));
    return found.body as T['body'];
  }

  /** Events of a name that nobody has asked for yet. */
  pending(name: string): DebugProtocol.Event[] {
    return this.#events.take(name);
  }

  async request<T = unknown>(command: string, args?: unknown): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const fail = (): void => reject(this.#missing(`no answer to ${command}`));
      timer = setTimeout(fail, PATIENCE);
    });
    try {
      const response = await Promise.race([this.#client.send(command, args), late]);
      return (response as { body: T }).body;
    } finally {
      clearTimeout(timer);
    }
  }

  #missing(what: string): Error {
    return new Error(`${what}; so far:\n${this.log.join('\n')}\n${this.output}`);
  }

  /** Ends the adapter without a word, as a crash of the editor does. */
  killAdapter(): void {
    this.#mayBeGone();
    this.#inside._adapterProcess?.kill('SIGKILL');
  }

  /** Ends the connection to an adapter on a port without a word. */
  vanish(): void {
    this.#inside._socket.destroy();
  }

  /** What is still sent to an adapter that has ended goes nowhere. */
  #mayBeGone(): void {
    this.#inside._adapterProcess?.stdin?.on('error', () => undefined);
  }

  /** Ends the program and the adapter, which a test may have ended already. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#mayBeGone();
    const gone = client.disconnectRequest({ terminateDebuggee: true }).catch(() => undefined);
    const late = new Promise((resolve) => setTimeout(resolve, 5000).unref());
    await Promise.race([gone, late]);
    const stopped = client.stop().catch(() => undefined);
    await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
  }
}
