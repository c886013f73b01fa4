import type { DebugProtocol } from '@vscode/debugprotocol';
import { asyncFrames, scriptsOf, type Frame, type StackEntry } from './targets/frame.js';
import type { Program } from './program.js';
import type { AuthoredPosition, SourceVersion } from './sources/source-version.js';
import type { DebugThread } from './targets/thread.js';

interface ShownPlace {
  source: DebugProtocol.Source;
  line: number;
  column: number;
}

/** The stack of a stopped thread as a client sees it. */
export class StackView {
  readonly #program: Program;
  /** Frame ids are valid while the thread is stopped. */
  readonly #frames = new Map<number, { thread: DebugThread; frame: Frame }>();
  readonly #known = new Map<number, { stop: object; entries: StackEntry[]; ids: number[] }>();
  /** What lies on disk in place of versions that run, as long as one stack is read. */
  readonly #disk = new Map<SourceVersion, SourceVersion | undefined>();
  #ids = 0;

  constructor(program: Program) {
    this.#program = program;
  }

  frame(id: number): { thread: DebugThread; frame: Frame } | undefined {
    return this.#frames.get(id);
  }

  /** The frames of a thread that goes on are no more. */
  forget(thread: DebugThread): void {
    for (const id of this.#known.get(thread.id)?.ids ?? []) this.#frames.delete(id);
    this.#known.delete(thread.id);
  }

  async read(
    thread: DebugThread,
    start: number,
    levels: number,
  ): Promise<{ stackFrames: DebugProtocol.StackFrame[]; totalFrames: number }> {
    const { entries, ids } = await this.#entries(thread);
    this.#disk.clear();
    const end = levels > 0 ? start + levels : entries.length;
    const stackFrames = entries
      .slice(start, end)
      .map((entry, index) => this.#toDap(entry, ids[start + index] ?? 0));
    return { stackFrames, totalFrames: entries.length };
  }

  async #entries(thread: DebugThread): Promise<{ entries: StackEntry[]; ids: number[] }> {
    const { stopped } = thread;
    if (!stopped) return { entries: [], ids: [] };
    const known = this.#known.get(thread.id);
    if (known?.stop === stopped) return known;
    this.forget(thread);
    const trace = stopped.event.asyncStackTrace;
    await thread.loadAll(scriptsOf(trace));
    const entries: StackEntry[] = [
      ...stopped.frames,
      ...asyncFrames(trace, (id) => thread.scripts.get(id)),
    ];
    const ids = entries.map(() => (this.#ids += 1));
    entries.forEach((entry, index) => {
      if (entry.script) this.#frames.set(ids[index] ?? 0, { thread, frame: entry });
    });
    const made = { stop: stopped, entries, ids };
    this.#known.set(thread.id, made);
    return made;
  }

  #toDap(entry: StackEntry, id: number): DebugProtocol.StackFrame {
    if (entry.script === undefined) {
      return { id, name: entry.label, line: 0, column: 0, presentationHint: 'label' };
    }
    const { name, script, call } = entry;
    const { source, line, column } = this.place(entry);
    const isSkipped = this.#program.skip.skips(script.url);
    return {
      ...{ id, name, source, line, column },
      ...(isSkipped ? { presentationHint: 'subtle' as const } : {}),
      canRestart: call?.canBeRestarted === true && script.isProgram,
      ...(script.isProgram ? { moduleId: script.text.version?.id ?? script.file } : {}),
    };
  }

  /** Where a frame is shown: in the version that runs, where its code stands there unchanged. */
  place({ script, place }: Frame): ShownPlace {
    const { sources, correspondences } = this.#program;
    const version = script.isProgram ? script.text.version : undefined;
    const { file, line, column, offset } = place;
    const here = { source: sources.source(file), line, column };
    if (!version) return here;
    const running = sources.version(version.id) ?? version;
    if (running === version) return this.#inFile(running, offset) ?? here;
    const now = correspondences.follow(version, running, offset);
    if (now.isUnchanged && now.offset !== undefined) {
      const moved = running.authored(now.offset);
      return this.#inFile(running, now.offset) ?? this.#at(moved);
    }
    return { source: sources.oldSource(version, file), line, column };
  }

  #at({ file, line, column }: AuthoredPosition): ShownPlace {
    return { source: this.#program.sources.source(file), line, column };
  }

  /**
   * The client shows a file as it lies on disk, which may be ahead of what runs: where the statement
   * stands there, or the text that runs. `undefined` where both are the same.
   */
  #inFile(running: SourceVersion, offset: number): ShownPlace | undefined {
    const { sources, correspondences } = this.#program;
    const disk = this.#onDisk(running);
    if (!disk) return undefined;
    const now = correspondences.follow(running, disk, offset);
    if (now.offset !== undefined) return this.#at(disk.authored(now.offset));
    const { file, line, column } = running.authored(offset);
    return { source: sources.oldSource(running, file), line, column };
  }

  #onDisk(running: SourceVersion): SourceVersion | undefined {
    if (this.#disk.has(running)) return this.#disk.get(running);
    const { versions } = this.#program;
    const disk =
      !versions || versions.isCurrent(running)
        ? undefined
        : versions.onDisk(running.id, running.entry.format);
    const other = disk === running ? undefined : disk;
    this.#disk.set(running, other);
    return other;
  }
}
