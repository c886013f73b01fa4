import type { Activation } from './activations.js';
import type { ModuleHandle } from './module-handle.js';
import type { Constructor } from './classes.js';
import { made, type Read, type Write } from './operators.js';

/** Getter and setter pairs of captured variables, flat. A setter of 0 belongs to a constant. */
export type Accessors = readonly (Read | Write | 0)[];

/** Runs the rest of an activation from its record: the result, or a generator for suspendable ones. */
export type Continuation = (record: FrameRecord) => unknown;

/** One captured frame. The short names are read by emitted code. */
export interface FrameRecord {
  /** The continuation that goes on from here; called as `record.f(record)`. */
  f: Continuation;
  /** The frame above, whose value this one waits for. */
  n: FrameRecord | undefined;
  /** The frame of the function that this one had called, which becomes one with it. */
  c?: FrameRecord | undefined;
  /** Of a callback of a `forEach`, the index of the next item that it would be called for. */
  i?: number | undefined;
  /** `this` */
  t: unknown;
  /** Values, in the order of the function's slots. */
  v: readonly unknown[];
  /** Accessors of the function's own captured variables. */
  a: Accessors;
  /** Accessors of the variables of enclosing functions. */
  b: Accessors;
  /** Arguments of a call that had not begun. */
  x: readonly unknown[];
  /** The same as its parameters are by then: what came of a default that was evaluated, or `DEFAULTED`. */
  y?: ArrayLike<unknown> | undefined;
  /** The node in the list of activations, for functions that can be suspended. */
  d: Activation | undefined;
}

/** What was going on at the update point itself. */
export type Leaf =
  | { kind: 'point' }
  | { kind: 'value'; value: unknown }
  | { kind: 'throw'; error: unknown }
  | { kind: 'call' | 'enter'; call: PendingCall };

/** A call that met the update point at its entry. */
export interface PendingCall {
  handle: ModuleHandle;
  fn: number;
  receiver: unknown;
  args: readonly unknown[];
  /** The parameters as they are, of a function that can be suspended. */
  bound?: ArrayLike<unknown>;
  free: Accessors;
  superGet: unknown;
  /** `new.target`, the `arguments` around an arrow function, `arguments.callee`. */
  target?: unknown;
  outerArguments?: unknown;
  callee?: unknown;
  /** The class whose derived constructor it is: `target` is what was to be constructed. */
  owner?: Constructor;
}

const NOTHING: readonly unknown[] = [];
const NO_ACCESSORS: Accessors = [];

/** A record that only delivers the outcome of something. */
export const outcome = (f: Continuation): FrameRecord => ({
  f,
  n: undefined,
  t: undefined,
  v: NOTHING,
  a: NO_ACCESSORS,
  b: NO_ACCESSORS,
  x: NOTHING,
  d: undefined,
});

/** In front of a captured frame's key: what it waits for is the object that a constructor makes. */
export const AWAITS_OBJECT = '!';

/** The name of the function that gives it, as stacks show it. */
export const OBJECT_NAME = 'restitchObject';

/** A record that delivers what `new` would: the constructor's `this`, unless its code returns an object. */
export const objectOf = (above: FrameRecord): FrameRecord => ({
  ...outcome(restitchObject),
  n: above,
});

function restitchObject({ n }: FrameRecord): unknown {
  return n && made(n.f(n), n);
}
