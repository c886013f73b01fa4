import type { Store } from '../loader/store.js';

const limitBytes = 1024 ** 3;
const firstAfterMs = 60_000;
const againAfterMs = 6 * 3600_000;

/** Keeps the store from growing without end, when the program has run for a while. */
export function keepStore(store: Store): void {
  const trim = (): void => {
    store.trim(limitBytes);
    setTimeout(trim, againAfterMs).unref();
  };
  setTimeout(trim, firstAfterMs).unref();
}
