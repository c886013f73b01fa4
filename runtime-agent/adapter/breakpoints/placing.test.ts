import { expect, it } from 'vitest';
import { Placing } from './placing.js';

it('is over when all requests are carried out that came before, refused ones too', async () => {
  const placing = new Placing();
  await placing.over();
  let finish = (): void => undefined;
  const first = placing.add(new Promise<void>((settle) => (finish = settle)));
  const second = placing.add(Promise.reject(new Error('no such place')));
  second.catch(() => undefined);
  let isOver = false;
  const over = placing.over().then(() => (isOver = true));
  await Promise.allSettled([second]);
  await new Promise(setImmediate);
  expect(isOver).toBe(false);
  finish();
  await Promise.all([first, over]);
  expect(isOver).toBe(true);
});
