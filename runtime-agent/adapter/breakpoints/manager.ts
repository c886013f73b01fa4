import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { contentHash } from '../../loader/store.js';
import { CdpError } from '../cdp/session.js';
import type { Correspondences } from '../sources/correspondence.js';
import { comparePositions, type Position } from '../sources/position.js';
import type { Script } from '../sources/script.js';
import type { SourceVersion } from '../sources/source-version.js';
import { chooseStop } from '../sources/stops.js';
import type { VersionStore } from '../sources/version-store.js';
import type { DebugThread } from '../targets/thread.js';
import { rewriteAt } from '../values/rewrite.js';
import { SourceBreakpoint, type BoundAt } from './breakpoint.js';
import { hitCondition } from './hit-condition.js';
import { agentLog, guardedCondition, logExpression, PLAIN_LOG } from './log-message.js';

export interface BreakpointHost {
  readonly versions: VersionStore | undefined;
  readonly correspondences: Correspondences;
  threads(): Iterable<DebugThread>;
  sourceOf(file: string): DebugProtocol.Source;
  /** Whether a file's modules are instrumented when they are loaded. */
  inScope(file: string): boolean;
  /** The version of a file that runs, where one has been loaded. */
  running(file: string): SourceVersion | undefined;
  changed(breakpoint: DebugProtocol.Breakpoint): void;
}

interface FunctionBreakpoint {
  id: number;
  name: string;
  condition: string | undefined;
  hit: string | undefined;
  count: number;
  verified: boolean;
  /** `thread script function` → inspector breakpoint. */
  bound: Map<string, string>;
}

/** All breakpoints of a debug session, and where they are in each thread's scripts. */
export class Breakpoints {
  readonly #host: BreakpointHost;
  readonly #byFile = new Map<string, SourceBreakpoint[]>();
  /** Inspector's id → breakpoint; ids are unique in a thread only. */
  readonly #byCdpId = new Map<string, SourceBreakpoint>();
  #functions: FunctionBreakpoint[] = [];
  readonly #functionByCdpId = new Map<string, number>();
  #ids = 0;

  constructor(host: BreakpointHost) {
    this.#host = host;
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
    return this.#functions.length > 0;
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
    await Promise.all(before.filter((item) => !kept.has(item)).map((item) => this.#unbind(item)));
    const text = this.#textOf(file);
    for (const item of now) {
      if (text) this.#anchor(item, text);
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

  /** The version whose text the client has before it: what lies on disk. */
  #textOf(file: string): SourceVersion | undefined {
    const { versions } = this.#host;
    const running = this.#host.running(file);
    if (!versions) return running;
    if (running) {
      if (versions.isCurrent(running)) return running;
      return versions.onDisk(running.id, running.entry.format) ?? running;
    }
    return this.#host.inScope(file) && existsSync(file)
      ? versions.onDisk(file, undefined)
      : undefined;
  }

  #anchor(item: SourceBreakpoint, version: SourceVersion): void {
    const { line, column } = item.requested;
    const stop = chooseStop(version, item.file, line, column);
    if (!stop) {
      item.anchor = undefined;
      item.message = 'There is no code at or behind this line.';
      return;
    }
    item.anchor = { version, offset: stop.offset };
    item.isGone = false;
    item.message = undefined;
    item.line = stop.line;
    item.column = stop.column;
  }

  /**
   * Sets a breakpoint wherever its statement is. What is in place already stays: V8 needs long to
   * set or remove one of many in the same function.
   */
  async #bindEverywhere(item: SourceBreakpoint): Promise<void> {
    item.verified = false;
    for (const thread of this.#host.threads()) {
      const scripts = [...thread.scripts.values()].filter((script) => this.#mayHold(script, item));
      for (const script of scripts) await this.#bind(thread, script, item);
      if (scripts.length === 0 && !this.#host.inScope(item.file))
        await this.#bindByUrl(thread, item);
    }
    if (this.#isToCome(item)) item.verified = true;
  }

  /** Its statement is in the version that runs, whose code is made when it is first entered. */
  #isToCome({ file, anchor }: SourceBreakpoint): boolean {
    const running = this.#host.running(file);
    if (!anchor || !running) return false;
    const { offset } = this.#host.correspondences.follow(anchor.version, running, anchor.offset);
    return offset !== undefined;
  }

  #mayHold(script: Script, { file }: SourceBreakpoint): boolean {
    if (script.kind === 'internal') return script.url === file;
    if (!script.isProgram) return script.file === file || mapsTo(script, file);
    const version = script.hash === undefined ? undefined : this.#host.versions?.get(script.hash);
    return version?.files.includes(file) === true || version?.id === file;
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
    if (script.isProgram) {
      for (const item of this.#functions) await this.#bindFunction(thread, script, item);
    }
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
      ? this.#positionsIn(script, version, item)
      : await this.#positionsInPlain(thread, script, item);
    const known = item.bound.get(thread.id)?.get(script.id);
    if (known && positions.length > 0 && areSame(known.positions, positions)) {
      item.verified = true;
      item.message = undefined;
      return;
    }
    if (known) await this.#removeFrom(thread, script.id, item);
    for (const position of positions) {
      const condition = this.#conditionOf(item, script, position);
      await this.#place(thread, script, position, condition, item);
    }
  }

  /** Where the statement of a breakpoint is in a script of the program. */
  #positionsIn(script: Script, version: SourceVersion, item: SourceBreakpoint): Position[] {
    if (!item.anchor) {
      this.#anchor(item, version);
      if (!item.anchor) return [];
    }
    const { anchor } = item as { anchor: NonNullable<SourceBreakpoint['anchor']> };
    const found = this.#host.correspondences.follow(anchor.version, version, anchor.offset);
    if (found.offset === undefined) {
      if (!item.verified) item.message = `Not in the code that runs: ${found.reason}.`;
      return [];
    }
    return script.text.positionsOf(found.offset);
  }

  async #positionsInPlain(
    thread: DebugThread,
    script: Script,
    item: SourceBreakpoint,
  ): Promise<Position[]> {
    const { line, column = 1 } = item.requested;
    const [range] = script.text.rangesOf(item.file, line);
    if (!range) return [];
    const start = { ...range.start, column: Math.max(range.start.column, column) };
    const { locations } = await thread.session.send('Debugger.getPossibleBreakpoints', {
      start: { scriptId: script.id, lineNumber: start.line - 1, columnNumber: start.column - 1 },
    });
    const [first] = locations;
    if (!first) return [];
    const position = { line: first.lineNumber + 1, column: (first.columnNumber ?? 0) + 1 };
    const place = script.text.place(position);
    item.line = place.line;
    item.column = place.column;
    return [position];
  }

  async #place(
    thread: DebugThread,
    script: Script,
    position: Position,
    condition: string,
    item: SourceBreakpoint,
  ): Promise<void> {
    if (item.fault !== undefined) return;
    try {
      const { breakpointId } = await thread.session.send('Debugger.setBreakpoint', {
        location: {
          scriptId: script.id,
          lineNumber: position.line - 1,
          columnNumber: position.column - 1,
        },
        condition,
      });
      this.#bound(thread, script.id, breakpointId, position, item);
      item.verified = true;
      item.message = undefined;
    } catch (error) {
      if (!(error instanceof CdpError)) throw error;
      // Two breakpoints of one statement: the first one stops the thread for both.
      if (/already exists/.test(error.message)) item.verified = true;
      else if (!item.verified) item.message = error.message;
    }
  }

  #conditionOf(item: SourceBreakpoint, script: Script, position: Position): string {
    const { condition, logMessage } = item.requested;
    const place = script.text.place(position);
    const write = (text: string): string => rewriteAt(script, place, text) ?? text;
    const call = script.isProgram ? agentLog(item.id) : PLAIN_LOG;
    // Elsewhere it would be told in what the program prints.
    const told = condition && script.isProgram ? guardedCondition(condition, call) : condition;
    const test = told ? write(told) : '';
    if (logMessage === undefined) return test;
    const log = `(${write(logExpression(logMessage, call))},false)`;
    return test === '' ? log : `(${test})&&${log}`;
  }

  async #bindByUrl(thread: DebugThread, item: SourceBreakpoint): Promise<void> {
    const { line, column = 1, condition, logMessage } = item.requested;
    const known = item.bound.get(thread.id)?.get('');
    const isThere = known && areSame(known.positions, [{ line, column }]);
    if (isThere) {
      item.verified = known.isResolved === true;
      return;
    }
    if (known) await this.#removeFrom(thread, '', item);
    const log = logMessage === undefined ? '' : `(${logExpression(logMessage, PLAIN_LOG)},false)`;
    const url = item.file.startsWith('/') ? pathToFileURL(item.file).href : item.file;
    const { breakpointId, locations } = await thread.session.send('Debugger.setBreakpointByUrl', {
      ...{ url, lineNumber: line - 1, columnNumber: column - 1 },
      condition: log === '' ? (condition ?? '') : condition ? `(${condition})&&${log}` : log,
    });
    const isResolved = locations.length > 0;
    this.#bound(thread, '', breakpointId, { line, column }, item).isResolved = isResolved;
    const [first] = locations;
    if (!first) return;
    item.verified = true;
    item.line = first.lineNumber + 1;
    item.column = (first.columnNumber ?? 0) + 1;
  }

  #bound(
    thread: DebugThread,
    scriptId: string,
    id: string,
    position: Position,
    item: SourceBreakpoint,
  ): BoundAt {
    const inThread = item.bound.get(thread.id) ?? new Map<string, BoundAt>();
    const at: BoundAt = inThread.get(scriptId) ?? { ids: [], positions: [] };
    item.bound.set(thread.id, inThread.set(scriptId, at));
    at.ids.push(id);
    at.positions.push(position);
    this.#byCdpId.set(`${thread.id} ${id}`, item);
    return at;
  }

  async #unbind(item: SourceBreakpoint): Promise<void> {
    for (const thread of this.#host.threads()) {
      for (const scriptId of [...(item.bound.get(thread.id)?.keys() ?? [])]) {
        await this.#removeFrom(thread, scriptId, item);
      }
    }
    item.bound.clear();
  }

  async #removeFrom(thread: DebugThread, scriptId: string, item: SourceBreakpoint): Promise<void> {
    const inThread = item.bound.get(thread.id);
    const known = inThread?.get(scriptId);
    if (!known) return;
    inThread?.delete(scriptId);
    for (const breakpointId of known.ids) {
      this.#byCdpId.delete(`${thread.id} ${breakpointId}`);
      await thread.session
        .send('Debugger.removeBreakpoint', { breakpointId })
        .catch(() => undefined);
    }
  }

  /** A thread is gone. */
  forget(thread: DebugThread): void {
    for (const list of this.#byFile.values()) for (const item of list) item.bound.delete(thread.id);
  }

  /** Of inspector breakpoints that a thread has run into, those that stop it. */
  hits(thread: DebugThread, cdpIds: readonly string[]): number[] {
    const found: number[] = [];
    for (const cdpId of cdpIds) {
      const item = this.#byCdpId.get(`${thread.id} ${cdpId}`);
      const fn = this.#functions.find(
        ({ id }) => id === this.#functionByCdpId.get(`${thread.id} ${cdpId}`),
      );
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
        if (running) this.#moveTo(item, running);
        if (item.isGone) {
          await this.#unbind(item);
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
    if (this.#isToCome(item)) item.verified = true;
  }

  /** Scripts of a thread are gone, with what was set in them. */
  forgetScripts(thread: DebugThread, scriptIds: readonly string[]): void {
    if (scriptIds.length === 0) return;
    for (const item of [...this.#byFile.values()].flat()) {
      for (const scriptId of scriptIds) void this.#removeFrom(thread, scriptId, item);
    }
    for (const { bound } of this.#functions) {
      for (const [key, breakpointId] of bound) {
        if (!scriptIds.some((id) => key.startsWith(`${thread.id} ${id} `))) continue;
        bound.delete(key);
        this.#functionByCdpId.delete(`${thread.id} ${breakpointId}`);
        thread.session.send('Debugger.removeBreakpoint', { breakpointId }).catch(() => undefined);
      }
    }
  }

  #moveTo(item: SourceBreakpoint, running: SourceVersion): void {
    const { anchor } = item;
    if (!anchor) return this.#anchor(item, running);
    const found = this.#host.correspondences.follow(anchor.version, running, anchor.offset);
    item.isGone = found.offset === undefined;
    if (found.offset === undefined) {
      item.message = `Not in the code that runs: ${found.reason}.`;
      return;
    }
    item.anchor = { version: running, offset: found.offset };
    const { line, column } = running.authored(found.offset);
    item.message = undefined;
    item.line = line;
    item.column = column;
    item.requested = { ...item.requested, line, ...(item.requested.column ? { column } : {}) };
  }

  /** Replaces the breakpoints on functions. */
  async setFunctions(
    requested: readonly DebugProtocol.FunctionBreakpoint[],
  ): Promise<DebugProtocol.Breakpoint[]> {
    for (const { bound } of this.#functions) {
      for (const [key, breakpointId] of bound) {
        const thread = [...this.#host.threads()].find(({ id }) => key.startsWith(`${id} `));
        await thread?.session
          .send('Debugger.removeBreakpoint', { breakpointId })
          .catch(() => undefined);
      }
    }
    this.#functionByCdpId.clear();
    this.#functions = requested.map(({ name, condition, hitCondition: hit }) => ({
      id: (this.#ids += 1),
      ...{ name, condition, hit, count: 0, verified: false, bound: new Map<string, string>() },
    }));
    for (const thread of this.#host.threads()) {
      for (const script of thread.scripts.values()) {
        if (!script.isProgram) continue;
        for (const item of this.#functions) await this.#bindFunction(thread, script, item);
      }
      await thread.sendWanted();
    }
    return this.#functions.map(({ id, verified }) => ({ id, verified }));
  }

  async #bindFunction(
    thread: DebugThread,
    script: Script,
    item: FunctionBreakpoint,
  ): Promise<void> {
    await thread.load(script);
    const version = script.text.version?.version;
    if (!version) return;
    for (const fn of version.model.functions) {
      if (!isNamed(fn.path, fn.name, item.name)) continue;
      const stop = fn.points.find(({ kind }) => kind === 'before');
      const body = 'body' in fn.node && !Array.isArray(fn.node.body) ? fn.node.body : undefined;
      const offset = stop?.start ?? body?.start;
      const position = offset === undefined ? undefined : script.text.positionOf(offset);
      if (!position) continue;
      const key = `${thread.id} ${script.id} ${fn.index}`;
      if (item.bound.has(key)) continue;
      try {
        const { breakpointId } = await thread.session.send('Debugger.setBreakpoint', {
          location: {
            scriptId: script.id,
            lineNumber: position.line - 1,
            columnNumber: position.column - 1,
          },
          ...(item.condition ? { condition: item.condition } : {}),
        });
        item.bound.set(key, breakpointId);
        this.#functionByCdpId.set(`${thread.id} ${breakpointId}`, item.id);
      } catch (error) {
        if (!(error instanceof CdpError)) throw error;
      }
      if (!item.verified) {
        item.verified = true;
        this.#host.changed({ id: item.id, verified: true });
      }
    }
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

/** `run`, `Server.run` and `Server#run` all mean a method of that name. */
const areSame = (some: readonly Position[], others: readonly Position[]): boolean =>
  some.length === others.length &&
  some.every((position, index) => comparePositions(position, others[index] ?? position) === 0);

function isNamed(path: string, name: string, wanted: string): boolean {
  if (name === wanted && name !== '') return true;
  const last = path.slice(path.lastIndexOf('/') + 1).replace(/\$\d+$/, '');
  return last === wanted || last.replace('#', '.') === wanted || last.endsWith(`#${wanted}`);
}

function mapsTo(script: Script, file: string): boolean {
  if ((script.parsed.sourceMapURL ?? '') === '') return false;
  const map = script.mapSources;
  return map.includes(file);
}
