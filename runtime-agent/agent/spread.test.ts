import { expect, it } from 'vitest';
import { spread } from './spread.js';

it('spreads without the iterator of arrays', () => {
  const { prototype } = Array;
  const own = Object.getOwnPropertyDescriptor(prototype, Symbol.iterator) as PropertyDescriptor;
  let calls = 0;
  const collect = (...items: unknown[]): number => items.length;
  try {
    Object.defineProperty(prototype, Symbol.iterator, {
      ...own,
      value(this: unknown[]) {
        calls += 1;
        return Reflect.apply(own.value as () => unknown, this, []);
      },
    });
    expect(collect(...spread([1, undefined, 3]))).toBe(3);
    expect(calls).toBe(0);
  } finally {
    Object.defineProperty(prototype, Symbol.iterator, own);
  }
});
