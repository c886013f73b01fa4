import { expect, it, vi } from 'vitest';
import { PutOff } from './put-off.js';

it('tells later what nobody waits for, all of it in its order', () => {
  vi.useFakeTimers();
  const told: number[] = [];
  const put = new PutOff<number>((item) => told.push(item));
  put.add(1);
  put.add(2);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(told).toEqual([1, 2]);
  put.add(3);
  put.flush();
  vi.advanceTimersByTime(200);
  expect(told).toEqual([1, 2, 3]);
  vi.useRealTimers();
});
