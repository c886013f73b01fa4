import { readFile } from 'node:fs/promises';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { SessionConnection } from '../client/connection.js';
import type { Program } from './program.js';
import type { SourceVersion } from './sources/source-version.js';
import { StackView } from './stack.js';
import type { DebugThread } from './targets/thread.js';

/** What is under the debugger, as requests look for it. */
export class Debuggee {
  program: Program | undefined;
  stack!: StackView;
  #opened!: (program: Program) => void;
  /** Breakpoints may come before the program is there to have them. */
  readonly whenOpen = new Promise<Program>((settle) => (this.#opened = settle));

  open(program: Program): void {
    this.program = program;
    this.stack = new StackView(program);
    this.#opened(program);
  }

  threads(): DebugThread[] {
    return [...(this.program?.threads() ?? [])];
  }

  /** @throws {Error} when there is none with this number */
  thread(id: number): DebugThread {
    const found = this.program?.thread(id);
    if (!found) throw new Error(`There is no thread ${id}.`);
    return found;
  }

  /** The first thread, where a request names none. @throws {Error} when there is none */
  anyThread(): DebugThread {
    const threads = this.threads();
    const found = threads.find(({ stopped }) => stopped) ?? threads[0];
    if (!found) throw new Error('The program does not run.');
    return found;
  }

  /** The coordinator of the program's first process. @throws {Error} when there is none */
  async session(): Promise<SessionConnection> {
    const [first] = [...(this.program?.processes ?? [])].filter(
      ({ record, isStarting }) => record ?? isStarting,
    );
    const found = await first?.neededSession();
    if (!found) throw new Error('The program does not run under Restitch, or has ended.');
    return found;
  }

  /** The version of a file that lies on disk, where it would be instrumented. */
  onDisk(file: string): SourceVersion | undefined {
    const { program } = this;
    return program?.inScope(file) ? program.versions?.onDisk(file, undefined) : undefined;
  }

  /** The text of a source, by its number or else by its path. @throws {Error} when nobody has it */
  async source(
    reference: number | undefined,
    path: string | undefined,
  ): Promise<DebugProtocol.SourceResponse['body']> {
    const mimeType = 'text/javascript';
    if (reference) {
      const content = await this.program?.sources.content(reference);
      if (content === undefined) throw new Error('This source is no longer there.');
      return { content, mimeType };
    }
    const file = path ?? '';
    for (const thread of this.program?.threads() ?? []) {
      const script = [...thread.scripts.values()].find(({ file: name }) => name === file);
      if (!script || script.isProgram) continue;
      const { scriptSource } = await thread.session.send('Debugger.getScriptSource', {
        scriptId: script.id,
      });
      return { content: scriptSource, mimeType };
    }
    return { content: await readFile(file, 'utf8'), mimeType };
  }
}
