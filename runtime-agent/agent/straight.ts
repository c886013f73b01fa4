import { compileFunction } from 'node:vm';
import type { Callable } from './module-handle.js';
import { DEFAULTED } from './unwind.js';

/** Whether calls of outdated functions may go straight to their newest code, as a thread says. */
export interface Calm {
  readonly isCalm: boolean;
}

/** A function that answers for an outdated one, with what is called while it is the newest code. */
export interface Straight {
  (receiver: unknown, free: unknown, ...args: unknown[]): { v: unknown } | undefined;
  direct: Callable | undefined;
}

/** What answers when the straight way is closed. */
export type Detour = (
  receiver: unknown,
  free: unknown,
  args: readonly unknown[],
) => { v: unknown } | undefined;

type Make = (
  direct: Callable,
  call: (receiver: unknown, ...args: unknown[]) => unknown,
  thread: Calm,
  detour: Detour,
  defaulted: unknown,
) => Straight;

const { call } = Function.prototype;
const { bind } = call;
const { apply } = Reflect;

/**
 * Makes a function that calls one code with a fixed number of arguments, of which the last may be missing. It is compiled for this one
 * code: V8 knows what a call in it leads to, and can inline it where the outdated function is called. One function for
 * all of them sees all their codes, and V8 inlines nothing.
 *
 * @param count how many arguments the outdated function passes on
 * @param script the agent's own script, as which the frames of the function are known; by its name, `ask`, stacks know that it
 *   runs newer code
 */
export function makeStraight(
  direct: Callable,
  count: number,
  thread: Calm,
  detour: Detour,
  script: string,
): Straight {
  const names = Array.from({ length: count }, (_, at) => `a${at}`);
  const last = names.at(-1) ?? 'r';
  const given = names.map((name) => `${name}===D?void 0:${name}`);
  const called = (args: readonly string[]): string => `c(${['r', ...args].join()})`;
  const body = `'use strict';const d=$d,c=$c,t=$t,o=$o,D=$D;
const f=function ask(${['r', 'u', ...names].join()}){
if(f.direct===d&&t.isCalm)return{v:${
    count === 0
      ? called([])
      : `${last}===void 0||${last}===D?${called(given.slice(0, -1))}:${called(given)}`
  }};
return o(r,u,[${names.join()}])};
return f`;
  const make = compileFunction(body, ['$d', '$c', '$t', '$o', '$D'], { filename: script }) as Make;
  const bound = apply(bind, call, [direct]) as Parameters<Make>[1];
  return make(direct, bound, thread, detour, DEFAULTED);
}
