import { compileFunction } from 'node:vm';
import type { Callable, Implementation } from './module-handle.js';
import { never, type Construction, type StandingAlone } from './standing-alone.js';
import { DEFAULTED } from './unwind.js';

/** A function that answers for an outdated one while one code is the newest. */
export type Straight = (receiver: unknown, free: unknown, ...args: unknown[]) => { v: unknown };

/** The same for what hands its arguments over as a list. */
export type StraightCall = (receiver: unknown, free: unknown, args: ArrayLike<unknown>) => unknown;

/** Constructs, for a derived constructor. */
export type StraightConstruct = (
  args: ArrayLike<unknown>,
  free: unknown,
  target: unknown,
) => Construction;

/** The arguments that an outdated function passes on. */
export interface Passed {
  count: number;
  /** None stands for a default that was not evaluated, and whether the last one is missing makes no difference. */
  isAsItIs: boolean;
}

type Calling = (receiver: unknown, ...args: unknown[]) => unknown;
type Others = (receiver: unknown, args: ArrayLike<unknown>) => unknown;

type Make<T> = (
  code: Callable,
  call: Calling,
  defaulted: unknown,
  apply: typeof Reflect.apply,
  others: Others | undefined,
) => T;

const { call } = Function.prototype;
const { bind } = call;
const { apply } = Reflect;

/**
 * Makes a function that calls one code with a fixed number of arguments, of which the last may be missing. It is compiled for this one
 * code: V8 knows what a call in it leads to, and can inline it where the outdated function is called. One function for
 * all of them sees all their codes, and V8 inlines nothing. It asks nothing either: were there a second way out of it, V8 would make
 * the object that it returns each time, in place of none. Where the straight way is closed, another flag stands for it.
 *
 * @param script the agent's own script, as which the frames of the function are known; by its name, `ask`, stacks know that it
 *   runs newer code
 */
export function makeStraight(direct: Callable, passed: Passed, script: string): Straight {
  const names = namesOf(passed.count);
  const code = called(names, 'c', 'r', passed.isAsItIs);
  return compile<Straight>(
    `return function ask(${['r', 'u', ...names].join()}){return{v:${code}}}`,
    direct,
    script,
  );
}

/**
 * The same for code that is made for each call, with what reads and writes the variables around the outdated function.
 *
 * @param make of an outdated function that has such variables in its reach, and nothing else of its closure but `this`
 */
export function makeStraightMade(make: Implementation, passed: Passed, script: string): Straight {
  const names = namesOf(passed.count);
  const code = called(names, 'X', 'd(u,r),r', passed.isAsItIs);
  const compiled = compileFunction(
    `'use strict';const d=$d,X=$X,D=$D;return function ask(${['r', 'u', ...names].join()}){return{v:${code}}}`,
    ['$d', '$X', '$D'],
    { filename: script },
  ) as (make: Implementation, call: unknown, defaulted: unknown) => Straight;
  return compiled(make, apply(bind, call, [call]), DEFAULTED);
}

/**
 * The same for a function that hands over a list: an array, whose last item may be missing, or its `arguments`.
 *
 * @param count how many are mostly in the array; none for `arguments`
 * @param others calls the code with any list
 */
export function makeStraightCall(
  direct: Callable,
  count: number | undefined,
  others: Others,
  script: string,
): StraightCall {
  if (count === undefined)
    return compile<StraightCall>('return function call(r,u,a){return A(d,r,a)}', direct, script);
  const names = namesOf(count);
  const items = names.map((name, at) => `const ${name}=a[${at}];`).join('');
  const body = `if(a.length!==${count})return G(r,a);${items}return ${called(names)}`;
  return compile<StraightCall>(`return function call(r,u,a){${body}}`, direct, script, others);
}

/**
 * The same for a derived constructor whose newest code is a class of its own.
 *
 * @param count how many there are mostly in the array; none for `arguments`
 * @param others gives any list without what stands for missing values
 */
export function makeStraightConstruct(
  alone: StandingAlone,
  count: number | undefined,
  others: (args: ArrayLike<unknown>) => unknown[],
  script: string,
): StraightConstruct {
  const names = namesOf(count ?? 0);
  const items = names.map((name, at) => `const ${name}=a[${at}];`).join('');
  const value =
    count === undefined ? 'R(n,a,t)' : `a.length!==${count}?R(n,G(a),t):${called(names, 'K', 't')}`;
  // A rest parameter is what V8 can do without, where it inlines `Reflect.construct`.
  const make = compileFunction(
    `'use strict';const k=$k,n=$n,s=$s,D=$D,R=$R,P=$P,Z=$Z,S=$S,G=$G;
function construct(t,...a){return R(n,a,t)}const K=construct;
return{construct(a,u,t){if(P(k)!==s)Z();${items}return{step:S,value:${value}}}}.construct`,
    ['$k', '$n', '$s', '$D', '$R', '$P', '$Z', '$S', '$G'],
    { filename: script },
  ) as (...args: unknown[]) => StraightConstruct;
  const { owner, code, follow } = alone;
  const { construct, getPrototypeOf } = Reflect;
  const parent = getPrototypeOf(owner);
  return make(owner, code, parent, DEFAULTED, construct, getPrototypeOf, follow, never, others);
}

const namesOf = (count: number): string[] => Array.from({ length: count }, (_, at) => `a${at}`);

/** `c(r,a0,a1)`, without a last argument that is missing, unless that can't be noticed: V8 counts what it has to inline. */
function called(names: readonly string[], code = 'c', first = 'r', isAsItIs = false): string {
  const last = names.at(-1);
  if (last === undefined || isAsItIs) return `${code}(${[first, ...names].join()})`;
  const given = names.map((name) => `${name}===D?void 0:${name}`);
  const all = `${code}(${[first, ...given].join()})`;
  const others = `${code}(${[first, ...given.slice(0, -1)].join()})`;
  return `${last}===void 0||${last}===D?${others}:${all}`;
}

function compile<T>(body: string, direct: Callable, script: string, others?: Others): T {
  const make = compileFunction(
    `'use strict';const d=$d,c=$c,D=$D,A=$A,G=$G;${body}`,
    ['$d', '$c', '$D', '$A', '$G'],
    { filename: script },
  ) as Make<T>;
  return make(direct, apply(bind, call, [direct]) as Calling, DEFAULTED, apply, others);
}
