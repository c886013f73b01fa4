import { expect, test } from 'vitest';
import type { Flag } from './flags.js';
import { defineFlags, dropFlags, setFlag } from './global-flags.js';

const globals = globalThis as unknown as Record<string, unknown>;
const flag = (): Flag => (() => undefined) as unknown as Flag;

test('a flag is a property that no loop over the globals finds, whatever it was before', () => {
  defineFlags('$_test_', 2, () => undefined);
  const [one, two] = [flag(), flag()];
  for (const value of [one, two, undefined, one, undefined]) {
    setFlag('$_test_0', value);
    expect(Object.getOwnPropertyDescriptor(globalThis, '$_test_0')).toEqual({
      value,
      writable: true,
      enumerable: false,
      configurable: true,
    });
  }
  defineFlags('$_test_', 2, () => two);
  expect(globals['$_test_0']).toBeUndefined();
  dropFlags({ stem: '$_test_', count: 2 });
  expect('$_test_0' in globals).toBe(false);
});
