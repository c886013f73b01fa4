import { WebSocket } from 'ws';
import type { WorkerInfo } from './messages.js';
import { PromptSocket } from './prompt-socket.js';
import { CdpSession } from './session.js';

/** Behind this nothing comes until something is sent. */
const LAST = '{"method":"Debugger.paused"';

/** What acknowledgements are answered with, see {@link PromptSocket}. */
const IS_ACKNOWLEDGED = /^\{"error"|^\{"id":0,/;

export interface AttachedWorker {
  session: CdpSession;
  info: WorkerInfo;
}

/** A process's inspector: the main thread's session, and one of each worker within it. */
export class CdpConnection {
  readonly main: CdpSession;
  readonly #socket: WebSocket;
  readonly #workers = new Map<string, CdpSession>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    let prompt: PromptSocket | undefined;
    socket.on('upgrade', (response) => (prompt = new PromptSocket(response.socket)));
    this.main = new CdpSession((text) => {
      if (socket.readyState === WebSocket.OPEN) prompt?.send(text);
    });
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8');
      if (text.startsWith(LAST)) prompt?.rests();
      if (!IS_ACKNOWLEDGED.test(text)) this.main.receive(text);
    });
    socket.on('close', () => this.#closed());
    socket.on('error', () => socket.terminate());
  }

  /**
   * @param url WebSocket address of the inspector
   * @throws when nobody listens there
   */
  static async open(url: string): Promise<CdpConnection> {
    // Messages of the inspector have no upper bound: a script's source is one.
    const socket = new WebSocket(url, {
      ...{ perMessageDeflate: false, maxPayload: 1 << 30, handshakeTimeout: 20_000 },
    });
    const connection = new CdpConnection(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return connection;
  }

  /** Calls back for each worker, those that run already included; a new one waits until it is told to run. */
  async attachWorkers(listener: (worker: AttachedWorker) => void): Promise<void> {
    const { main } = this;
    main.on('NodeWorker.attachedToWorker', ({ sessionId, workerInfo }) => {
      const session = new CdpSession((message) => {
        main.send('NodeWorker.sendMessageToWorker', { sessionId, message }).catch(() => {
          // The worker has ended; `detachedFromWorker` tells.
        });
      });
      this.#workers.set(sessionId, session);
      listener({ session, info: workerInfo });
    });
    main.on('NodeWorker.receivedMessageFromWorker', ({ sessionId, message }) => {
      this.#workers.get(sessionId)?.receive(message);
    });
    main.on('NodeWorker.detachedFromWorker', ({ sessionId }) => {
      this.#workers.get(sessionId)?.close();
      this.#workers.delete(sessionId);
    });
    await this.holdWorkers(true);
  }

  /** Whether workers wait for the debugger that are started from now on, after `attachWorkers`. */
  async holdWorkers(waitForDebuggerOnStart: boolean): Promise<void> {
    await this.main.send('NodeWorker.enable', { waitForDebuggerOnStart });
  }

  close(): void {
    this.#socket.close();
  }

  #closed(): void {
    for (const worker of this.#workers.values()) worker.close();
    this.#workers.clear();
    this.main.close();
  }
}
