/** A place in a module text. */
export interface ThrowPlace {
  hash: string;
  /** Offset of the `throw` statement. */
  offset: number;
}

let lastValue: unknown;
let lastPlace: ThrowPlace | undefined;

/**
 * Remembers where a value was thrown: V8 forgets that whenever a handler throws it on, and an
 * uncaught exception is shown with the line that threw it.
 */
export function noteThrow(value: unknown, hash: string, offset: number): void {
  lastValue = value;
  lastPlace = { hash, offset };
}

/** Where a value was thrown, if nothing else has been thrown since. */
export function throwPlace(value: unknown): ThrowPlace | undefined {
  return Object.is(value, lastValue) ? lastPlace : undefined;
}
