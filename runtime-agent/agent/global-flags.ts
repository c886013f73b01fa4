import type { Flag } from './flags.js';

const globals = globalThis as unknown as Record<string, Flag | undefined>;

/** Defines the flags of a version's functions: `stem0`, `stem1`, … */
export function defineFlags(
  stem: string,
  count: number,
  valueOf: (fn: number) => Flag | undefined,
): void {
  for (let fn = 0; fn < count; fn += 1) {
    const name = stem + fn;
    if (!(name in globals)) define(name, valueOf(fn));
  }
}

function define(name: string, value: Flag | undefined): void {
  Object.defineProperty(globalThis, name, {
    value,
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

/**
 * V8 takes a global's value for a constant until it is written a second time (the first may replace `undefined`), and calls of a
 * constant function are inlined whatever was called there before. So a flag that has had a value is deleted and defined
 * anew: as far as V8 knows, that is another global.
 */
export function setFlag(name: string, value: Flag | undefined): void {
  const before = globals[name];
  if (before === value) return;
  if (before === undefined) {
    globals[name] = value;
    return;
  }
  Reflect.deleteProperty(globalThis, name);
  define(name, value);
}

/** For a version of which no code is left that could read them. */
export function dropFlags({ stem, count }: { stem: string; count: number }): void {
  for (let fn = 0; fn < count; fn += 1) Reflect.deleteProperty(globalThis, stem + fn);
}
