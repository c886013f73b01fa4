import { expect, test, vi } from 'vitest';
import { makeFlag, type Flag, type HandleHolder } from './flags.js';
import { accessorsOf } from './outer-variables.js';
import { DEFAULTED } from './unwind.js';

test('one function that reads and writes by number becomes a pair for each variable', () => {
  let x = 1;
  const y = 2;
  const accessors = accessorsOf((i, s, v) => (i > 1 ? y : i ? (s ? (x = v as number) : x) : 'wr'));
  expect(accessors).toHaveLength(4);
  const [readX, writeX, readY, writeY] = accessors as [
    () => unknown,
    (value: unknown) => unknown,
    () => unknown,
    0,
  ];
  expect(readX()).toBe(1);
  expect(writeX(7)).toBe(7);
  expect(x).toBe(7);
  writeX(undefined);
  expect(readX()).toBe(undefined);
  expect(readY()).toBe(2);
  expect(writeY).toBe(0);
});

test('a function that makes the list is asked for it, and 0 stands for none', () => {
  const read = (): number => 3;
  expect(accessorsOf(() => [read, 0])).toEqual([read, 0]);
  expect(accessorsOf(0)).toEqual([]);
});

test('a call goes straight to code that is the same for all calls, unless something is under way', () => {
  const thread = { isCalm: true };
  const answers = (p: boolean): object => ({ p: () => p, call: () => 'by the handle' });
  const holder = { strong: undefined, weak: { deref: () => undefined as unknown }, thread };
  const flag = makeFlag(holder as unknown as HandleHolder, 3);
  function code(this: unknown, ...args: unknown[]): unknown {
    return [this, ...args];
  }
  flag.direct = code;
  const receiver = {};
  const absent = [undefined, DEFAULTED];
  for (const last of absent) {
    expect(flag(receiver, 0, last)).toEqual({ v: [receiver] });
    expect(flag(receiver, 0, 1, DEFAULTED, last)).toEqual({ v: [receiver, 1, undefined] });
    const many = [1, 2, 3, DEFAULTED, 5];
    expect(flag(receiver, 0, ...many, last)).toEqual({ v: [receiver, 1, 2, 3, undefined, 5] });
  }
  expect(flag.p()).toBe(true);
  expect(flag.call(receiver, 0, [7])).toEqual([receiver, 7]);
  thread.isCalm = false;
  expect(() => flag(receiver, 0)).toThrow('gone');
  holder.weak.deref = () => answers(true);
  expect(flag(receiver, 0)).toEqual({ v: 'by the handle' });
  holder.weak.deref = () => answers(false);
  expect(flag(receiver, 0)).toBeUndefined();
});

const receiver = {};

function code(this: unknown, ...args: unknown[]): unknown {
  return [this, ...args];
}

/** Calls an outdated function's flag until another stands for it. */
function callOften(call: (flag: Flag) => void, passingOn: number[] = []): Flag {
  const goStraight = vi.fn<(fn: number, flag: Flag) => void>();
  const thread = { isCalm: true, script: 'agent.cjs' };
  const holder = {
    strong: { flags: { goStraight }, code: { passingOn: new Set(passingOn) } },
    weak: { deref: () => undefined },
    thread,
  };
  const flag = makeFlag(holder as unknown as HandleHolder, 3);
  flag.direct = code;
  for (let calls = 0; calls < 250; calls += 1) call(flag);
  expect(goStraight).toHaveBeenCalledTimes(1);
  const straight = goStraight.mock.lastCall?.[1] as Flag;
  expect(straight.p()).toBe(true);
  return straight;
}

test('a call that is made often gets a function of its own', () => {
  const straight = callOften((flag) =>
    expect(flag(receiver, 0, 1, undefined)).toEqual({ v: [receiver, 1] }),
  );
  for (const last of [undefined, DEFAULTED]) {
    expect(straight(receiver, 0, DEFAULTED, last)).toEqual({ v: [receiver, undefined] });
    expect(straight(receiver, 0, 2, last)).toEqual({ v: [receiver, 2] });
  }
  expect(straight(receiver, 0, 1, 2)).toEqual({ v: [receiver, 1, 2] });
  expect(straight(receiver, 0, DEFAULTED, 2)).toEqual({ v: [receiver, undefined, 2] });
});

test('what can be passed on as it is is not looked at', () => {
  const call = (flag: Flag): void => expect(flag(receiver, 0, 1)).toEqual({ v: [receiver, 1] });
  const straight = callOften(call, [3]);
  expect(straight(receiver, 0, undefined)).toEqual({ v: [receiver, undefined] });
  expect(callOften(call)(receiver, 0, undefined)).toEqual({ v: [receiver] });
});

test('so does one that hands a list over, whatever its length', () => {
  const straight = callOften((flag) => expect(flag.call(receiver, 0, [])).toEqual([receiver]));
  expect(straight.call(receiver, 0, [1, DEFAULTED, 3])).toEqual([receiver, 1, undefined, 3]);
  const one = callOften((flag) => expect(flag.call(receiver, 0, [7])).toEqual([receiver, 7]));
  expect(one.call(receiver, 0, [undefined])).toEqual([receiver]);
  expect(one.call(receiver, 0, [8, 9, undefined])).toEqual([receiver, 8, 9]);
});

test('so does one that hands its arguments over', () => {
  const list = { length: 2, 0: undefined, 1: undefined };
  const straight = callOften((flag) =>
    expect(flag.call(receiver, 0, list)).toEqual([receiver, undefined, undefined]),
  );
  expect(straight.call(receiver, 0, list)).toEqual([receiver, undefined, undefined]);
});
