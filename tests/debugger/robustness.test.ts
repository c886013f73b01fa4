import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TestSession } from './session.js';

const ticking = `let n = 0;
function tick() {
  n += 1;
  return n;
}
setInterval(tick, 5);
setInterval(() => console.log('n', n), 20);
console.log('up', process.pid);
`;

/** Launches the program and waits until it runs. */
async function running(source = ticking): Promise<{ session: TestSession; pid: number }> {
  const session = await TestSession.open({ 'main.js': source });
  await session.launch({ program: 'main.js' });
  await written(session, /up \d+/);
  const pid = Number(/up (\d+)/.exec(session.output)?.[1]);
  onTestFinished(() => void (isAlive(pid) && process.kill(pid, 'SIGKILL')));
  return { session, pid };
}

/** Waits until the program has written something. */
async function written(session: TestSession, what: RegExp): Promise<void> {
  while (!what.test(session.output)) await session.event('output');
}

/** Waits until the program has written that its counter went on. */
async function goesOn(session: TestSession): Promise<void> {
  const { length } = session.output;
  while (!/\nn \d+\n.*\nn \d+\n/s.test(session.output.slice(length))) await session.event('output');
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the adapter', () => {
  it('tells the end of a program that is killed while it is stopped', async () => {
    const { session, pid } = await running();
    await session.breakpoints('main.js', [4]);
    await session.stop();
    process.kill(pid, 'SIGKILL');
    const { exitCode } = await session.event<DebugProtocol.ExitedEvent>('exited');
    expect(exitCode).not.toBe(0);
    await session.event('terminated');
    await expect(session.request('restitch/apply', {})).rejects.toThrow(/has ended/);
    await expect(session.request('next', { threadId: 1 })).rejects.toThrow(/no thread/);
    await expect(session.request('evaluate', { expression: 'n' })).rejects.toThrow(/does not run/);
  });

  it('tells the end of a program that is killed while it is updated', async () => {
    const { session, pid } = await running();
    session.edit('main.js', ticking.replace('n += 1', 'n += 2'));
    const applied = session.tries('restitch/apply', {});
    await session.event('progressStart');
    process.kill(pid, 'SIGKILL');
    await applied;
    await session.event('progressEnd');
    await session.event('terminated');
  });

  it('says that the program has closed its inspector, and leaves it alone', async () => {
    const { session, pid } = await running(
      `${ticking}setTimeout(() => require('node:inspector').close(), 100);\n`,
    );
    while (!/closed its inspector/.test(session.logged)) await session.event('output');
    await goesOn(session);
    expect(isAlive(pid)).toBe(true);
    await expect(session.request('pause', { threadId: 1 })).rejects.toThrow(/no thread/);
    process.kill(pid, 'SIGKILL');
    await session.event('terminated');
  });

  it('answers while the program hangs in a system call, and stops it afterwards', async () => {
    const { session } = await running(
      `${ticking}setTimeout(() => {
  console.error('hangs');
  require('node:child_process').execSync('sleep 3');
}, 100);\n`,
    );
    await written(session, /hangs/);
    const { threads } = await session.request<{ threads: unknown[] }>('threads');
    expect(threads.length).toBe(1);
    session.edit('main.js', ticking.replace('n += 1', 'n += 2'));
    const { outcome } = await session.request<{ outcome: string }>('restitch/apply', {
      timeoutMs: 300,
    });
    expect(['refused', 'rolled-back']).toContain(outcome);
    await session.request('pause', { threadId: 1 });
    await session.event('stopped');
    await session.goOn();
    await goesOn(session);
  });

  it('may be killed: a program that is stopped goes on, and is updated again', async () => {
    const { session, pid } = await running();
    await session.breakpoints('main.js', [4]);
    await session.stop();
    session.killAdapter();
    expect(isAlive(pid)).toBe(true);
    session.edit('main.js', ticking.replace('n += 1', 'n += 1000'));
    const cli = join(import.meta.dirname, '../../dist/cli.js');
    const child = spawn(process.execPath, [cli, 'apply', 'main', '--json'], {
      ...{ cwd: session.folder, env: { ...process.env, ...session.env } },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
    await new Promise((resolve) => child.once('close', resolve));
    expect((JSON.parse(text) as { outcome: string }).outcome).toBe('applied');
  });

  it('answers malformed and unknown messages, and goes on', async () => {
    const { session } = await running();
    await expect(session.request('noSuchRequest', {})).rejects.toThrow(/does not know/);
    await expect(session.request('constructor', {})).rejects.toThrow(/does not know/);
    await expect(session.request('stackTrace', { threadId: 99 })).rejects.toThrow(/no thread/);
    const wrong: [string, unknown][] = [
      ['setBreakpoints', { nothing: 1 }],
      ['setBreakpoints', { source: { path: 5 }, breakpoints: [{ line: 'x' }] }],
      ['setFunctionBreakpoints', {}],
      ['setExceptionBreakpoints', {}],
      ['variables', { variablesReference: 'x' }],
      ['evaluate', {}],
      ['scopes', {}],
      ['completions', {}],
      ['next', null],
    ];
    for (const [command, args] of wrong) {
      const answer = await session.request(command, args).catch((error: unknown) => error);
      expect(answer, command).toBeInstanceOf(Error);
    }
    session.raw({ type: 'request' });
    session.raw({ seq: 'x', type: 'nonsense', command: 5 });
    session.raw('Content-Length: 9\r\n\r\n{"seq":1,');
    session.raw('Content-Length: many\r\n\r\n');
    session.raw('Content-Length: 4\r\n\r\nnull');
    session.raw('Content-Length: 2\r\n\r\n[]');
    const unread = (): number => session.logged.match(/could not read a message/g)?.length ?? 0;
    while (unread() < 2) await session.event('output');
    // An adapter that gives up does it a little later.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { threads } = await session.request<{ threads: unknown[] }>('threads');
    expect(threads.length).toBe(1);
    await goesOn(session);
  });

  it('holds a thousand breakpoints, through an update', async () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    const body = (k: number): string =>
      numbers
        .slice(0, 20)
        .map((index) => `  x += ${k * index};\n`)
        .join('');
    const functions = numbers.map((k) => `function run${k}() {\n${body(k)}  return x;\n}\n`);
    const source = `let x = 0;\n${functions.join('')}${numbers.map((k) => `run${k}();\n`).join('')}console.log('x', x);\n`;
    const session = await TestSession.open({ 'main.js': source });
    const lines = numbers.flatMap((k) => numbers.slice(0, 20).map((index) => 3 + k * 23 + index));
    const all = lines.map((line) => ({ line, ...(line === 463 ? {} : { condition: 'x < 0' }) }));
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', all));
    const [top] = await session.stop();
    expect(top?.line).toBe(463);
    session.pending('breakpoint');
    session.edit('main.js', `// One more line.\n${source}`);
    const { outcome } = await session.request<{ outcome: string }>('restitch/apply', {});
    expect(outcome).toBe('applied');
    const [after] = await session.stop();
    expect(after?.line).toBe(464);
    const moved = session
      .pending('breakpoint')
      .map(({ body }) => body as { breakpoint: DebugProtocol.Breakpoint });
    expect(moved.length).toBe(1000);
    expect(moved.every(({ breakpoint }) => breakpoint.verified)).toBe(true);
    await session.end();
    expect(session.output).toContain(`x ${190 * 1225}`);
  });
});
