import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, expect, it } from 'vitest';
import type { RestitchRequests } from '../../protocol/dap.js';
import { TestSession } from './session.js';

// Restitch's own requests and events, as any client of the protocol sees them.

type Apply = RestitchRequests['restitch/apply']['body'];

const program = (k: number, above = ''): string => `${above}globalThis.n = 0;
globalThis.on = true;
globalThis.tick = function tick() {
  n += ${k}; // here
  return n;
};
async function waits() {
  await new Promise((settle) => setTimeout(settle, 60_000, 'late'));
  return 'over';
}
void waits();
setInterval(() => on && tick(), 5);
console.log('up');
`;

async function running(text = program(1)): Promise<TestSession> {
  const session = await TestSession.open({ 'main.js': text });
  await session.launch({ program: 'main.js' });
  while (!session.output.includes('up')) await session.event('output');
  return session;
}

const value = async (session: TestSession, expression: string): Promise<number> => {
  const body = { expression, context: 'repl' };
  const { result } = await session.request<{ result: string }>('evaluate', body);
  return Number(result);
};

/** Ends a program that would wait. */
async function endNow(session: TestSession): Promise<void> {
  await session.request('disconnect', { terminateDebuggee: true });
}

describe('the requests for updates', () => {
  it('plan, apply by that plan, tell of it, and go back, with the program running on', async () => {
    const session = await running();
    expect(session.capabilities).toMatchObject({ restitch: { version: 1 } });
    session.edit('main.js', program(1000, '// Above.\n'));
    const plan = await session.request<RestitchRequests['restitch/plan']['body']>(
      'restitch/plan',
      {},
    );
    const stops = session.pending('stopped');
    const applied = await session.request<Apply>('restitch/apply', {
      plan: JSON.stringify(plan.plan),
    });
    expect(applied).toMatchObject({ outcome: 'applied', version: 2 });
    expect(await session.event('restitch/pending')).toMatchObject({ session: 'main' });
    expect(await session.event('restitch/applied')).toEqual(applied);
    while ((await value(session, 'n')) < 1000) await new Promise((next) => setTimeout(next, 10));
    const back = await session.request<Apply>('restitch/rollback');
    expect(back).toMatchObject({ outcome: 'applied', version: 3 });
    expect(await session.event('restitch/applied')).toEqual(back);
    const history =
      await session.request<RestitchRequests['restitch/history']['body']>('restitch/history');
    expect(history.length).toBe(3);
    // Nothing of that was a stop to the client.
    expect([...stops, ...session.pending('stopped'), ...session.pending('continued')]).toEqual([]);
    await endNow(session);
  });

  it('tell of an update that is refused, as they answer it', async () => {
    const session = await running();
    session.edit('main.js', 'let n = ;\n');
    const refused = await session.request<Apply>('restitch/apply', {});
    expect(refused.outcome).toBe('refused');
    expect(await session.event('restitch/failed')).toEqual(refused);
    await endNow(session);
  });

  it('show the stacks of all threads, of those that are stopped too, and what waits', async () => {
    const session = await running();
    await session.breakpoints('main.js', [4]);
    await session.stop();
    const found = await session.request<RestitchRequests['restitch/stack']['body']>(
      'restitch/stack',
      {},
    );
    const text = JSON.stringify(found);
    expect(text).toContain('tick');
    expect(text).toContain('waits');
    await endNow(session);
  });
});

describe('breakpoints and updates', () => {
  it('keep how often they were hit', async () => {
    const session = await running();
    await session.request('evaluate', { expression: 'on = false', context: 'repl' });
    await session.breakpoints('main.js', [{ line: 4, hitCondition: '5' }]);
    await session.request('evaluate', { expression: 'tick(),tick(),tick()', context: 'repl' });
    session.edit('main.js', program(1, '// Above.\n'));
    expect((await session.request<Apply>('restitch/apply', {})).outcome).toBe('applied');
    await session.request('evaluate', { expression: 'n = 0, on = true', context: 'repl' });
    const [top] = await session.stop();
    expect(top?.line).toBe(5);
    // Three times before the update, once after it, and here the fifth time.
    expect((await session.evaluate('n')).result).toBe('1');
    await endNow(session);
  });

  it('are set where they will be when the file is edited and that is not applied yet', async () => {
    const session = await running();
    session.edit('main.js', program(2, '// Above.\n// More.\n'));
    const [told] = await session.breakpoints('main.js', [6]);
    expect(told).toMatchObject({ verified: true, line: 6 });
    const [before] = await session.stop();
    expect(before?.line).toBe(6);
    expect((await session.request<Apply>('restitch/apply', {})).outcome).toBe('applied');
    await session.stop();
    const [after] = await session.step('continue');
    expect(after?.line).toBe(6);
    await endNow(session);
  });
});

describe('a stack', () => {
  it('comes in pages, its asynchronous part too', async () => {
    const text = `async function deep(n) {
  if (n === 0) {
    await null;
    debugger;
    return 0;
  }
  return (await deep(n - 1)) + 1;
}
deep(12);
`;
    const session = await TestSession.open({ 'main.js': text });
    await session.launch({ program: 'main.js' });
    await session.event('stopped');
    const read = (args: object): Promise<DebugProtocol.StackTraceResponse['body']> =>
      session.request('stackTrace', { threadId: 1, ...args });
    const whole = await read({});
    expect(whole.totalFrames).toBe(whole.stackFrames.length);
    expect(whole.stackFrames.filter(({ name }) => name === 'deep').length).toBeGreaterThan(10);
    expect(whole.stackFrames.filter(({ name }) => name === 'await').length).toBeGreaterThan(0);
    const [first, second] = [
      await read({ startFrame: 0, levels: 5 }),
      await read({ startFrame: 5, levels: 1000 }),
    ];
    expect(first.stackFrames.length).toBe(5);
    expect(first.totalFrames).toBe(whole.totalFrames);
    expect([...first.stackFrames, ...second.stackFrames]).toEqual(whole.stackFrames);
    await session.goOn();
    await session.ended();
  });
});
