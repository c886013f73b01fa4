import type { Thread } from '../agent/index.js';
import { Evaluations } from '../agent/evaluations.js';
import type { ModuleHandle } from '../agent/module-handle.js';
import { rawSites } from '../agent/raw-sites.js';
import { programFrames, type FrameOptions } from '../agent/stack-traces-frames.js';
import { scriptPath, type Places } from '../agent/stack-traces-places.js';
import { isUnnamed } from '../agent/stack-traces-site.js';
import { hostKey, type ThreadHost } from '../coordinator/thread-link.js';
import { slotIndex, transportSlots } from '../coordinator/thread-rows.js';
import type { ModuleLoader } from './module-loader.js';
import type { Scripts } from './scripts.js';

/** A frame as a thread reports it; `hash` is the module version that it runs. */
export interface ReportedFrame {
  function: string;
  file: string;
  line: number;
  column: number;
  hash: string | null;
}

/** Suspended activations that wait at the same place. */
export interface ReportedActivation {
  hash: string;
  /** The function's index in the model of its version. */
  fn: number;
  /** Offset of the `await` or `yield` in the module text. */
  offset: number;
  count: number;
}

export interface ReportedModules {
  loaded: number;
  skipped: { file: string; reason: string }[];
}

export interface ReportedStack {
  frames: ReportedFrame[];
  truncated: boolean;
  activations: ReportedActivation[];
}

export interface HostOptions extends FrameOptions {
  threadId: number;
  row: number;
  rows: Int32Array;
  agent: Thread;
  loader: ModuleLoader;
  scripts: Scripts;
  places: Places;
}

/** The program's `Atomics.wait` lets updates in. */
const nativeWait = Atomics.wait.bind(Atomics);

/** What the coordinator can ask a thread for, by evaluating expressions on it. */
export class Host implements ThreadHost {
  readonly threadId: number;
  readonly row: number;
  readonly rows: Int32Array;
  readonly agent: Thread;
  readonly loader: ModuleLoader;
  readonly scripts: Scripts;
  readonly places: Places;
  readonly evaluations: Evaluations;
  /** Evaluated by a debugger: starts the coordinator, where that has been put off. */
  startSession: () => void = () => undefined;
  readonly #hides: FrameOptions;
  readonly #atExit = (): void => this.#waitForSessions();

  constructor(options: HostOptions) {
    this.threadId = options.threadId;
    this.row = options.row;
    this.rows = options.rows;
    this.agent = options.agent;
    this.loader = options.loader;
    this.scripts = options.scripts;
    this.places = options.places;
    this.evaluations = new Evaluations(options.rows);
    this.#hides = { isOwn: options.isOwn, hiddenFunctions: options.hiddenFunctions };
  }

  cancelled(sequence: number): boolean {
    return Atomics.load(this.rows, slotIndex(this.row, transportSlots.cancelled)) >= sequence;
  }

  sessionsOpened(): void {
    if (Atomics.exchange(this.rows, slotIndex(0, transportSlots.sessions), 1) === 0) {
      process.on('exit', this.#atExit);
    }
  }

  sessionsClosed(): void {
    process.off('exit', this.#atExit);
  }

  /** The stack that this evaluation has interrupted, innermost frame first; empty when idle. */
  stack(depth: number): ReportedStack {
    const sites = rawSites(undefined, depth + 8);
    const frames: ReportedFrame[] = [];
    for (const { site, script } of programFrames(sites, this.#hides)) {
      if (site.isAsync()) continue;
      const name = site.getFunctionName() ?? '';
      const line = site.getLineNumber();
      const column = site.getColumnNumber();
      // Without a script: a built-in, or the evaluation itself.
      if (script === '' || line === null || column === null) continue;
      const place = this.places.ofScript(script, line, column, site.getPosition());
      if (place) {
        const { file, line, column, hash, title } = place;
        frames.push({ function: shownName(site, name, title), file, line, column, hash });
      } else if (!this.places.knows(script)) {
        frames.push({
          function: nameOf(site, name),
          file: scriptPath(script),
          line,
          column,
          hash: null,
        });
      }
    }
    const truncated = sites.length >= depth + 8;
    // What Node itself did to get to the program's outermost frame.
    while (!truncated && frames.at(-1)?.file.startsWith('node:')) frames.pop();
    return { frames: frames.slice(0, depth), truncated, activations: this.#activations() };
  }

  /** Loads an imported CommonJS file as `require` would (see hooks-thread.ts). */
  loadCommonJs(module: { filename: string; load: (filename: string) => void }): void {
    module.load(module.filename);
  }

  /** The modules that this thread has loaded. */
  modules(): ReportedModules {
    const scripts = this.scripts.allLoaded();
    return {
      loaded: scripts.filter(({ skipped }) => skipped === undefined).length,
      skipped: scripts.flatMap(({ id, skipped }) =>
        skipped === undefined ? [] : [{ file: id, reason: skipped }],
      ),
    };
  }

  #activations(): ReportedActivation[] {
    const places = new Map<ModuleHandle, Map<number, ReportedActivation>>();
    for (const { handle, fn, p } of this.agent.activations.suspended()) {
      let ofModule = places.get(handle);
      if (!ofModule) places.set(handle, (ofModule = new Map<number, ReportedActivation>()));
      const known = ofModule.get(p);
      if (known) known.count++;
      else ofModule.set(p, { hash: handle.hash, fn, offset: p, count: 1 });
    }
    return [...places.values()].flatMap((ofModule) => [...ofModule.values()]);
  }

  /** An inspector session that is open at the end would keep the process from ending. */
  #waitForSessions(): void {
    Atomics.store(this.rows, slotIndex(0, transportSlots.exiting), 1);
    Atomics.notify(this.rows, slotIndex(0, transportSlots.exiting));
    nativeWait(this.rows, slotIndex(0, transportSlots.sessions), 1, 1000);
  }
}

/** @param title in code that was made for an update: of the function that it was made for */
function shownName(site: NodeJS.CallSite, name: string, title: string | undefined): string {
  // Functions that stand inside of that one have names of their own.
  const isMadeFor = title !== undefined && (isUnnamed(name) || title.endsWith(name));
  return isMadeFor ? title : nameOf(site, name);
}

/** `Type.method`, as stack traces have it. */
function nameOf(site: NodeJS.CallSite, name: string): string {
  if (name === '') return '';
  if (site.isToplevel() || site.isConstructor()) return name;
  const type = site.getTypeName();
  return type && !name.startsWith(`${type}.`) ? `${type}.${name}` : name;
}

/** Puts the host where the coordinator looks for it. */
export function installHost(host: Host): void {
  Object.defineProperty(globalThis, Symbol.for(hostKey), { value: host, configurable: true });
}
