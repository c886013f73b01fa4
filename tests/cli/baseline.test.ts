import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ActiveStatement, UpdateNotice } from '../../protocol/baseline.js';
import type { SessionRecord } from '../../protocol/session.js';
import { connectSession, type SessionConnection } from '../../runtime-agent/client/connection.js';
import { runningSessions } from '../../runtime-agent/client/sessions.js';
import { project, restitch, startProgram, write, type Started } from './command.js';

const program = (greeting: string, pause = ''): string => `
import { setTimeout as sleep } from 'node:timers/promises';
async function worker(n) {
  await sleep(1e9);
  return n;
}
function spin() {
  const end = Date.now() + 20;
  while (Date.now() < end) ;
}
function turn(depth) {
  if (depth > 0) return turn(depth - 1);
  spin();
  console.log('${greeting}');
  return depth;
}
for (let i = 0; i < 3; i++) void worker(i);
for (;;) {
  turn(4);
  ${pause}
}
`;

async function start(text: string): Promise<{
  folder: string;
  running: Started;
  connection: SessionConnection;
}> {
  const folder = project({ 'main.mjs': text });
  const running = startProgram(['main.mjs'], folder);
  await running.says('one');
  const [record] = await runningSessions(join(folder, 'node_modules/.restitch/run'));
  const connection = await connectSession(record as SessionRecord);
  onTestFinished(() => connection.close());
  return { folder, running, connection };
}

const summary = (active: readonly ActiveStatement[]): string[] =>
  active.map(({ function: fn, state, point, count }) =>
    [fn || 'top', state, point?.split('@')[0] ?? 'between', count].join(' '),
  );

describe('the baseline', () => {
  it('shows a busy program’s modules, frames and suspended activations', async () => {
    const text = program('one');
    const { folder, connection } = await start(text);
    const baseline = await connection.call('baseline', undefined);
    const file = join(folder, 'main.mjs');
    expect(baseline.modules.map((module) => module.file)).toEqual([file]);
    expect(baseline).toMatchObject({ session: 'main', version: 1, homeless: 0, unreachable: [] });
    const shown = summary(baseline.active);
    expect(shown).toContain('worker suspended await 3');
    expect(shown).toContain('turn waiting call 4');
    expect(shown).toContain('top waiting call 1');
    const suspended = baseline.active.find(({ state }) => state === 'suspended');
    expect(text.slice(suspended?.offset)).toMatch(/^await sleep/);
    const hash = baseline.modules[0]?.hash ?? '';
    const source = await connection.call('source', { hash });
    expect(source).toMatchObject({ file, hash, format: 'module', text, authored: text, map: null });
    const { active, stacks = [] } = await connection.call('baseline', { stacks: true });
    const [stack] = stacks;
    expect(stacks.map(({ thread, name }) => [thread, name])).toEqual([[0, 'main']]);
    const own = stack?.frames.filter((frame) => typeof frame === 'number') ?? [];
    const functions = own.map((index) => active[index]?.function ?? 'none');
    expect(functions.filter((fn) => fn === 'turn').length).toBeGreaterThanOrEqual(4);
    expect(functions.at(-1)).toBe('');
    // Node's own code ran the module.
    expect(stack?.frames.at(-1)).toBe('foreign');
    // The module's top is the last that an update takes apart: what is below is not the program's.
    const last = stack?.frames.findLastIndex((frame) => typeof frame === 'number') ?? -1;
    expect(stack?.deferredFrom).toBe(last + 1);
    const counted = active.filter(({ state }) => state !== 'suspended');
    expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(own.length);
    await expect(connection.call('source', { hash: 'none' })).rejects.toThrow('no source none');
  });

  it('follows updates, of which subscribers are told', async () => {
    const { folder, running, connection } = await start(program('one', 'await sleep(1);'));
    await connection.call('subscribe', undefined);
    const notices: UpdateNotice[] = [];
    connection.on('updated', (notice) => notices.push(notice));
    const file = join(folder, 'main.mjs');
    const text = program('two', 'await sleep(2);').replace(
      '  await sleep(1e9)',
      '  n += 0;\n  await sleep(1e9)',
    );
    write(folder, 'main.mjs', text);
    const { stderr, code } = await restitch(['apply', 'main'], folder);
    expect(`${stderr}${code}`).toBe('0');
    await running.says('two');
    expect(notices).toMatchObject([
      { kind: 'update', outcome: 'applied', version: 2, files: [file] },
    ]);
    const baseline = await connection.call('baseline', undefined);
    expect(baseline.version).toBe(2);
    const source = await connection.call('source', { hash: baseline.modules[0]?.hash ?? '' });
    expect(source.text).toBe(text);
    // The workers have not woken since: they are shown where they will go on.
    const suspended = baseline.active.find(
      ({ state, function: fn }) => state === 'suspended' && fn === 'worker',
    );
    expect(suspended?.count).toBe(3);
    expect(text.slice(suspended?.offset)).toMatch(/^await sleep\(1e9\)/);
    write(folder, 'main.mjs', 'syntax error');
    expect((await restitch(['apply', 'main'], folder)).code).toBe(2);
    await restitch(['rollback', 'main'], folder);
    expect(notices.slice(1)).toMatchObject([
      { kind: 'update', outcome: 'refused', version: 2, files: [] },
      { kind: 'rollback', outcome: 'applied', version: 3, files: [file] },
    ]);
    const ended = new Promise<void>((resolve) => connection.onEnd(resolve));
    running.child.kill('SIGKILL');
    await ended;
    await expect(connection.call('info', undefined)).rejects.toThrow('ended');
  });

  it('leaves out a file that a rollback has taken out of use', async () => {
    const text = program('one');
    const { folder, connection } = await start(text);
    const file = join(folder, 'main.mjs');
    const turn = /function spin[^]*?\n}\nfunction turn[^]*?\n}\n/;
    write(folder, 'turn.mjs', (turn.exec(text)?.[0] ?? '').replace('function turn', 'export $&'));
    write(folder, 'main.mjs', `import { turn } from './turn.mjs';\n${text.replace(turn, '')}`);
    const files = async (): Promise<string[]> =>
      (await connection.call('baseline', undefined)).modules.map((module) => module.file);
    expect((await restitch(['apply', 'main'], folder)).code).toBe(0);
    expect((await files()).sort()).toEqual([file, join(folder, 'turn.mjs')]);
    expect((await restitch(['rollback', 'main'], folder)).code).toBe(0);
    await vi.waitFor(async () => expect(await files()).toEqual([file]), 10_000);
  });
});
