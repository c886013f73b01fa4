import { afterEach, expect, test } from 'vitest';
import { OwnBuiltins } from './own-builtins.js';

const { pop } = Array.prototype;
const iterate = Array.prototype[Symbol.iterator];

afterEach(() => {
  Array.prototype.pop = pop;
  Array.prototype[Symbol.iterator] = iterate;
});

test('the agent works with the functions that were there, the program with those that it has made', () => {
  const builtins = new OwnBuiltins();
  builtins.take();
  const theirs = (): unknown => 'theirs';
  Array.prototype.pop = theirs;
  const seen: unknown[] = [];
  const value = builtins.within(() => {
    seen.push([1, 2].pop());
    builtins.without(() => seen.push([1, 2].pop()));
    builtins.within(() => seen.push([1, 2].pop()));
    seen.push([1, 2].pop());
    return 'done';
  });
  seen.push([1, 2].pop());
  expect(value).toBe('done');
  expect(seen).toEqual([2, 'theirs', 2, 2, 'theirs']);
});

test('what the program has removed or made an accessor of is so again, and its getter is not called', () => {
  const builtins = new OwnBuiltins();
  builtins.take();
  let calls = 0;
  const get = (): typeof pop => {
    calls += 1;
    return pop;
  };
  Object.defineProperty(Array.prototype, 'pop', { configurable: true, get });
  const { at } = Array.prototype;
  Reflect.deleteProperty(Array.prototype, 'at');
  try {
    expect(builtins.within(() => [1, 2].pop() === 2 && [1, 2].at(-1) === 2)).toBe(true);
    expect(calls).toBe(0);
    expect(Object.getOwnPropertyDescriptor(Array.prototype, 'pop')?.get).toBe(get);
    expect('at' in Array.prototype).toBe(false);
  } finally {
    Object.defineProperty(Array.prototype, 'at', { value: at, writable: true, configurable: true });
    Object.defineProperty(Array.prototype, 'pop', { writable: true, value: pop });
  }
});

test('code that fails leaves what the program has made in its place', () => {
  const builtins = new OwnBuiltins();
  builtins.take();
  const theirs = (): undefined => undefined;
  Array.prototype.pop = theirs;
  const fail = (): never => {
    throw new Error('it failed');
  };
  expect(() => builtins.within(fail)).toThrow('it failed');
  expect(Array.prototype.pop).toBe(theirs);
});
