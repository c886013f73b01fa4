import { fork, type ChildProcess } from 'node:child_process';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { Signal } from '../signal.js';

/** Messages of the Debug Adapter Protocol, as far as they are looked into. */
export interface DapMessage {
  seq: number;
  type: string;
  command?: string;
  event?: string;
  body?: unknown;
}

/** A debug adapter, whichever way it runs. */
export interface Adapter {
  readonly sent: Signal<DapMessage>;
  /** It has ended without having been asked to. */
  readonly died: Signal<string>;
  handle(message: DapMessage): void;
  dispose(): void;
}

/** How long an adapter may take to end after its editor is done with it, in milliseconds. */
const GRACE = 3000;

/** A debug adapter in a process of its own, on its standard streams. */
export class ProcessAdapter implements Adapter {
  readonly sent = new Signal<DapMessage>();
  readonly died = new Signal<string>();
  readonly #child: ChildProcess;
  readonly #writer: StreamMessageWriter;
  #isDone = false;

  /** @param onError Takes what the adapter writes to its standard error. */
  constructor(module: string, onError: (text: string) => void) {
    const child = fork(module, [], { silent: true });
    this.#child = child;
    const { stdin, stdout, stderr } = child;
    if (!stdin || !stdout || !stderr) throw new Error('The debug adapter has no streams.');
    this.#writer = new StreamMessageWriter(stdin);
    this.#writer.onError(() => undefined);
    stdin.on('error', () => undefined);
    // The framing is that of JSON-RPC; what is in the frames is not.
    new StreamMessageReader(stdout).listen((message) =>
      this.sent.fire(message as unknown as DapMessage),
    );
    stderr.setEncoding('utf8').on('data', onError);
    child.once('error', ({ message }) => this.#ended(message));
    child.once('exit', (code, signal) => this.#ended(signal ?? `code ${code ?? 0}`));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  handle(message: DapMessage): void {
    if (message.command === 'disconnect') this.#isDone = true;
    const framed = message as unknown as Parameters<StreamMessageWriter['write']>[0];
    this.#writer.write(framed).catch(() => undefined);
  }

  dispose(): void {
    this.#isDone = true;
    this.#child.stdin?.end();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), GRACE);
    timer.unref();
    this.#child.once('exit', () => clearTimeout(timer));
  }

  #ended(how: string): void {
    if (!this.#isDone) this.died.fire(how);
    this.#isDone = true;
  }
}
