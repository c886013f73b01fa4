import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { TestSession } from '../session.js';
import type { At } from './bound-case.js';

const root = join(import.meta.dirname, '../../..');

/** Runs the driver when it is told to, and stops by itself behind that. */
const main = (extension: string): string => `import work from './driver.${extension}';
process.on('unhandledRejection', () => {});
setInterval(async () => {
  if (!globalThis.go) return;
  globalThis.go = false;
  try { await work(); await new Promise((settle) => setTimeout(settle, 2)); } catch {}
  debugger;
}, 1);
console.log('ready');
`;

export interface Project {
  driver: string;
  extension: 'cjs' | 'mjs';
  /** A package whose `lib` is copied, and what it needs. */
  copied?: { name: string; needs: readonly string[] };
}

type Told = DebugProtocol.Breakpoint;

/** A program under the debugger that many edits are tried on. */
export class BoundSession {
  #told = new Map<number, Told>();
  #isLaunched = false;

  private constructor(readonly session: TestSession) {}

  static async start({ driver, extension, copied }: Project): Promise<BoundSession> {
    const session = await TestSession.open({
      'main.mjs': main(extension),
      'package.json': '{}',
      [`driver.${extension}`]: driver,
    });
    const { folder } = session;
    if (copied) {
      cpSync(join(root, 'node_modules', copied.name, 'lib'), join(folder, 'lib'), {
        recursive: true,
      });
      mkdirSync(join(folder, 'node_modules'), { recursive: true });
      for (const name of copied.needs) {
        symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
      }
    }
    return new BoundSession(session);
  }

  /** Starts the program, once. */
  async launch(): Promise<void> {
    if (this.#isLaunched) return;
    this.#isLaunched = true;
    await this.session.launch({ program: 'main.mjs' });
    while (!this.session.output.includes('ready')) {
      await this.session.event<DebugProtocol.OutputEvent>('output');
    }
  }

  write(file: string, text: string): void {
    mkdirSync(join(this.session.path(file), '..'), { recursive: true });
    writeFileSync(this.session.path(file), text);
  }

  async apply(): Promise<string> {
    const { outcome } = await this.session.request<{ outcome: string }>('restitch/apply', {
      yes: true,
    });
    this.session.note(`apply: ${outcome}`);
    return outcome;
  }

  async set(file: string, list: readonly At[]): Promise<Told[]> {
    this.#listen();
    const wanted = list.map(({ line, column }) => ({ line, column }));
    this.session.note(`${wanted.length} breakpoints`);
    const told = await this.session.breakpoints(file, wanted);
    this.#told = new Map(told.map((item) => [item.id ?? -1, item]));
    return told;
  }

  #listen(): void {
    for (const { body } of this.session.pending('breakpoint')) {
      const { breakpoint } = body as DebugProtocol.BreakpointEvent['body'];
      if (this.#told.has(breakpoint.id ?? -1)) this.#told.set(breakpoint.id ?? -1, breakpoint);
    }
  }

  place(id: number): At | undefined {
    this.#listen();
    const { verified = false, line = 0, column = 0 } = this.#told.get(id) ?? {};
    return verified ? { line, column } : undefined;
  }

  /** Has the driver run, from the event loop. */
  async run(): Promise<void> {
    await this.session.request('evaluate', { expression: 'globalThis.go = true' });
    this.session.note('run');
  }

  /**
   * The next stop, with the program's innermost frame.
   * @returns `undefined` for the end of a run
   */
  async stop(): Promise<{ ids: number[]; at: At } | undefined> {
    const event = await this.session.event<DebugProtocol.StoppedEvent>('stopped');
    this.session.thread = event.threadId ?? 1;
    this.session.note(`stopped: ${event.reason} ${event.hitBreakpointIds?.join(' ') ?? ''}`);
    if (event.reason === 'debugger statement') return undefined;
    return { ids: event.hitBreakpointIds ?? [], at: await this.top() };
  }

  /** Where the stopped program is. */
  async top(): Promise<At> {
    const [top] = await this.session.frames();
    const { line = 0, column = 0 } = top ?? {};
    return { line, column };
  }

  /**
   * Lets the run go on to its end; each breakpoint stops it once.
   * @param hits by the breakpoints' ids; added to
   */
  async collect(file: string, ids: readonly number[], hits: Map<number, At>): Promise<void> {
    for (let stop = await this.stop(); stop; stop = await this.stop()) {
      for (const id of stop.ids) hits.set(id, stop.at);
      const left = ids.filter((id) => !hits.has(id));
      const places = left.flatMap((id) => this.place(id) ?? []);
      await this.set(file, places);
      await this.session.goOn();
    }
    await this.session.goOn();
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
