import { expect, it } from 'vitest';
import { DebuggerLink } from './debugger-link.js';

it('waits until the debugger lets the thread run', () => {
  const link = new DebuggerLink();
  const seen: boolean[] = [];
  link.waitForRelease(() => seen.push(link.release()));
  expect(seen).toEqual([true]);
  expect(link.release()).toBe(false);
});

it('does not wait for a debugger that has been quicker, but stops once for it', () => {
  const link = new DebuggerLink();
  let stops = 0;
  link.attach(() => undefined, { loaded: () => (stops += 1), updated: () => undefined });
  expect(link.release()).toBe(false);
  link.waitForRelease(() => expect.unreachable());
  expect(stops).toBe(1);
});
