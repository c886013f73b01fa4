import { expect, it } from 'vitest';
import { DEBUGGER_BINDING, DEBUGGER_MAIL, DebuggerLink } from './debugger-link.js';

it('waits until the debugger lets the thread run', () => {
  const link = new DebuggerLink();
  const seen: boolean[] = [];
  link.waitForRelease(() => seen.push(link.release()));
  expect(seen).toEqual([true]);
  expect(link.release()).toBe(false);
});

const NODE_MAJOR = Number.parseInt(process.versions.node, 10);

it('does not wait for a debugger that has been quicker, but stops once for it where V8 needs that', () => {
  const link = new DebuggerLink();
  let stops = 0;
  link.attach(() => undefined, { loaded: () => (stops += 1), updated: () => undefined });
  expect(link.release()).toBe(false);
  link.waitForRelease(() => expect.unreachable());
  expect(stops).toBe(NODE_MAJOR < 24 ? 0 : 1);
});

it('takes what a debugger has left for it before it was there', () => {
  const mail = Symbol.for(DEBUGGER_MAIL);
  const link = new DebuggerLink();
  Reflect.set(globalThis, DEBUGGER_BINDING, () => undefined);
  Reflect.set(globalThis, mail, { wants: [['a.js'], false, false], isReleased: true });
  link.greet();
  expect(link.isReleased).toBe(true);
  expect([DEBUGGER_BINDING, mail].some((key) => Reflect.has(globalThis, key))).toBe(false);
});

it('has a debugger look that has left no word', () => {
  const link = new DebuggerLink();
  Reflect.set(globalThis, DEBUGGER_BINDING, () => undefined);
  link.greet();
  expect(link.isReleased).toBe(false);
  expect(Reflect.has(globalThis, DEBUGGER_BINDING)).toBe(false);
});
