import type { Activation } from './activations.js';
import { isTurn } from './entered.js';
import { calleeOf, given, perform } from './given.js';
import type { Callable, Implementation, ModuleHandle } from './module-handle.js';
import { accessorsOf, outerIn, type LazyAccessors } from './outer-variables.js';
import type { Straight } from './straight.js';
import {
  straighten,
  straightenCall,
  straightenConstruct,
  straightenEntered,
  straightenMade,
} from './straightening.js';
import type { Construction } from './standing-alone.js';
import type { Thread } from './thread.js';

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

export type Ask = (
  receiver: unknown,
  free: LazyAccessors,
  ...args: unknown[]
) => { v: unknown } | undefined;

/** Gives a function what emitted code uses of a flag. */
export function flagOf(ask: Ask, about: { holder: HandleHolder; fn: number }): Flag {
  Object.setPrototypeOf(ask, Methods.prototype);
  const calls = { direct: undefined, make: undefined, calls: 0 };
  return Object.assign(ask, { ...calls, ...about }) as unknown as Flag;
}

/** How often an outdated function is called before its flag is compiled for it. */
const OFTEN = 30;

/** What an outdated function's entry gets. */
export function answer(
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

export function handleIn(holder: HandleHolder): ModuleHandle {
  const handle = holder.strong ?? holder.weak.deref();
  if (!handle) throw new Error('code runs of a version that is gone');
  return handle;
}

export class Methods {
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
    const alone = handle.code.standingAlone(fn, args, target);
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
