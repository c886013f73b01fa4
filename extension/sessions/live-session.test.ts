import { expect, test } from 'vitest';
import type { Baseline } from '../../protocol/baseline.js';
import type { SessionRecord } from '../../protocol/session.js';
import { LiveSession, type SessionLink } from './live-session.js';

/** A program that has been started, with the modules that it has loaded by now. */
function linkWith(modules: string[]): SessionLink {
  const baseline = (): Partial<Baseline> => ({
    version: 1,
    modules: modules.map((file) => ({ file, hash: file })),
  });
  return {
    record: { name: 'main', pid: 1, entry: '/w/main.js', cwd: '/w' } as SessionRecord,
    call: ((method: string) =>
      Promise.resolve(method === 'baseline' ? baseline() : [])) as SessionLink['call'],
    on: () => () => undefined,
    onEnd: () => undefined,
    close: () => undefined,
  };
}

test('a program runs its entry before it has loaded it, and other modules once it has', async () => {
  const modules: string[] = [];
  const session = await LiveSession.open(linkWith(modules));
  expect(session.runs('/w/main.js')).toBe(true);
  expect(session.runs('/w/words.js')).toBe(false);
  modules.push('/w/main.js', '/w/words.js');
  // It has just been asked.
  await session.refresh();
  expect(session.runs('/w/words.js')).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 450));
  await session.refresh();
  expect(session.runs('/w/words.js')).toBe(true);
});
