import { expect, it } from 'vitest';
import { DebuggerLink } from './debugger-link.js';

it('waits until the debugger lets the thread run', () => {
  const link = new DebuggerLink();
  const seen: boolean[] = [];
  link.waitForRelease(() => seen.push(link.release()));
  expect(seen).toEqual([true]);
  expect(link.release()).toBe(false);
});

it('does not wait for a debugger that has been quicker', () => {
  const link = new DebuggerLink();
  expect(link.release()).toBe(false);
  link.waitForRelease(() => expect.unreachable());
});
