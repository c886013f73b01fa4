import { fileURLToPath } from 'node:url';
import { contentHash } from '../loader/store.js';
import { ActivationList, type Activation } from './activations.js';
import { DebuggerLink } from './debugger-link.js';
import { Beginnings } from './beginnings.js';
import { Driver, Redirect } from './drivers.js';
import { divide } from './divided.js';
import { existingFunctions } from './closures.js';
import type { UnitSource } from './code-unit.js';
import { commitModule, type ThreadCommit } from './commit.js';
import type { Director, Standing } from './director.js';
import { Installing } from './installing.js';
import { InstanceJobs } from './instances.js';
import { setUnwinding } from './iteration.js';
import { Joining, JOINS_CALLER, NEVER } from './joined.js';
import { NewestCode } from './newest-code.js';
import { ownBuiltins } from './own-builtins.js';
import { PartingCallback } from './parting-callback.js';
import { Links } from './links.js';
import { Modules } from './modules.js';
import { ModuleHandle, type Evaluate } from './module-handle.js';
import {
  AWAITS_OBJECT,
  objectOf,
  outcome,
  type Accessors,
  type Continuation,
  type FrameRecord,
  type Leaf,
  type PendingCall,
} from './records.js';
import { ownScript, readStack, type RawStack } from './stack.js';
import { TypeWalks } from './type-walks.js';
import { UnknownVersion } from './unknown-version.js';
import { UNWIND } from './unwind.js';

/** Absolute path of a script, whose name V8 gives as a path or as a file URL. */
const pathOf = (script: string): string =>
  script.startsWith('file:') ? fileURLToPath(script.replace(/[?#].*$/, '')) : script;

const NO_ARGUMENTS: readonly unknown[] = [];

/** The name of the function that rebuilt segments run under, as stack traces show it. */
export const TRAMPOLINE_NAME = 'restitchTrampoline';

/** The agent's state in one thread: its modules, and the capture that is under way. */
export class Thread {
  readonly modules = new Modules();
  readonly activations = new ActivationList();
  /** Set while an update waits for this thread to reach an update point. */
  stopping = false;
  /** How many frames of the topmost segment are to be captured; 0 outside of a capture. */
  target = 0;
  stack: RawStack = { sites: [], frames: '' };
  /** Which update point the thread has stopped at; no key at a function's entry. */
  leaf!: {
    handle: ModuleHandle;
    fn: number;
    key: string | undefined;
    value: boolean;
    /** The place of a callback that is to become one with this frame. */
    parted?: string;
  };
  readonly parting = new PartingCallback(() => this.#divert());
  /** Outdated frames may be waiting further down the stack. */
  #deferred = 0;
  director: Director | undefined;
  /** The director as the coordinator reaches it. */
  remote: unknown;
  /** The script that the agent's own frames are in. */
  readonly script = ownScript();
  #keys: readonly string[] = [];
  #ontoTrampoline = false;
  #leaf: Leaf = { kind: 'point' };
  #records: FrameRecord[] = [];
  /** Of the capture that is under way. */
  #lastUsed: { handle: ModuleHandle; fn: number; point: string; f: Continuation } | undefined;
  /** Captured frames that become one with the frame below. */
  readonly #joining = new Set<number>();
  /** Captured frames that wait for what a constructor makes. */
  readonly #awaitingObjects = new Set<number>();
  readonly #undo: (() => void)[] = [];
  readonly #pins: Record<string, string> = {};
  readonly links = new Links(this);
  readonly debugger = new DebuggerLink();
  readonly newest = new NewestCode(this);
  readonly installing = new Installing(this, (parted) => (this.parting.current = parted));
  readonly #beginnings = new Beginnings(this);
  /** Told of generated code before it runs. */
  onUnit: (handle: ModuleHandle, unit: UnitSource) => void = () => undefined;
  /** Told where the functions of older versions that stay in use stand in a new one; can be undone. */
  onMoved: (to: string, moved: { hash: string; ranges: number[] }[]) => () => void = () => () =>
    undefined;
  /** What the update under way does to instances. */
  readonly instances = new InstanceJobs();
  /** What updates do to values of changed types. */
  readonly types = new TypeWalks(this);

  /** Called before the first module of the thread runs, with its path. */
  onFirstModule: (id: string) => void = () => undefined;
  /** Called for each module that the thread loads. */
  onModule: (id: string, hash: string) => void = () => undefined;

  constructor() {
    this.debugger.onHold = () => this.#divert();
  }

  /** Called first by every instrumented module. */
  module(
    id: string,
    hash: string,
    flags: string,
    functions: number,
    evaluate: Evaluate,
    meta: unknown,
  ): ModuleHandle {
    if (this.modules.isEmpty) this.onFirstModule(id);
    this.onModule(id, hash);
    // The flags are the same for all copies.
    if (this.modules.loadAgain(id, hash)) this.#forgetCode(id);
    const handle = this.open(id, hash, flags, functions);
    handle.meta = meta;
    handle.scope(0, evaluate);
    this.debugger.moduleLoaded(id, hash);
    return handle;
  }

  #forgetCode(id: string): void {
    for (const handle of this.modules.get(id) ?? []) handle.code.forget();
  }

  /** A handle for another version of a module. */
  open(id: string, hash: string, flags: string, functions: number): ModuleHandle {
    const handle = new ModuleHandle(this, id, hash, flags, functions);
    this.modules.add(handle);
    return handle;
  }

  /** Asks the thread to stop at the next update point of whatever it runs. */
  requestStop(): void {
    this.stopping = true;
    this.flagEverything();
  }

  /**
   * The stack that the calling evaluation has interrupted.
   * @param limit How many of its innermost frames, if not all.
   */
  interrupted(limit?: number): RawStack {
    return ownBuiltins.within(() => this.#readStack(this.interrupted, limit));
  }

  /**
   * Sets the flags of some functions: setting one throws optimised code away, so only those are set
   * whose functions run.
   */
  flagSome(functions: readonly { id: string; hash: string; fn: number }[]): void {
    ownBuiltins.within(() => {
      for (const { id, hash, fn } of functions) {
        for (const handle of this.modules.get(id) ?? [])
          if (handle.hash === hash) handle.flags.set(fn, true);
      }
    });
  }

  /** Every function asks the agent at its next update point. */
  flagEverything(): void {
    ownBuiltins.within(() => {
      for (const handles of this.modules.values())
        for (const handle of handles) handle.flags.setAll();
    });
  }

  /** Ends a stop; outdated functions keep their flags. */
  release(): void {
    this.stopping = false;
    ownBuiltins.within(() => {
      for (const handles of this.modules.values())
        for (const handle of handles) handle.flags.unask();
    });
  }

  /** Whether {@link undisturbed} work is being done. */
  isUndisturbed = false;

  /** Runs program code on behalf of an update, while the thread stands still for it. */
  undisturbed<T>(work: () => T): T {
    const { stopping, isUndisturbed } = this;
    this.stopping = false;
    this.isUndisturbed = true;
    try {
      return ownBuiltins.without(work);
    } finally {
      this.stopping = stopping;
      this.isUndisturbed = isUndisturbed;
    }
  }

  stop(handle: ModuleHandle, fn: number, key: string | undefined): void {
    if (this.director?.isDue() !== true) return;
    let held = false;
    do {
      this.leaf = { handle, fn, key, value: false };
      this.#arrive(this.stop, false);
      // Held by a debugger where it was, unless its frame is taken up in new code.
      held = this.target === 0 && this.debugger.updated();
    } while (held && this.stopping);
  }

  /** Evaluated by a debugger in which the thread is stopped: it is to be so again after the update. */
  hold(top: { id: string; hash: string; fn: number } | undefined): void {
    this.debugger.holds = true;
    for (const handle of top ? (this.modules.get(top.id) ?? []) : []) {
      if (contentHash(handle.hash) === contentHash(top?.hash ?? ''))
        handle.flags.set(top?.fn ?? 0, true);
    }
  }

  /** Outdated code has come back under control: its frame is captured now. */
  stopLate(handle: ModuleHandle, fn: number, key: string): void {
    const parted = this.parting.current;
    if (!parted && handle.code.continuations.has(`${fn} ${key}`) && handle.isAlone(fn)) {
      this.aim([key]);
      return;
    }
    this.leaf = { handle, fn, key, value: false, ...(parted && { parted: parted.place }) };
    this.#arrive(this.stopLate, true);
    if (!parted) return;
    this.parting.current = undefined;
    if (this.target === 0) throw new Error(`${handle.id}#${fn} does not take up its callback`);
    this.unwind({ kind: 'value', value: new Joining(parted.callee, parted.place) });
  }

  /**
   * Whether the agent is to see calls of outdated functions, also those that go straight to their newest code. (A stop or a
   * capture need not: newest code has flags of its own.)
   */
  isDiverted = false;

  #divert(): void {
    const isDiverted = this.parting.isNear || this.debugger.holds;
    if (isDiverted === this.isDiverted) return;
    this.isDiverted = isDiverted;
    ownBuiltins.within(() => {
      for (const handles of this.modules.values())
        for (const handle of handles) handle.flags.divert();
    });
  }

  /** Whether calls of outdated functions may go to their newest code at once. */
  get isCalm(): boolean {
    return !this.stopping && this.target === 0 && !this.isDiverted;
  }

  /**
   * Behind a wait that the program came back from: frames that were updated meanwhile are captured
   * with the call still to return.
   *
   * @returns the value of the call
   */
  afterWait(value: unknown): unknown {
    if (this.#deferred === 0) return value;
    this.#deferred = 0;
    const [handle] = [...this.modules.values()].flat();
    if (!handle) return value;
    this.leaf = { handle, fn: -1, key: undefined, value: true };
    this.#arrive(this.afterWait, true);
    if (this.target > 0) this.unwind({ kind: 'value', value });
    return value;
  }

  /** Has the director say what is to be captured. No code of the program runs until that is rebuilt. */
  #arrive(below: (...args: never[]) => unknown, late: boolean): void {
    ownBuiltins.enter();
    try {
      this.stack = this.#readStack(below);
      this.director?.arrive(this, late);
    } finally {
      if (this.target === 0) ownBuiltins.leave();
    }
  }

  #readStack(below: (...args: never[]) => unknown, limit?: number): RawStack {
    const stack = readStack(below, limit);
    for (const site of stack.sites) site.hash = this.modules.get(pathOf(site.script))?.[0]?.hash;
    return stack;
  }

  /** Sets what the next unwinding captures: the continuation point of each frame, top first. */
  aim(keys: readonly string[], ontoTrampoline = false): void {
    this.#keys = keys;
    this.target = keys.length;
    this.#ontoTrampoline = ontoTrampoline;
    this.#records = [];
    this.#lastUsed = undefined;
  }

  unwind(leaf: Leaf): never {
    this.#leaf = leaf;
    setUnwinding(true);
    throw UNWIND;
  }

  captureRejection(handle: ModuleHandle, fn: number, activation: Activation, error: unknown): void {
    const key = handle.suspensionKey(fn, activation.p);
    this.aim([key]);
    this.#leaf = { kind: 'throw', error };
    setUnwinding(true);
  }

  /**
   * Called by each handler on the way down; the last one goes on with the rebuilt segment. What it hands over is
   * a parameter each: collecting young objects takes V8 milliseconds while a stack is deep.
   */
  takeFrame(
    handle: ModuleHandle,
    fn: number,
    t: unknown,
    v: readonly unknown[],
    a: Accessors,
    b: Accessors,
  ): unknown {
    this.#push(handle, fn, t, v, a, b, undefined);
    if (this.#records.length < this.target || this.#ontoTrampoline) return UNWIND;
    return restitchTrampoline(this, this.rebuild());
  }

  /** At the entry of an outdated function that can be suspended. */
  begin(call: PendingCall): void {
    if (this.#beginnings.begin(call)) return;
    this.#leaf = { kind: 'enter', call };
    setUnwinding(true);
  }

  hostFrame(
    handle: ModuleHandle,
    fn: number,
    t: unknown,
    v: readonly unknown[],
    a: Accessors,
    b: Accessors,
    d: Activation,
  ): Driver {
    const begun = this.#beginnings.take(t, v, a, b, d);
    if (begun) {
      this.#holdAt(begun);
      return new Driver(divide(begun), d);
    }
    this.#push(handle, fn, t, v, a, b, d);
    return new Driver(this.rebuild(), d);
  }

  redirectFrame(
    handle: ModuleHandle,
    fn: number,
    t: unknown,
    v: readonly unknown[],
    a: Accessors,
    b: Accessors,
    d: Activation,
  ): Redirect {
    this.#push(handle, fn, t, v, a, b, d);
    return new Redirect(this.rebuild());
  }

  #push(
    handle: ModuleHandle,
    fn: number,
    t: unknown,
    v: readonly unknown[],
    a: Accessors,
    b: Accessors,
    d: Activation | undefined,
  ): void {
    const given = this.#keys[this.#records.length] ?? '';
    const awaitsObject = given.startsWith(AWAITS_OBJECT);
    if (awaitsObject) this.#awaitingObjects.add(this.#records.length);
    const joinsCaller = given.startsWith(JOINS_CALLER);
    if (joinsCaller) this.#joining.add(this.#records.length);
    const key = awaitsObject || joinsCaller ? given.slice(1) : given;
    const isEntry = key === 'entry' && this.#leaf.kind === 'enter';
    const point = isEntry ? 'entry' : key;
    const { value } = this.#leaf.kind === 'value' ? this.#leaf : { value: undefined };
    const callee = this.#records.length === 0 && value instanceof Joining ? value : undefined;
    const whole = callee ? `${point}&${callee.place}` : point;
    const call = isEntry && 'call' in this.#leaf ? this.#leaf.call : undefined;
    this.#records.push({
      f: joinsCaller ? NEVER : this.#continuationAt(handle, fn, whole),
      n: undefined,
      c: callee?.callee,
      t,
      v,
      a,
      b,
      x: call ? call.args : NO_ARGUMENTS,
      ...(call?.bound && { y: call.bound }),
      d,
    });
  }

  /**
   * The continuation itself where it is there: deep stacks have no room for a frame more each. In a
   * recursion it is the same for thousands of frames in turn.
   */
  #continuationAt(handle: ModuleHandle, fn: number, point: string): Continuation {
    const last = this.#lastUsed;
    if (last?.handle === handle && last.fn === fn && last.point === point) return last.f;
    const f =
      handle.code.continuations.get(`${fn} ${point}`) ??
      ((record) => this.newest.awaitUpdate(() => handle.code.continuation(fn, point))(record));
    this.#lastUsed = { handle, fn, point, f };
    return f;
  }

  /** Links the captured frames and ends the capture; the result is the segment's bottom. */
  rebuild(): FrameRecord {
    const leaf = this.#leaf;
    let above = this.#top(leaf);
    const top = this.#records.find((_, index) => !this.#joining.has(index));
    if (top && leaf.kind !== 'call') this.#holdAt(top);
    let callee: FrameRecord | undefined;
    this.#records.forEach((record, index) => {
      record.n = above && this.#awaitingObjects.has(index) ? objectOf(above) : above;
      record.c ??= callee;
      callee = this.#joining.has(index) ? record : undefined;
      if (!callee) above = divide(record);
    });
    this.#awaitingObjects.clear();
    this.#joining.clear();
    setUnwinding(false);
    this.target = 0;
    this.#records = [];
    this.#lastUsed = undefined;
    this.#keys = [];
    this.#leaf = { kind: 'point' };
    if (!above) throw new Error('a capture without frames');
    this.director?.rebuilt?.();
    ownBuiltins.leave();
    return above;
  }

  /** Has the debugger that holds the thread stop it where the topmost frame goes on. */
  #holdAt(top: FrameRecord): void {
    if (!this.debugger.holds) return;
    const { f } = top;
    top.f = (record) => {
      this.debugger.updated(f);
      return f(record);
    };
  }

  #top(leaf: Leaf): FrameRecord | undefined {
    switch (leaf.kind) {
      case 'value':
        // What the callee waited for is what the frame waits for that both become.
        return leaf.value instanceof Joining ? leaf.value.callee.n : outcome(() => leaf.value);
      case 'throw':
        return outcome(() => {
          throw leaf.error;
        });
      case 'call':
        return { ...outcome(() => this.newest.perform(leaf.call)), t: leaf.call.receiver };
      case 'enter':
      case 'point':
        return undefined;
      default:
        return leaf satisfies never;
    }
  }

  find(id: string, hash: string): ModuleHandle | undefined {
    return this.modules.find(id, hash);
  }

  handle(id: string, hash: string): ModuleHandle {
    const found = this.find(id, hash);
    if (!found) throw new UnknownVersion(`${id} has no version ${hash} here`);
    return found;
  }

  /**
   * Makes versions the newest ones in this thread.
   * @returns of how many classes instances are to be changed
   */
  commit(commit: ThreadCommit): number {
    this.undisturbed(() => {
      ownBuiltins.within(() => {
        for (const module of commit.modules) this.#undo.push(commitModule(this, module));
      });
    });
    this.#deferred += 1;
    return this.instances.jobs.length;
  }

  /** Takes back what `commit` did since the last `settle`. */
  undo(): void {
    for (const undo of this.#undo.splice(0).reverse()) undo();
    this.instances.clear();
  }

  /** Brings the instances that were found into their new form. */
  transformInstances(): void {
    this.undisturbed(() => {
      this.#undo.push(this.instances.run());
    });
  }

  /** Which of some functions exist among function objects (see closures.ts). */
  readonly existingFunctions = existingFunctions;

  /** Makes what was committed final. */
  settle(): void {
    this.#undo.length = 0;
    this.instances.clear();
    this.modules.letGo();
  }

  /** Takes note of the versions that the session runs, by file. */
  pin(pins: Readonly<Record<string, string>>): void {
    Object.assign(this.#pins, pins);
  }

  /** The versions that new threads are to load, by file: the session's, or those loaded here. */
  running(): Record<string, string> {
    const own = [...this.modules].flatMap(([id, handles]) => {
      const hash = handles.at(-1)?.hash;
      return hash === undefined ? [] : [[id, contentHash(hash)] as const];
    });
    return { ...Object.fromEntries(own), ...this.#pins };
  }

  /** Every version of every module that this thread has, oldest first. */
  loaded(): { id: string; hash: string; isTwice: boolean }[] {
    return [...this.modules].flatMap(([id, handles]) => {
      const isTwice = this.modules.isTwice(id);
      return handles.map(({ hash }) => ({ id, hash, isTwice }));
    });
  }

  /** What an update asks of a thread that stands still. */
  standing(): Standing {
    return ownBuiltins.within(() => this.#standing());
  }

  #standing(): Standing {
    const counts = [...this.modules.values()].map((handles) => handles.length);
    const suspended = this.activations.places().map(({ handle, fn, p }) => {
      return { id: handle.id, hash: handle.hash, fn, p };
    });
    const tops = suspended
      .filter(({ fn }) => fn === 0)
      .map(({ id, hash, p }) => ({ id, hash, key: `await@${p}` }));
    return { suspended, tops, versions: counts.reduce((a, b) => a + b, 0) };
  }

  /** Suspended activations of outdated code. */
  pending(): number {
    let count = 0;
    for (const { handle, fn } of this.activations.suspended()) if (handle.stale.has(fn)) count += 1;
    return count;
  }
}

/**
 * Runs a rebuilt segment in place of the frames it was made from. When it is captured again, it ends
 * and the new one takes its place, so updates do not deepen the stack.
 */
export function restitchTrampoline(thread: Thread, bottom: FrameRecord): unknown {
  for (let record = bottom; ;) {
    try {
      return record.f(record);
    } catch (error) {
      if (error !== UNWIND) throw error;
      record = thread.rebuild();
    }
  }
}

export type { Continuation };
