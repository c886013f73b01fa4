import type { Constructor } from './classes.js';

/** What emitted code of an outdated derived constructor asks: whether to call `super(…)`, and what to return. */
export interface Construction {
  step(): boolean;
  ok(value: unknown): void;
  readonly value: unknown;
}

const { construct, getPrototypeOf, setPrototypeOf } = Reflect;

export const never = (): boolean => false;
const ignore = (): void => undefined;

/**
 * The newest code of a derived constructor, in a class of its own: its `super(…)` goes where that of the program's class goes, and
 * makes an object for the same `new.target`. A derived constructor may return an object without a call of `super(…)`.
 */
export class StandingAlone {
  constructor(
    /** The program's class. */
    readonly owner: Constructor,
    readonly code: Constructor,
  ) {
    this.follow();
  }

  /** The program may have given its class another parent. */
  readonly follow = (): void => {
    const parent = getPrototypeOf(this.owner);
    if (getPrototypeOf(this.code) !== parent) setPrototypeOf(this.code, parent);
  };

  construct(args: readonly unknown[], target: unknown): Construction {
    this.follow();
    return { step: never, ok: ignore, value: construct(this.code, args, target as Constructor) };
  }
}

const { toString } = Function.prototype;
const { apply } = Reflect;

/**
 * The class whose derived constructor runs, of those that what is constructed descends from.
 * @param mark what the text of that constructor alone begins with
 */
export function ownerOf(target: unknown, mark: string): Constructor | undefined {
  let found: { owner: Constructor; length: number } | undefined;
  for (let at = target; typeof at === 'function'; at = getPrototypeOf(at)) {
    const text = apply(toString, at, []);
    // Classes around that class have its text too.
    if (text.includes(mark) && text.length < (found?.length ?? Infinity))
      found = { owner: at as Constructor, length: text.length };
  }
  return found?.owner;
}
