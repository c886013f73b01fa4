import type { DebugProtocol } from '@vscode/debugprotocol';
import { contentHash } from '../../loader/store.js';
import type { Script } from '../sources/script.js';
import type { SourceVersion } from '../sources/source-version.js';
import type { DebugThread } from '../targets/thread.js';
import { anchor, isToCome, moveTo, textOf } from './anchoring.js';
import { SourceBreakpoint } from './breakpoint.js';
import { FunctionBreakpoints } from './function-breakpoints.js';
import { hitCondition } from './hit-condition.js';
import type { BreakpointHost } from './host.js';
import { InspectorBreakpoints } from './inspector-breakpoints.js';
import { mayHold, positionsIn, positionsInPlain } from './positions.js';

/** All breakpoints of a debug session, and where they are in each thread's scripts. */
export class Breakpoints {
  readonly #host: BreakpointHost;
  readonly #byFile = new Map<string, SourceBreakpoint[]>();
  readonly #inUse = new InspectorBreakpoints();
  readonly #functions: FunctionBreakpoints;
  #ids = 0;

  constructor(host: BreakpointHost) {
    this.#host = host;
    this.#functions = new FunctionBreakpoints(host);
  }

  /** The files that have breakpoints. */
  get files(): string[] {
    return [...this.#byFile].filter(([, list]) => list.length > 0).map(([file]) => file);
  }

  /** The versions that breakpoints belong to. */
  get versions(): SourceVersion[] {
    const all = [...this.#byFile.values()].flat();
    return all.flatMap(({ anchor }) => (anchor ? [anchor.version] : []));
  }

  get hasFunctions(): boolean {
    return !this.#functions.isEmpty;
  }

  /** Where a breakpoint is shown. */
  place(id: number): { source: DebugProtocol.Source; line: number } | undefined {
    for (const [file, list] of this.#byFile) {
      const found = list.find((item) => item.id === id);
      if (found) return { source: this.#host.sourceOf(file), line: found.line };
    }
    return undefined;
  }

  /** Replaces the breakpoints of a file. */
  async set(
    file: string,
    requested: readonly DebugProtocol.SourceBreakpoint[],
  ): Promise<DebugProtocol.Breakpoint[]> {
    // One whose statement is gone may have been where another one is now.
    const before = [...(this.#byFile.get(file) ?? [])].sort(
      (a, b) => Number(a.isGone) - Number(b.isGone),
    );
    const kept = new Set<SourceBreakpoint>();
    const now = requested.map((request) => {
      const known = before.find((item) => !kept.has(item) && item.isLike(request));
      const item = known ?? new SourceBreakpoint((this.#ids += 1), file, request);
      item.requested = request;
      kept.add(item);
      return item;
    });
    this.#byFile.set(file, now);
    await Promise.all(before.filter((item) => !kept.has(item)).map((item) => this.#remove(item)));
    const text = textOf(this.#host, file);
    for (const item of now) {
      if (text) anchor(item, text);
      await this.#bindEverywhere(item);
    }
    await Promise.all([...this.#host.threads()].map((thread) => thread.sendWanted()));
    return now.map((item) => {
      const told = item.toDap(this.#host.sourceOf(file));
      item.told = JSON.stringify(told);
      return told;
    });
  }

  /** Works out what it takes to set a file's breakpoints as soon as it is loaded. */
  expect(file: string): void {
    for (const { anchor } of this.#byFile.get(file) ?? []) anchor?.version.expect();
  }

  /** Sets a breakpoint wherever its statement is. */
  async #bindEverywhere(item: SourceBreakpoint): Promise<void> {
    item.verified = false;
    for (const thread of this.#host.threads()) {
      const scripts = [...thread.scripts.values()].filter((script) => this.#mayHold(script, item));
      for (const script of scripts) await this.#bind(thread, script, item);
      if (scripts.length === 0 && !this.#host.inScope(item.file))
        await this.#inUse.putByUrl(thread, item);
    }
    if (isToCome(this.#host, item)) item.verified = true;
  }

  #mayHold(script: Script, item: SourceBreakpoint): boolean {
    return mayHold(script, item, this.#host.versions);
  }

  /** Sets what belongs into a script that has just been parsed. */
  async bindScript(thread: DebugThread, script: Script): Promise<void> {
    for (const list of this.#byFile.values()) {
      for (const item of list) {
        if (item.isGone || !this.#mayHold(script, item)) continue;
        await this.#bind(thread, script, item);
        this.#tell(item);
      }
    }
    if (script.isProgram) await this.#functions.bindScript(thread, script);
  }

  /** Tells the client of a breakpoint that is not as it was told last. */
  #tell(item: SourceBreakpoint): void {
    const now = item.toDap(this.#host.sourceOf(item.file));
    if (item.told === JSON.stringify(now)) return;
    item.told = JSON.stringify(now);
    this.#host.changed(now);
  }

  async #bind(thread: DebugThread, script: Script, item: SourceBreakpoint): Promise<void> {
    await thread.load(script);
    const { version } = script.text;
    const positions = version
      ? positionsIn(this.#host, script, version, item)
      : await positionsInPlain(thread, script, item);
    await this.#inUse.put(thread, script, positions, item);
  }

  #remove(item: SourceBreakpoint): Promise<void> {
    return this.#inUse.remove(this.#host.threads(), item);
  }

  /** A thread is gone. */
  forget(thread: DebugThread): void {
    for (const list of this.#byFile.values()) for (const item of list) item.bound.delete(thread.id);
  }

  /** Of inspector breakpoints that a thread has run into, those that stop it. */
  hits(thread: DebugThread, cdpIds: readonly string[]): number[] {
    const found: number[] = [];
    for (const cdpId of cdpIds) {
      const item = this.#inUse.of(thread, cdpId);
      const fn = this.#functions.of(thread, cdpId);
      if (fn) count(fn, fn.hit, found);
      for (const one of item ? this.#alike(item) : []) {
        count(one, one.requested.hitCondition, found);
      }
    }
    return found;
  }

  /** Breakpoints that an update has brought to the same statement; V8 knows one of them. */
  #alike(item: SourceBreakpoint): SourceBreakpoint[] {
    const { condition, logMessage } = item.requested;
    return (this.#byFile.get(item.file) ?? []).filter(
      ({ verified, line, column, requested }) =>
        verified &&
        line === item.line &&
        column === item.column &&
        requested.condition === condition &&
        requested.logMessage === logMessage,
    );
  }

  /**
   * Moves all breakpoints of some files to the version that runs now, and tells the client of those
   * that are elsewhere, or nowhere.
   */
  async follow(files: readonly string[]): Promise<void> {
    for (const file of files) {
      const running = this.#host.running(file);
      for (const item of this.#byFile.get(file) ?? []) {
        if (running) moveTo(this.#host, item, running);
        if (item.isGone) {
          await this.#remove(item);
          item.verified = false;
        } else if (running) await this.#bindRunning(item, running);
        else await this.#bindEverywhere(item);
        this.#tell(item);
      }
    }
  }

  /** What has been set in older code stays; the code that runs now is new, or has it already. */
  async #bindRunning(item: SourceBreakpoint, running: SourceVersion): Promise<void> {
    for (const thread of this.#host.threads()) {
      for (const script of [...thread.scripts.values()]) {
        const isRunning = script.hash !== undefined && contentHash(script.hash) === running.hash;
        if (isRunning && this.#mayHold(script, item)) await this.#bind(thread, script, item);
      }
    }
    if (item.bound.size > 0) item.message = undefined;
    if (isToCome(this.#host, item)) item.verified = true;
  }

  /** Scripts of a thread are gone, with what was set in them. */
  forgetScripts(thread: DebugThread, scriptIds: readonly string[]): void {
    if (scriptIds.length === 0) return;
    for (const item of [...this.#byFile.values()].flat()) {
      for (const scriptId of scriptIds) void this.#inUse.removeFrom(thread, scriptId, item);
    }
    this.#functions.forgetScripts(thread, scriptIds);
  }

  /** Replaces the breakpoints on functions. */
  setFunctions(
    requested: readonly DebugProtocol.FunctionBreakpoint[],
  ): Promise<DebugProtocol.Breakpoint[]> {
    return this.#functions.set(requested, () => (this.#ids += 1));
  }
}

/** Counts that a breakpoint was reached, and notes whether that stops the thread. */
function count(
  counted: { id: number; count: number },
  hit: string | undefined,
  found: number[],
): void {
  counted.count += 1;
  const test = hit === undefined ? undefined : hitCondition(hit);
  if (!test || test(counted.count)) found.push(counted.id);
}
