import { CONSTANT, WRITABLE } from '../../program-model/emit/names.js';
import type { Activation } from './activations.js';
import {
  calleeOf,
  countGiven,
  given,
  type Callable,
  type Implementation,
  type ModuleHandle,
} from './module-handle.js';
import type { Accessors } from './records.js';
import { isEnteredAgain, isTurn } from './entered.js';
import { ownBuiltins } from './own-builtins.js';
import {
  makeStraight,
  makeStraightCall,
  makeStraightConstruct,
  makeStraightMade,
  type Passed,
  type Straight,
} from './straight.js';
import type { Construction, StandingAlone } from './standing-alone.js';
import type { Thread } from './thread.js';
import { UnknownVersion } from './unknown-version.js';
import { DEFAULTED } from './unwind.js';

/**
 * A function's outer variables, as emitted code offers them: 0 for none, a function that makes the list, or
 * one that reads or writes the variable of a number, from 1 on; of 0 it tells how each can be used.
 */
export type LazyAccessors = (() => Accessors) | Outer | 0;

/** Reads a function's outer variable, or writes it; see `emitLazyPairs`. */
export type Outer = (number: number, writes?: boolean | 1, value?: unknown) => unknown;

const { apply } = Reflect;

const valueOf = (arg: unknown): unknown => (arg === DEFAULTED ? undefined : arg);

/** Calls a function's newest code; V8 makes no list of those that are written down here. */
function perform(code: Callable, receiver: unknown, args: ArrayLike<unknown>): unknown {
  switch (countGiven(args)) {
    case 0:
      return apply(code, receiver, []);
    case 1:
      return apply(code, receiver, [valueOf(args[0])]);
    case 2:
      return apply(code, receiver, [valueOf(args[0]), valueOf(args[1])]);
    case 3:
      return apply(code, receiver, [valueOf(args[0]), valueOf(args[1]), valueOf(args[2])]);
    default:
      return apply(code, receiver, given(args));
  }
}

const NONE: Accessors = [];

export function accessorsOf(lazy: LazyAccessors): Accessors {
  if (lazy === 0) return NONE;
  if (isList(lazy)) return lazy();
  const accessors: Accessors[number][] = [];
  let number = 0;
  for (const kind of lazy(0) as string) {
    const n = (number += 1);
    accessors.push(() => lazy(n));
    accessors.push(kind === WRITABLE ? (value) => lazy(n, true, value) : 0);
  }
  return accessors;
}

/** The same in one form. */
export function outerOf(list: Accessors): Outer {
  return (number, writes, value) => {
    if (number === 0) {
      let kinds = '';
      for (let at = 1; at < list.length; at += 2) kinds += list[at] === 0 ? CONSTANT : WRITABLE;
      return kinds;
    }
    const use = list[writes ? 2 * number - 1 : 2 * number - 2] as (value?: unknown) => unknown;
    return writes ? use(value) : use();
  };
}

const outerIn = (lazy: LazyAccessors): Outer =>
  lazy === 0 ? NOTHING : isList(lazy) ? outerOf(lazy()) : lazy;

const NOTHING: Outer = () => undefined;

const isList = (lazy: Exclude<LazyAccessors, 0>): lazy is () => Accessors => lazy.length === 0;

/**
 * The value of a function's (or class's) flag while it is set. Emitted code calls it with what the function
 * was called with, and uses its short methods; which function it is about is known here, so that the emitted
 * code, whose length counts, need not say it.
 */
export interface Flag extends Methods {
  /**
   * At a function's entry.
   * @returns what the newest code gives, where that has taken over
   */
  (receiver: unknown, free: LazyAccessors, ...args: unknown[]): { v: unknown } | undefined;
}

/** How flags reach their version's handle: weakly from the time on when only code is to keep it alive. */
export interface HandleHolder {
  strong: ModuleHandle | undefined;
  readonly weak: WeakRef<ModuleHandle>;
  readonly thread: Thread;
}

/**
 * Makes the value of one function's flag. A flag is a global property, and must not keep alive what only
 * the version's own code is to keep: whoever calls it has the handle.
 */
export function makeFlag(holder: HandleHolder, fn: number): Flag {
  // Stacks know it by its name.
  const ask: Ask = (receiver, free, ...args) => answer(flag, receiver, free, args);
  const flag = flagOf(ask, { holder, fn });
  return flag;
}

type Ask = (
  receiver: unknown,
  free: LazyAccessors,
  ...args: unknown[]
) => { v: unknown } | undefined;

function flagOf(ask: Ask, about: { holder: HandleHolder; fn: number }): Flag {
  Object.setPrototypeOf(ask, Methods.prototype);
  const calls = { direct: undefined, make: undefined, calls: 0 };
  return Object.assign(ask, { ...calls, ...about }) as unknown as Flag;
}

/** How often an outdated function is called before its flag is compiled for it. */
const OFTEN = 30;

function answer(
  flag: Flag,
  receiver: unknown,
  free: LazyAccessors,
  args: readonly unknown[],
): { v: unknown } | undefined {
  const { holder, fn, direct, make } = flag;
  // Outdated methods are called as often as others: to look for the handle takes fifty times as long.
  if (direct && holder.thread.isCalm) {
    if ((flag.calls += 1) === OFTEN) straighten(flag, args.length, direct);
    return { v: perform(direct, receiver, args) };
  }
  if (make && holder.thread.isCalm) {
    if ((flag.calls += 1) === OFTEN) straightenMade(flag, args.length, make, free);
    return { v: perform(make(outerIn(free), receiver, undefined), receiver, args) };
  }
  const handle = handleIn(holder);
  return handle.p(fn) ? { v: handle.call(fn, receiver, args, accessorsOf(free)) } : undefined;
}

/** Has a function that goes straight to the newest code stand for a flag, as long as that is the newest. */
function straighten(flag: Flag, count: number, direct: Callable): void {
  const { script } = flag.holder.thread;
  // A call of the program's is what comes here.
  ownBuiltins.within(() => replace(flag, makeStraight(direct, formOf(flag, count), script)));
}

/** The same for code that is made for each call, with what that reads variables by. */
function straightenMade(
  flag: Flag,
  count: number,
  make: Implementation,
  free: LazyAccessors,
): void {
  // In this form nothing has to be made of them.
  if (free !== 0 && isList(free)) return;
  const { script } = flag.holder.thread;
  ownBuiltins.within(() => replace(flag, makeStraightMade(make, formOf(flag, count), script)));
}

/**
 * The same for a function with defaults that can be noticed: a call whose header was under way when the function became outdated has evaluated some
 * that are not to be evaluated again, and has to be captured. From when on there is none, no other can come.
 */
function straightenEntered(
  flag: Flag,
  receiver: unknown,
  count: number,
  free: LazyAccessors,
): void {
  if (free !== 0 && isList(free)) return;
  const { holder, fn } = flag;
  const { script } = holder.thread;
  ownBuiltins.within(() => {
    if (isEnteredAgain(flag.enter)) return;
    const handle = handleIn(holder);
    const make = madeBy(() => handle.implementation(fn));
    if (!make) return;
    handle.keepDirect(fn, make(outerIn(free), receiver, undefined), make);
    const passed = formOf(flag, count);
    const { direct } = flag;
    const e = direct
      ? makeStraight(direct, passed, script)
      : makeStraightMade(make, passed, script);
    const ask: Ask = (self, variables, ...list) => answer(flag, self, variables, list);
    replace(flag, ask, { e });
  });
}

/** Nothing where an update is about to bring what is to be made. */
function madeBy<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnknownVersion) return undefined;
    throw error;
  }
}

/** The same for a function that hands its arguments over as a list. */
function straightenCall(flag: Flag, args: ArrayLike<unknown>, direct: Callable): void {
  ownBuiltins.within(() => {
    const count = Array.isArray(args) ? args.length : undefined;
    const others = (receiver: unknown, list: ArrayLike<unknown>): unknown =>
      perform(direct, receiver, list);
    const call = makeStraightCall(direct, count, others, flag.holder.thread.script);
    const ask: Ask = (receiver, free, ...list) => answer(flag, receiver, free, list);
    replace(flag, ask, { call });
  });
}

/** The same for a derived constructor. */
function straightenConstruct(flag: Flag, args: ArrayLike<unknown>, alone: StandingAlone): void {
  ownBuiltins.within(() => {
    const count = Array.isArray(args) ? args.length : undefined;
    const { script } = flag.holder.thread;
    const construct = makeStraightConstruct(alone, count, given, script);
    const ask: Ask = (receiver, free, ...list) => answer(flag, receiver, free, list);
    replace(flag, ask, { construct, q: always });
  });
}

function replace({ holder, fn }: Flag, ask: Ask, methods: Partial<Methods> = {}): void {
  const straight = Object.assign(flagOf(ask, { holder, fn }), { p: always }, methods);
  handleIn(holder).goStraight(fn, straight);
}

const formOf = ({ holder, fn }: Flag, count: number): Passed => ({
  count,
  isAsItIs: handleIn(holder).passingOn.has(fn),
});

const always = (): boolean => true;

function handleIn(holder: HandleHolder): ModuleHandle {
  const handle = holder.strong ?? holder.weak.deref();
  if (!handle) throw new Error('code runs of a version that is gone');
  return handle;
}

class Methods {
  declare readonly holder: HandleHolder;
  declare readonly fn: number;
  /** How often {@link direct} was called by the function's own entry. */
  declare calls: number;
  /** The newest code of an outdated function, where that is the same for every call. */
  declare direct: Callable | undefined;
  /** What makes the newest code for each call, where that uses something of the outdated function's closure. */
  declare make: Implementation | undefined;
  /** In place of {@link enter}, where no call's header can be under way that began before the function was outdated. */
  declare e?: Straight;

  get handle(): ModuleHandle {
    return handleIn(this.holder);
  }

  /** At a function's entry: whether `call` has to take over. */
  p(): boolean {
    if ((this.direct ?? this.make) && this.holder.thread.isCalm) return true;
    return this.handle.p(this.fn);
  }

  /** The same where the thread must not stop. */
  q(): boolean {
    return this.handle.q(this.fn);
  }

  /** The newest code in place of an outdated body. */
  call(
    receiver: unknown,
    free: LazyAccessors,
    args: ArrayLike<unknown>,
    ...lexical: [superGet?: unknown, target?: unknown, outerArguments?: unknown]
  ): unknown {
    const { direct } = this;
    if (direct && this.holder.thread.isCalm) {
      if ((this.calls += 1) === OFTEN) straightenCall(this as unknown as Flag, args, direct);
      return perform(direct, receiver, args);
    }
    if (this.make && this.holder.thread.isCalm) {
      const outer = outerIn(free);
      const callee = calleeOf(args);
      // Without iterators, which the program may have replaced.
      const code = this.make(outer, receiver, lexical[0], lexical[1], lexical[2], callee);
      return perform(code, receiver, args);
    }
    return this.handle.call(this.fn, receiver, args, accessorsOf(free), ...lexical);
  }

  /** At the entry of a function whose own handler takes over where need be. */
  enter(receiver: unknown, free: LazyAccessors, ...args: unknown[]): void {
    const { handle, fn } = this;
    if (!handle.p(fn)) return;
    if (isTurn((this.calls += 1)) && this.holder.thread.isCalm)
      straightenEntered(this as unknown as Flag, receiver, args.length, free);
    handle.enter(fn, receiver, args, accessorsOf(free));
  }

  /**
   * The same for one that can be suspended.
   * @returns whether what stands behind its handler has to take over, without an exception
   */
  begin(receiver: unknown, _free: LazyAccessors, ...args: unknown[]): boolean {
    const { handle, fn } = this;
    return handle.p(fn) && handle.begin(fn, receiver, args);
  }

  /** The newest code of a derived constructor. */
  construct(
    args: ArrayLike<unknown>,
    free: LazyAccessors,
    target: unknown,
    superGet?: unknown,
  ): Construction {
    const { handle, fn } = this;
    const alone = handle.standingAlone(fn, args, target);
    if (!alone) return handle.construct(fn, args, accessorsOf(free), target, superGet);
    const flag = this as unknown as Flag;
    if ((this.calls += 1) === OFTEN && this.holder.thread.isCalm)
      straightenConstruct(flag, args, alone);
    return alone.construct(given(args), target);
  }

  /** The initial value of a field. */
  field(receiver: unknown, free: LazyAccessors, superGet?: unknown): unknown {
    return this.handle.field(this.fn, receiver, accessorsOf(free), superGet);
  }

  /** Gives a new instance of the class at an offset the fields that it has gained. */
  o(position: number, instance: object): void {
    this.handle.fields(position, instance);
  }

  /** At an update point inside a function. */
  u(key: string): void {
    this.handle.u(this.fn, key);
  }

  /** The same in front of a statement, by its offset. */
  b(start: number): void {
    this.handle.u(this.fn, `before@${start}`);
  }

  /** Behind an `await` or `yield` that came back with a value. */
  r(key: string, value: unknown): unknown {
    return this.handle.r(this.fn, key, value);
  }

  /** Whether an exception woke an outdated activation. */
  x(activation: Activation, error: unknown): boolean {
    return this.handle.x(this.fn, activation, error);
  }
}
