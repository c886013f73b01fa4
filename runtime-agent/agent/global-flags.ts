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
    if (name in globals) continue;
    Object.defineProperty(globalThis, name, {
      value: valueOf(fn),
      writable: true,
      enumerable: false,
      configurable: true,
    });
  }
}

export function setFlag(name: string, value: Flag | undefined): void {
  if (globals[name] !== value) globals[name] = value;
}

/** For a version of which no code is left that could read them. */
export function dropFlags({ stem, count }: { stem: string; count: number }): void {
  for (let fn = 0; fn < count; fn += 1) Reflect.deleteProperty(globalThis, stem + fn);
}
