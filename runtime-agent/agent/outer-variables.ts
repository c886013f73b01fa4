import { CONSTANT, WRITABLE } from '../../program-model/emit/names.js';
import type { Accessors } from './records.js';

/**
 * A function's outer variables, as emitted code offers them: 0 for none, a function that makes the list, or
 * one that reads or writes the variable of a number, from 1 on; of 0 it tells how each can be used.
 */
export type LazyAccessors = (() => Accessors) | Outer | 0;

/** Reads a function's outer variable, or writes it; see `emitLazyPairs`. */
export type Outer = (number: number, writes?: boolean | 1, value?: unknown) => unknown;

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

/** The same of what emitted code offers. */
export const outerIn = (lazy: LazyAccessors): Outer =>
  lazy === 0 ? NOTHING : isList(lazy) ? outerOf(lazy()) : lazy;

const NOTHING: Outer = () => undefined;

/** Whether the list is to be made by a call. */
export const isList = (lazy: Exclude<LazyAccessors, 0>): lazy is () => Accessors =>
  lazy.length === 0;
