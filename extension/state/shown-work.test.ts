import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ShownWork } from './shown-work.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('shows work that takes long, until it is over', () => {
  const changed = vi.fn();
  const shown = new ShownWork<string>(changed);
  shown.note('a', true);
  vi.advanceTimersByTime(299);
  expect([shown.has('a'), changed.mock.calls.length]).toEqual([false, 0]);
  vi.advanceTimersByTime(1);
  expect([shown.has('a'), shown.has('b'), changed.mock.calls.length]).toEqual([true, false, 1]);
  shown.note('a', false);
  expect(shown.has('a')).toBe(false);
});

it('does not show what is over soon, nor after it was disposed of', () => {
  const changed = vi.fn();
  const shown = new ShownWork<string>(changed);
  shown.note('a', true);
  shown.note('a', false);
  shown.note('b', true);
  shown.dispose();
  vi.advanceTimersByTime(1000);
  expect(changed).not.toHaveBeenCalled();
});
