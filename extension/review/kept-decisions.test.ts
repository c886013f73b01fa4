import { expect, it } from 'vitest';
import type { OverrideParams } from '../../protocol/lsp/index.js';
import type { SessionRecord } from '../../protocol/session.js';
import { KeptDecisions } from './kept-decisions.js';

const uri = 'file:///home/project/app.js';
const record = (pid: number): SessionRecord =>
  ({ pid, started: 'now', socket: `/run/${pid}`, name: 'app' }) as SessionRecord;

const value = (name: string, text: string | null): OverrideParams => ({
  uri,
  decision: {
    section: 'variables',
    function: 'f',
    name,
    override: text === null ? null : { value: text },
  },
});

/** An editor's window, and what the server is told in it. */
function windowWith(stored: Map<string, unknown>) {
  const programs = new Map<number, string>([[1, 'h1']]);
  const told: OverrideParams[] = [];
  let isReady = true;
  let restored = 0;
  const kept = new KeptDecisions({
    storage: {
      get: (key) => structuredClone(stored.get(key)),
      update: (key, now) => void stored.set(key, structuredClone(now)),
    },
    withFile: () =>
      [...programs].map(([pid, hash]) => ({ record: record(pid), hashOf: () => hash })),
    override: (params) => {
      if (isReady) told.push(params);
      return Promise.resolve({ accepted: isReady });
    },
    restored: () => (restored += 1),
  });
  return {
    kept,
    programs,
    told,
    ready: (now: boolean) => (isReady = now),
    count: () => restored,
  };
}

async function toldInNext(
  stored: Map<string, unknown>,
  change: (programs: Map<number, string>) => void = () => undefined,
): Promise<OverrideParams[]> {
  const next = windowWith(stored);
  change(next.programs);
  next.kept.serverStarted();
  await next.kept.restore();
  return next.told;
}

it('makes the decisions again, once, in the next window, each as it was made last', async () => {
  const stored = new Map<string, unknown>();
  const { kept } = windowWith(stored);
  kept.decided(value('a', '1'));
  kept.decided(value('b', '2'));
  kept.decided(value('a', '3'));
  kept.decided(value('c', '4'));
  kept.decided(value('c', null));
  const next = windowWith(stored);
  await next.kept.restore();
  expect(next.told).toEqual([]);
  next.kept.serverStarted();
  await next.kept.restore();
  await next.kept.restore();
  expect(next.told).toEqual([value('b', '2'), value('a', '3')]);
  expect(next.count()).toBe(1);
});

it('tries again as long as the server does not know the program', async () => {
  const stored = new Map<string, unknown>();
  windowWith(stored).kept.decided(value('a', '1'));
  const next = windowWith(stored);
  next.kept.serverStarted();
  next.ready(false);
  await next.kept.restore();
  expect(next.count()).toBe(0);
  next.ready(true);
  await next.kept.restore();
  expect(next.told).toEqual([value('a', '1')]);
});

it('tries again when the server tells something while it refuses', async () => {
  const stored = new Map<string, unknown>();
  windowWith(stored).kept.decided(value('a', '1'));
  const next = windowWith(stored);
  next.kept.serverStarted();
  next.ready(false);
  const first = next.kept.restore();
  next.ready(true);
  await next.kept.restore();
  await first;
  expect(next.told).toEqual([value('a', '1')]);
  expect(next.count()).toBe(1);
});

it('makes none again for another program, another version, or after the update', async () => {
  const stored = new Map<string, unknown>();
  const { kept } = windowWith(stored);
  kept.decided(value('a', '1'));
  const other = await toldInNext(stored, (programs) => {
    programs.delete(1);
    programs.set(2, 'h1');
  });
  expect(other).toEqual([]);
  expect(await toldInNext(stored, (programs) => programs.set(1, 'h2'))).toEqual([]);
  expect(await toldInNext(stored)).toHaveLength(1);
  kept.updated({ outcome: 'refused', files: [] });
  expect(await toldInNext(stored)).toHaveLength(1);
  kept.updated({ outcome: 'applied', files: ['/home/project/app.js'] });
  expect(await toldInNext(stored)).toEqual([]);
});

it('forgets them with the last program that runs the file', async () => {
  const stored = new Map<string, unknown>();
  const { kept, programs } = windowWith(stored);
  programs.set(2, 'h1');
  kept.decided(value('a', '1'));
  programs.delete(2);
  kept.ended(record(2));
  expect(await toldInNext(stored)).toHaveLength(1);
  programs.delete(1);
  kept.ended(record(1));
  expect(await toldInNext(stored)).toEqual([]);
});
