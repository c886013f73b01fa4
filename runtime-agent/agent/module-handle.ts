import type { Activation } from './activations.js';
import { ClassRecord } from './classes.js';
import { Driver, Wanted } from './drivers.js';
import { eachFrom } from './each.js';
import { calleeOf, given } from './given.js';
import {
  advance,
  again,
  againAsync,
  bad,
  closing,
  iterate,
  iterateAsync,
  itself,
  kept,
  keys,
  position,
  skip,
  step,
} from './iteration.js';
import {
  alive,
  bound,
  callable,
  constant,
  dead,
  held,
  ignore,
  made,
  postfix,
  prefix,
  reference,
  through,
} from './operators.js';
import { spread } from './spread.js';
import type { Accessors, Continuation, FrameRecord, PendingCall } from './records.js';
import { programsError } from './stack-trace-limit.js';
import { restitchTrampoline, type Thread } from './thread.js';
import type { HandleHolder } from './flags.js';
import { accessorsOf, outerOf, type LazyAccessors, type Outer } from './outer-variables.js';
import type { TypeWork } from './type-walks.js';
import { MadeCode } from './made-code.js';
import { noteThrow } from './thrown.js';
import { VersionFlags } from './version-flags.js';
import { DEAD, DEFAULTED, UNWIND } from './unwind.js';

/** Evaluates source text in a scope of the program. */
export type Evaluate = (source: string) => unknown;

/** Makes the newest code of a function for one closure: its outer variables, `this`, `super`. */
export type Implementation = (
  free: Outer,
  receiver: unknown,
  superGet: unknown,
  target?: unknown,
  outerArguments?: unknown,
  callee?: unknown,
) => Callable;

export type Callable = (this: unknown, ...args: unknown[]) => unknown;

/**
 * What one version of a module knows of the agent. Emitted code calls the short methods; `f` is
 * always the function's index in this version.
 */
export class ModuleHandle {
  readonly U = UNWIND;
  readonly I: typeof Symbol.iterator = Symbol.iterator;
  readonly J = itself;
  readonly D = DEFAULTED;
  readonly T = DEAD;
  readonly E = programsError;
  /** An async function's suspension before its first. */
  readonly N: Activation = { p: -1, handle: this, fn: -1, isListed: false };
  readonly dead = dead;
  readonly alive = alive;
  readonly ignore = ignore;
  readonly held = held;
  /** The module's `import.meta`, or its CommonJS `module`. */
  meta: unknown;
  readonly holder: HandleHolder;
  readonly flags: VersionFlags;
  readonly code = new MadeCode(this);
  readonly stale = new Set<number>();
  /** What outdated functions are in the newest version. */
  landings = new Map<number, { handle: ModuleHandle; fn: number }>();
  readonly evaluators = new Map<number, Evaluate>();
  readonly classes = new Map<number, ClassRecord>();
  /** Flags of classes that have gained fields. */
  readonly gained = new Set<number>();
  /** Functions that can be suspended, and the offsets of their `yield`s; told at commit. */
  readonly suspendable = new Set<number>();
  readonly yielding = new Set<number>();
  readonly kept = kept;
  readonly bad = bad;
  readonly iterate = iterate;
  readonly iterateAsync = iterateAsync;
  readonly keys = keys;
  readonly skip = skip;
  readonly position = position;
  readonly again = again;
  readonly againAsync = againAsync;
  readonly advance = advance;
  readonly step = step;
  readonly closing = closing;
  readonly prefix = prefix;
  readonly postfix = postfix;
  readonly reference = reference;
  readonly constant = constant;
  readonly made = made;
  readonly through = through;
  readonly bound = bound;
  readonly callable = callable;
  /** The strings of tagged templates by place; all versions of a module share them. */
  templates = new Map<string, readonly string[]>();

  constructor(
    readonly thread: Thread,
    /** Absolute path of the module's file. */
    readonly id: string,
    /** Names the module text in the store. */
    readonly hash: string,
    /** What the names of this version's flags begin with. */
    prefix: string,
    readonly functions: number,
  ) {
    this.holder = { strong: this, weak: new WeakRef(this), thread };
    this.flags = new VersionFlags(this, prefix);
  }

  scope(fn: number, evaluate: Evaluate): void {
    this.evaluators.set(fn, evaluate);
  }

  /** The class at an offset, also one that has yet to be evaluated. */
  classRecord(position: number): ClassRecord {
    const known = this.classes.get(position) ?? new ClassRecord(this, -1);
    this.classes.set(position, known);
    return known;
  }

  klass(position: number, flag: number, constructor: object, evaluate: Evaluate): void {
    const record = this.classRecord(position);
    record.flag = flag;
    record.add(constructor, evaluate);
  }

  /** In a constructor of a class that has gained fields. */
  fields(position: number, instance: object): object {
    if (!this.thread.stopping || this.gained.size > 0)
      this.classes.get(position)?.complete(instance);
    return instance;
  }

  /** The newest code of a derived constructor; it yields the arguments of `super(…)`. */
  construct(
    fn: number,
    args: ArrayLike<unknown>,
    free: Accessors,
    target: unknown,
    superGet: unknown,
  ): Driver {
    const make = this.code.implementation(fn)(
      outerOf(free),
      target,
      superGet,
    ) as unknown as GeneratorFunction;
    return new Driver(
      make(...spread(given(args))) as Generator<unknown, unknown, unknown>,
      undefined,
    );
  }

  /** What a plain function gives that has become async in the middle of its work. */
  async promised(make: Continuation, record: FrameRecord): Promise<unknown> {
    const driver = new Driver(make(record) as never, undefined);
    while (driver.step()) {
      try {
        driver.ok(await driver.value);
      } catch (error) {
        driver.fail(error);
      }
    }
    return driver.value;
  }

  /** The same for one that has become a generator. */
  driven(fn: number, make: Continuation, record: FrameRecord): Driver {
    record.d = this.act(fn);
    return new Driver(make(record) as never, record.d);
  }

  /** Defines methods of a class as a class definition does, and notes how to take that back. */
  define(owner: object, source: object, undos: (() => void)[]): void {
    for (const name of Reflect.ownKeys(source)) {
      const found = Object.getOwnPropertyDescriptor(source, name);
      if (!found) continue;
      const before = Object.getOwnPropertyDescriptor(owner, name);
      undos.push(() => {
        if (before) Object.defineProperty(owner, name, before);
        else Reflect.deleteProperty(owner, name);
      });
      const whole: PropertyDescriptor = { ...found, enumerable: false };
      // One half of an accessor joins the other.
      if (found.set && !found.get && before?.get) whole.get = before.get;
      if (found.get && !found.set && before?.set) whole.set = before.set;
      Object.defineProperty(owner, name, whole);
    }
  }

  /** At a function's entry: whether `call` or `enter` has to take over. */
  p(fn: number): boolean {
    const { thread } = this;
    if (thread.stopping && thread.target === 0 && !thread.parting.current)
      thread.stop(this, fn, undefined);
    return thread.target > 0 || this.stale.has(fn);
  }

  /** The same where the thread must not stop: something of the call has been evaluated already. */
  q(fn: number): boolean {
    return this.thread.target > 0 || this.stale.has(fn);
  }

  /** Instead of the body of an outdated function, or of one at whose entry the stack is captured. */
  call(
    fn: number,
    receiver: unknown,
    args: ArrayLike<unknown>,
    free: Accessors,
    superGet?: unknown,
    target?: unknown,
    outerArguments?: unknown,
  ): unknown {
    if (this.thread.parting.passesOver(this, fn, args, free)) return undefined;
    const call: PendingCall = {
      handle: this,
      fn,
      receiver,
      args: given(args),
      free,
      superGet,
      target,
      outerArguments,
      callee: calleeOf(args),
    };
    if (this.thread.target > 0) this.thread.unwind({ kind: 'call', call });
    return this.thread.newest.perform(call);
  }

  /** Goes on with a `forEach` that was a loop, in the middle of its list. */
  each(
    above: FrameRecord,
    index: number,
    list: unknown,
    callback: (...args: unknown[]) => unknown,
    receiver?: unknown,
  ): void {
    eachFrom(list, index, () => void restitchTrampoline(this.thread, above), callback, receiver);
  }

  /** The same for functions whose own handler takes over. */
  enter(
    fn: number,
    receiver: unknown,
    args: ArrayLike<unknown>,
    free: Accessors,
    superGet?: unknown,
  ): never {
    const { thread } = this;
    if (thread.target === 0) thread.aim(['entry']);
    const call = { handle: this, fn, receiver, args: given(args), bound: args, free, superGet };
    return thread.unwind({ kind: 'enter', call });
  }

  /** The same for those that can be suspended: they go on behind their handlers, with `host`. */
  begin(fn: number, receiver: unknown, args: ArrayLike<unknown>): true {
    // Written down at once: V8 takes long to put objects together.
    const call: PendingCall = {
      handle: this,
      fn,
      receiver,
      args: given(args),
      bound: args,
      free: NOTHING,
      superGet: undefined,
    };
    this.thread.begin(call);
    return true;
  }

  /** At an update point inside a function. */
  u(fn: number, key: string): void {
    const { thread } = this;
    if (thread.stopping && !thread.parting.current) thread.stop(this, fn, key);
    if (thread.target === 0 && this.stale.has(fn)) thread.stopLate(this, fn, key);
    if (thread.target > 0) thread.unwind({ kind: 'point' });
  }

  /** Behind an `await` or `yield` that came back with a value. */
  r(fn: number, key: string, value: unknown): unknown {
    const { thread } = this;
    if (thread.stopping) thread.stop(this, fn, key);
    if (thread.target === 0 && this.stale.has(fn)) thread.stopLate(this, fn, key);
    if (thread.target > 0) thread.unwind({ kind: 'value', value });
    return value;
  }

  /** Where an exception arrives: whether it woke an outdated activation that was suspended. */
  x(fn: number, activation: Activation, error: unknown): boolean {
    if (error === UNWIND || activation.p <= 0 || !this.stale.has(fn)) return false;
    this.thread.captureRejection(this, fn, activation, error);
    return true;
  }

  act(fn: number): Activation {
    return this.thread.activations.add(this, fn, 0);
  }

  /**
   * An async function is about to wait.
   * @param last the node of its last suspension, which is taken again if it can be
   */
  s(last: Activation, fn: number, position: number): Activation {
    if (!last.isListed) return this.thread.activations.add(this, fn, position);
    last.p = position;
    return last;
  }

  /** A continuation takes an activation's node over from the code before it. */
  adopt(activation: Activation | undefined, fn: number): Activation {
    if (!activation) return this.act(fn);
    activation.p = 0;
    activation.handle = this;
    activation.fn = fn;
    return activation;
  }

  /** Accessors of a variable of their own. */
  box(value: unknown): Iterable<unknown> {
    let held = value;
    return spread([() => held, (next: unknown) => (held = next)]);
  }

  /** The values of a rest parameter, or of `arguments`. */
  list(list: ArrayLike<unknown>): Iterable<unknown> {
    return spread(list);
  }

  /** Around what the program throws. */
  t(value: unknown, offset: number): unknown {
    noteThrow(value, this.hash, offset);
    return value;
  }

  /** Around what an async generator's continuation yields or returns. */
  wanted(kind: 1 | 2 | 3, value: unknown): Wanted {
    return new Wanted(kind, value);
  }

  /** The strings of a tagged template: the same object for one place in every version. */
  strings(place: string, cooked: string[], raw: string[]): readonly string[] {
    const key = `${place} ${JSON.stringify(raw)}`;
    const known = this.templates.get(key) ?? makeStrings(cooked, raw);
    this.templates.set(key, known);
    return known;
  }

  /** @returns `UNWIND` for the handler to throw on, or the value of the rebuilt segment */
  frame(fn: number, t: unknown, a: LazyAccessors, b: LazyAccessors, ...v: unknown[]): unknown {
    return this.thread.takeFrame(this, fn, t, v, accessorsOf(a), accessorsOf(b));
  }

  /** The same where the text of the handler counts: what is to be thrown on is thrown here. */
  over(
    error: unknown,
    fn: number,
    t: unknown,
    a: LazyAccessors,
    b: LazyAccessors,
    ...v: unknown[]
  ): unknown {
    if (error !== UNWIND) throw error;
    const value = this.frame(fn, t, a, b, ...v);
    if (value === UNWIND) throw UNWIND;
    return value;
  }

  host(
    d: Activation,
    fn: number,
    t: unknown,
    a: LazyAccessors,
    b: LazyAccessors,
    ...v: unknown[]
  ): unknown {
    return this.thread.hostFrame(this, fn, t, v, accessorsOf(a), accessorsOf(b), d);
  }

  redirect(
    d: Activation,
    fn: number,
    t: unknown,
    a: LazyAccessors,
    b: LazyAccessors,
    ...v: unknown[]
  ): unknown {
    return this.thread.redirectFrame(this, fn, t, v, accessorsOf(a), accessorsOf(b), d);
  }

  /** Whether a function's activations are always captured alone: those that can be suspended. */
  isAlone(fn: number): boolean {
    return this.suspendable.has(fn);
  }

  /** The point that a suspended activation waits at; async functions wait at both kinds. */
  suspensionKey(fn: number, position: number): string {
    return this.yielding.has(position) ? `yield@${position}` : `await@${position}`;
  }

  /** Exports that an update has added to this module. */
  exported(getters: Readonly<Record<string, () => unknown>>): void {
    this.thread.links.addExports(this.id, getters);
  }

  /** Runs code in the scope of another module that the update has loaded: it takes a value over. */
  entrust(id: string, hash: string, code: string): void {
    const handle = this.thread.find(id, hash);
    const evaluate = handle?.evaluators.get(0);
    if (!handle || !evaluate) throw new Error(`${id} is not loaded here, and state moved to it`);
    (evaluate(code) as (handle: ModuleHandle) => void)(handle);
  }

  /** The value of a binding that another module declared until an update moved it here. */
  taken(id: string, hash: string, name: string): unknown {
    const handle = this.thread.find(id, hash) ?? this.thread.modules.get(id)?.[0];
    const evaluate = handle?.evaluators.get(0);
    if (!evaluate) throw new Error(`${id} is not loaded here, and ${name} is to come from it`);
    return evaluate(name);
  }

  /** A binding of a module whose import an update has added. */
  imported(source: string, name: string): unknown {
    return this.thread.links.read(this.id, source, name);
  }

  /** Brings values of changed types into their new form. */
  migrate(work: TypeWork, evaluate: (code: string) => unknown): (() => void) | undefined {
    return this.thread.types.begin(work, evaluate);
  }

  /** The same for what a frame holds that goes on now. */
  touch(walk: string, nodes: readonly number[], value: unknown): unknown {
    return this.thread.types.touch(walk, nodes, value);
  }

  /** The same for an object that a closure keeps, however often it is called. */
  touchOnce(walk: string, nodes: readonly number[], read: (() => unknown) | undefined): void {
    this.thread.types.touchOnce(walk, nodes, read?.());
  }

  /** The same for a variable that closures share. */
  touchShared(
    walk: string,
    nodes: readonly number[],
    read: (() => unknown) | undefined,
    write: ((value: unknown) => unknown) | undefined,
  ): void {
    const value = read?.();
    const next = this.touch(walk, nodes, value);
    if (!Object.is(next, value)) write?.(next);
  }

  /** A variable that new code needs and a closure made before the update never kept. */
  missing(name: string): never {
    throw new ReferenceError(
      `${name} is not known to a function that was created before the live update (RS1213)`,
    );
  }

  /** The initial value of a field whose initialiser has changed. */
  field(fn: number, receiver: unknown, free: Accessors, superGet?: unknown): unknown {
    return this.thread.newest.perform({ handle: this, fn, receiver, args: [], free, superGet });
  }
}

const NOTHING: Accessors = [];

/** ECMA-262 GetTemplateObject */
const makeStrings = (cooked: string[], raw: string[]): readonly string[] =>
  Object.freeze(Object.defineProperty(cooked, 'raw', { value: Object.freeze(raw) }));
