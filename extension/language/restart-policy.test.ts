import { expect, test } from 'vitest';
import { RestartPolicy } from './restart-policy.js';

test('a server that ends now and then is started again, one that ends all the time is not', () => {
  const calm = new RestartPolicy();
  for (let minute = 0; minute < 60; minute++) expect(calm.mayRestart(minute * 60_000)).toBe(true);

  const hasty = new RestartPolicy();
  const answers = Array.from({ length: 9 }, (_, second) => hasty.mayRestart(second * 1000));
  expect(answers).toEqual([...Array<boolean>(8).fill(true), false]);
  hasty.forgive();
  expect(hasty.mayRestart(10_000)).toBe(true);
});
