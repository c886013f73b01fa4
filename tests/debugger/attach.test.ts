import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, it, onTestFinished } from 'vitest';
import { command } from '../cli/command.js';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

const program = `let n = 0;
function tick() {
  n += 1;
  const twice = n * 2;
  return twice;
}
setInterval(() => {
  tick();
}, 5);
console.log('up');
`;

/** A port that was free just now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a program that says `up` before it is attached to. */
function start(session: TestSession, args: readonly string[]): Promise<ChildProcess> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, args, {
    ...{ cwd: session.folder, env: { ...env, ...session.env } },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    let seen = '';
    const look = (text: string): void => {
      seen += text;
      if (seen.includes('up\n')) resolve(child);
    };
    child.stdout.setEncoding('utf8').on('data', look);
    child.stderr.setEncoding('utf8').on('data', look);
    child.once('exit', () => reject(new Error(`ended: ${seen}`)));
  });
}

async function look(session: TestSession): Promise<void> {
  await session.stop();
  const locals = await session.locals();
  // Node 26 shows no variable before its declaration.
  session.note(locals.replace(/\d+/g, '#').replace('twice: undefined, ', ''));
  await session.step('next');
  await session.step('stepOut');
}

describe('attach', () => {
  it.each(['session', 'pid'] as const)('to a session, by its %s, and update it', async (by) => {
    const session = await TestSession.open({ 'main.js': program });
    const child = await start(session, [command, 'run', '--session', 'ticker', 'main.js']);
    const what = by === 'session' ? { session: 'ticker' } : { pid: child.pid as number };
    await session.attach(what, () => session.breakpoints('main.js', [4]));
    await look(session);
    session.edit('main.js', program.replace('n * 2', 'n * 3').replace('let n', '// first\nlet n'));
    await session.request('continue', { threadId: 1 });
    await session.stop();
    const { outcome } = await session.request<{ outcome: string }>('restitch/apply', {});
    session.note(outcome);
    await session.stop();
    await session.step('next');
    await session.noteValue('n > 1');
    await session.request('disconnect', {});
    session.note(`runs on: ${child.exitCode === null}`);
    await expectGolden(session, `attach-${by}`);
  });

  it('to any Node process, by its id', async () => {
    const session = await TestSession.open({ 'main.js': program });
    const port = await freePort();
    const child = await start(session, [`--inspect-port=${port}`, 'main.js']);
    await session.attach({ pid: child.pid as number, port }, () =>
      session.breakpoints('main.js', [4]),
    );
    await look(session);
    await session.tries('restitch/apply', {});
    await session.request('disconnect', {});
    session.note(`runs on: ${child.exitCode === null}`);
    const other = await start(session, ['main.js']);
    const next = await TestSession.open({});
    await next.tries('attach', { pid: other.pid, port });
    session.note(next.log.join('\n').replaceAll(/\b\d{2,}\b/g, '#'));
    await expectGolden(session, 'attach-plain-pid');
  });

  it('to a port that an inspector listens on, and waits for a debugger', async () => {
    const session = await TestSession.open({ 'main.js': program });
    const port = await freePort();
    const child = spawn(process.execPath, [`--inspect-brk=${port}`, 'main.js'], {
      ...{ cwd: session.folder, stdio: ['ignore', 'pipe', 'pipe'] },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    // It may be gone before the adapter has answered.
    const gone = once(child, 'exit');
    await once(child.stderr, 'data');
    await session.attach({ port }, () => session.breakpoints('main.js', [4]));
    await session.stop();
    await session.step('continue');
    await session.request('disconnect', { terminateDebuggee: true });
    await gone;
    await expectGolden(session, 'attach-port');
  });

  it('says why it cannot', async () => {
    const session = await TestSession.open({ 'main.js': program });
    await session.tries('attach', { session: 'nobody' });
    await session.tries('attach', { port: 1 });
    await session.tries('attach', { pid: 2 ** 22 + 1 });
    await expectGolden(session, 'attach-refused');
  });
});
