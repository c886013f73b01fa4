import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { ThreadedAnalyser } from '../../language-server/server/analysis/threaded-analyser.js';
import { ThreadedTypes } from '../../language-server/server/typing/threaded-types.js';
import { startServer } from '../../language-server/server/server.js';
import { FakeSession } from '../../language-server/server/testing/fake-session.js';
import { baselineRequest, planRequest } from '../../protocol/lsp/index.js';
import { connectSession } from '../../runtime-agent/client/connection.js';

const linesPerFunction = 10;

/** A module with functions of ten lines each. */
function moduleOf(index: number, lines: number): string {
  const functions = Array.from({ length: Math.floor(lines / linesPerFunction) }, (_, i) => {
    const name = `step${index}_${i}`;
    return `export function ${name}(orders, limit = ${i}) {
  const kept = [];
  for (const order of orders) {
    if (order.total < limit) continue;
    const tax = Math.round(order.total * ${(i % 7) + 1}) / 100;
    kept.push({ ...order, tax });
  }
  kept.sort((a, b) => a.tax - b.tax);
  return kept.slice(0, ${i + index});
}`;
  });
  return `${functions.join('\n')}\n`;
}

/** A project that a session runs, with a language server that has found it. */
export class EditedProject {
  private constructor(
    readonly folder: string,
    readonly files: Map<string, string>,
    readonly session: FakeSession,
    readonly client: ProtocolConnection,
  ) {}

  /** @param bundle The built language server, for its thread. */
  static async start(
    folder: string,
    bundle: string,
    modules: number,
    lines: number,
  ): Promise<EditedProject> {
    const sessionFolder = join(folder, 'sessions');
    mkdirSync(sessionFolder, { recursive: true });
    const files = new Map<string, string>();
    for (let i = 0; i < modules; i++) files.set(`module${i}.mjs`, moduleOf(i, lines));
    const session = await FakeSession.start(folder, sessionFolder, Object.fromEntries(files));
    const [up, down] = [new PassThrough(), new PassThrough()];
    startServer({
      connection: createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)),
      analyser: new ThreadedAnalyser(bundle),
      checker: new ThreadedTypes(bundle),
      connect: connectSession,
      documentation: '',
    });
    const client = createProtocolConnection(
      new StreamMessageReader(down),
      new StreamMessageWriter(up),
    );
    client.listen();
    await client.sendRequest('initialize', {
      processId: null,
      rootUri: pathToFileURL(folder).href,
      capabilities: {},
      initializationOptions: { sessionFolder },
    });
    await client.sendNotification('initialized', {});
    while ((await client.sendRequest(baselineRequest, {})).sessions.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const project = new EditedProject(folder, files, session, client);
    project.#age();
    // The first plan starts the thread, and finds nothing that has changed.
    if ((await project.plan()).modules !== 0) throw new Error('something has changed by itself');
    return project;
  }

  /** Edits one function in each of some files, differently in each round. */
  edit(count: number, round: number): void {
    const names = [...this.files.keys()];
    for (let i = 0; i < count; i++) {
      const name = names[Math.floor((i * names.length) / count) + round] ?? '';
      const text = this.files.get(name) ?? '';
      writeFileSync(
        join(this.folder, name),
        text.replace('const kept = [];', `const kept = []; void ${round};`),
      );
    }
  }

  /** Asks for the plan of everything that has changed. */
  async plan(): Promise<{ ms: number; modules: number }> {
    const started = performance.now();
    const { plan } = await this.client.sendRequest(planRequest, {});
    return { ms: performance.now() - started, modules: plan.modules.length };
  }

  /** As if the files had lain there for long when the program was started. */
  #age(): void {
    const before = new Date(Date.now() - 3600_000);
    for (const name of this.files.keys()) utimesSync(join(this.folder, name), before, before);
  }

  /** Puts the files back as they run. */
  async restore(): Promise<void> {
    for (const [name, text] of this.files) writeFileSync(join(this.folder, name), text);
    this.#age();
    if ((await this.plan()).modules !== 0) throw new Error('an edit is still there');
  }

  async stop(): Promise<void> {
    await this.client.sendRequest('shutdown');
    this.client.dispose();
    this.session.end();
  }
}
