import { isEnteredAgain } from './entered.js';
import { answer, flagOf, handleIn, type Ask, type Flag, type Methods } from './flags.js';
import { given, perform } from './given.js';
import type { Callable, Implementation } from './module-handle.js';
import { isList, outerIn, type LazyAccessors } from './outer-variables.js';
import { ownBuiltins } from './own-builtins.js';
import type { StandingAlone } from './standing-alone.js';
import {
  makeStraight,
  makeStraightCall,
  makeStraightConstruct,
  makeStraightMade,
  type Passed,
} from './straight.js';
import { UnknownVersion } from './unknown-version.js';

/** Has a function that goes straight to the newest code stand for a flag, as long as that is the newest. */
export function straighten(flag: Flag, count: number, direct: Callable): void {
  const { script } = flag.holder.thread;
  // A call of the program's is what comes here.
  ownBuiltins.within(() => replace(flag, makeStraight(direct, formOf(flag, count), script)));
}

/** The same for code that is made for each call, with what that reads variables by. */
export function straightenMade(
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
export function straightenEntered(
  flag: Flag,
  receiver: unknown,
  count: number,
  free: LazyAccessors,
): void {
  if (free !== 0 && isList(free)) return;
  if (ownBuiltins.within(() => isEnteredAgain(flag.enter))) return;
  const { holder, fn } = flag;
  const handle = handleIn(holder);
  const make = madeBy(() => handle.code.implementation(fn));
  if (!make) return;
  // It may run code of the program's that brings values into their new form.
  handle.flags.keepDirect(fn, make(outerIn(free), receiver, undefined), make);
  const { direct } = flag;
  const { script } = holder.thread;
  const passed = formOf(flag, count);
  ownBuiltins.within(() => {
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
export function straightenCall(flag: Flag, args: ArrayLike<unknown>, direct: Callable): void {
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
export function straightenConstruct(
  flag: Flag,
  args: ArrayLike<unknown>,
  alone: StandingAlone,
): void {
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
  handleIn(holder).flags.goStraight(fn, straight);
}

const formOf = ({ holder, fn }: Flag, count: number): Passed => ({
  count,
  isAsItIs: handleIn(holder).code.passingOn.has(fn),
});

const always = (): boolean => true;
