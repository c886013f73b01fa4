import { basename } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Protocol } from 'devtools-protocol';
import type { UpdateNotice } from '../../protocol/baseline.js';
import type { SessionRecord } from '../../protocol/session.js';
import { contentHash } from '../loader/store.js';
import type { Pause } from './cdp/pause.js';
import { CdpError } from './cdp/session.js';
import { CONDITION_FAILS } from './breakpoints/log-message.js';
import type { BreakpointHost } from './breakpoints/host.js';
import { Breakpoints } from './breakpoints/manager.js';
import type { ExceptionFilters } from './exceptions/judge.js';
import { Correspondences } from './sources/correspondence.js';
import type { Script } from './sources/script.js';
import type { SkipFiles } from './sources/skip-files.js';
import type { SourceVersion } from './sources/source-version.js';
import { SourceList } from './sources/source-list.js';
import type { VersionStore } from './sources/version-store.js';
import { ProgramProcess, type ProcessHost } from './targets/program-process.js';
import { openSession } from './targets/open-session.js';
import type { StopReason } from './targets/thread-host.js';
import type { DebugThread } from './targets/thread.js';

/** What the program tells the client. */
export interface ProgramEvents {
  stopped(thread: DebugThread, reason: StopReason): void;
  /** A thread that is stopped was updated there. */
  updated(thread: DebugThread, reason: StopReason): void;
  continued(thread: DebugThread): void;
  thread(thread: DebugThread, reason: 'started' | 'exited'): void;
  breakpoint(breakpoint: DebugProtocol.Breakpoint): void;
  loadedSource(source: DebugProtocol.Source): void;
  output(body: DebugProtocol.OutputEvent['body']): void;
  console(thread: DebugThread, event: Protocol.Runtime.ConsoleAPICalledEvent): void;
  /** An update is about to stop threads. */
  pending(session: string): void;
  notice(notice: UpdateNotice): void;
  /** Code that runs is shown in other lines. */
  rewritten(): void;
  /** The inspector of a process is gone. */
  lost(process: ProgramProcess): void;
  /** The last process has ended, or let go. */
  ended(): void;
}

export interface ProgramOptions {
  ownFolder: string;
  versions: VersionStore | undefined;
  skip: SkipFiles;
  /** Whether a file is instrumented when it is loaded. */
  inScope: (file: string) => boolean;
  /** Absolute path of the program, to stop at its first statement. */
  entry?: string;
}

/** The program under the debugger: all of its processes and threads, and what is common to them. */
export class Program implements ProcessHost, BreakpointHost {
  /** What conditions have failed with, by their breakpoints. */
  readonly #failures = new Set<string>();
  readonly ownFolder: string;
  readonly versions: VersionStore | undefined;
  readonly skip: SkipFiles;
  readonly correspondences = new Correspondences();
  readonly breakpoints: Breakpoints;
  readonly exceptions: ExceptionFilters;
  readonly sources: SourceList;
  readonly processes = new Set<ProgramProcess>();
  /** Breakpoints are where the last update has put them. */
  settled: Promise<void> = Promise.resolve();
  readonly #events: ProgramEvents;
  readonly #options: ProgramOptions;
  #entry: string | undefined;
  #threadIds = 0;
  #isPending = false;

  constructor(options: ProgramOptions, events: ProgramEvents, exceptions: ExceptionFilters) {
    this.#options = options;
    this.#events = events;
    this.#entry = options.entry;
    this.ownFolder = options.ownFolder;
    this.versions = options.versions;
    this.skip = options.skip;
    this.exceptions = exceptions;
    this.sources = new SourceList(this.versions);
    this.breakpoints = new Breakpoints(this);
  }

  /**
   * Takes a process under control.
   * @param runs whether it may run at once if it waits for a debugger
   */
  async attach(
    url: string,
    record: SessionRecord | undefined,
    runs: boolean,
  ): Promise<ProgramProcess> {
    const process = await ProgramProcess.connect(url, this);
    await process.take(labelOf(record), record, runs);
    this.processes.add(process);
    if (record) void this.#listen(process, record);
    return process;
  }

  /**
   * Takes a process that has been launched under control while it starts, before it has told of itself, see `introduce`.
   * @param runs whether it may run, asked when it is connected to
   */
  async attachStarting(url: string, name: string, runs: () => boolean): Promise<ProgramProcess> {
    let taken: Promise<void> | undefined;
    const process = await ProgramProcess.connect(url, this, (starting) => {
      this.processes.add(starting);
      taken = starting.take(name, undefined, runs());
      // Whoever connects hears of it.
      taken.catch(() => undefined);
    });
    try {
      await taken;
      return process;
    } catch (error) {
      // It has ended meanwhile.
      this.processEnded(process);
      throw error;
    }
  }

  /** A process has told of itself. */
  introduce(process: ProgramProcess, record: SessionRecord): void {
    process.introduce(labelOf(record), record);
    void this.#listen(process, record);
  }

  async #listen(process: ProgramProcess, record: SessionRecord): Promise<void> {
    process.session = openSession(record);
    const session = await process.session;
    if (!session) return;
    session.on('updated', (notice) => {
      this.settled = this.settled.then(() => this.#noticed(process, notice));
    });
    await session.call('subscribe', undefined).catch(() => undefined);
  }

  async #noticed(process: ProgramProcess, notice: UpdateNotice): Promise<void> {
    this.#isPending = false;
    if (notice.outcome === 'applied') {
      try {
        const threads = [...process.threads.values()];
        const loaded = await Promise.all(threads.map(({ agent }) => agent.loaded()));
        this.sources.running(loaded.flat(), notice.version);
        threads.forEach((thread, index) => {
          const hashes = (loaded[index] ?? []).map(({ hash }) => contentHash(hash));
          this.breakpoints.forgetScripts(thread, thread.forgetUnits(new Set(hashes)));
        });
        const files = notice.files.flatMap((file) => [
          file,
          ...(this.sources.version(file)?.files ?? []),
        ]);
        await this.breakpoints.follow([...new Set(files)]);
        this.#forgetVersions();
      } catch {
        // The process has ended meanwhile.
      }
    }
    if (notice.outcome === 'applied' || notice.outcome === 'nothing-to-do') {
      const rewritten = this.sources.rewritten();
      await this.breakpoints.follow(rewritten);
      if (rewritten.length > 0) this.#events.rewritten();
    }
    this.#events.notice(notice);
  }

  /** Versions that no thread has any more, and no breakpoint, need not be known. */
  #forgetVersions(): void {
    const needed = [...this.breakpoints.versions, ...this.sources.versions].map(({ hash }) => hash);
    for (const thread of this.threads()) {
      for (const { hash } of thread.scripts.values()) if (hash !== undefined) needed.push(hash);
    }
    const hashes = new Set(needed.map(contentHash));
    this.versions?.keep(hashes);
    this.correspondences.keep(hashes);
  }

  /** Once for each update. */
  updating(): void {
    if (this.#isPending) return;
    this.#isPending = true;
    const [first] = this.processes;
    this.#events.pending(first?.record?.name ?? '');
  }

  *threads(): Iterable<DebugThread> {
    for (const process of this.processes) yield* process.threads.values();
  }

  processOf({ id }: DebugThread): ProgramProcess | undefined {
    return [...this.processes].find(({ threads }) => threads.has(id));
  }

  thread(id: number): DebugThread | undefined {
    for (const thread of this.threads()) if (thread.id === id) return thread;
    return undefined;
  }

  nextThreadId(): number {
    return (this.#threadIds += 1);
  }

  threadStarted(_process: ProgramProcess, thread: DebugThread): void {
    thread.session.on('Runtime.consoleAPICalled', (event) => this.#events.console(thread, event));
    this.#events.thread(thread, 'started');
  }

  threadEnded(_process: ProgramProcess, thread: DebugThread): void {
    this.breakpoints.forget(thread);
    this.#events.thread(thread, 'exited');
  }

  processEnded(process: ProgramProcess): void {
    this.processes.delete(process);
    this.#events.lost(process);
    if (this.processes.size === 0) this.#events.ended();
  }

  stopsAtStart(thread: DebugThread): boolean {
    return [...this.processes].some(
      ({ main, record, isStarting }) => main === thread && !isStarting && !record?.inspector,
    );
  }

  takeEntry(file: string): boolean {
    if (file !== this.#entry) return false;
    this.#entry = undefined;
    return true;
  }

  bind(thread: DebugThread, script: Script): Promise<void> {
    return this.breakpoints.bindScript(thread, script);
  }

  wanted(): { files: string[]; mapped: boolean; every: boolean } {
    const files = this.breakpoints.files;
    const mapped = files.length > 0 || this.#entry !== undefined;
    if (this.#entry !== undefined) files.push(this.#entry);
    return { files, mapped, every: this.breakpoints.hasFunctions };
  }

  hits(thread: DebugThread, cdpIds: readonly string[]): number[] {
    return this.breakpoints.hits(thread, cdpIds);
  }

  judgeException(thread: DebugThread, event: Pause): Promise<StopReason | undefined> {
    return this.exceptions.judge(thread, event);
  }

  fault({ name }: DebugThread, error: unknown): void {
    const what = error instanceof CdpError ? `${error.method}: ${error.message}` : String(error);
    const output = `Restitch could not deal with what thread ${name} told: ${what}\n`;
    this.#events.output({ category: 'important', output });
  }

  logged(breakpoint: number, text: string): void {
    // A condition that fails does so each time.
    if (text.startsWith(CONDITION_FAILS)) {
      const failure = `${breakpoint} ${text}`;
      if (this.#failures.has(failure)) return;
      this.#failures.add(failure);
    }
    const place = this.breakpoints.place(breakpoint);
    this.#events.output({ category: 'console', output: `${text}\n`, ...place });
  }

  exceptionPause(): 'none' | 'all' {
    return this.exceptions.state;
  }

  stopped(thread: DebugThread, reason: StopReason): void {
    this.#events.stopped(thread, reason);
  }

  continued(thread: DebugThread): void {
    this.#events.continued(thread);
  }

  updated(thread: DebugThread, reason: StopReason): void {
    this.#events.updated(thread, reason);
  }

  scriptParsed(_thread: DebugThread, script: Script): void {
    const added = this.sources.add(script);
    if (added) this.#events.loadedSource(added);
  }

  sourceOf(file: string): DebugProtocol.Source {
    return this.sources.source(file);
  }

  inScope(file: string): boolean {
    return this.#options.inScope(file) || this.sources.version(file) !== undefined;
  }

  running(file: string): SourceVersion | undefined {
    return this.sources.version(file);
  }

  changed(breakpoint: DebugProtocol.Breakpoint): void {
    this.#events.breakpoint(breakpoint);
  }

  detach(): void {
    for (const process of this.processes) process.detach();
  }
}

function labelOf(record: SessionRecord | undefined): string {
  const name = record ? basename(record.entry) : 'main';
  return record?.parent == null ? name : `${name} (${record.pid})`;
}
