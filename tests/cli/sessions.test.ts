import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApplyResult, StackResult, ThreadStack } from '../../protocol/results.js';
import type { SessionRecord } from '../../protocol/session.js';
import { project, restitch, startProgram, write } from './command.js';

const idle = `console.log('ready'); setInterval(() => undefined, 1000);`;

async function sessions(folder: string): Promise<SessionRecord[]> {
  const { stdout } = await restitch(['ps', '--json'], folder);
  return JSON.parse(stdout) as SessionRecord[];
}

async function stackOf(name: string, folder: string): Promise<StackResult> {
  const { stdout, stderr } = await restitch(['stack', name, '--json'], folder);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as StackResult;
}

/** The TCP sockets of a process: inode numbers of those in the kernel's tables that it has open. */
function tcpSockets(pid = 0): string[] {
  const tables = ['tcp', 'tcp6'].map((table) => readFileSync(`/proc/${pid}/net/${table}`, 'utf8'));
  const inodes = new Set(
    tables
      .join('\n')
      .split('\n')
      .map((line) => line.trim().split(/\s+/)[9]),
  );
  const open = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      return [];
    }
  });
  return open.filter((inode) => inodes.has(inode));
}

const names = (thread: ThreadStack | undefined): string[] =>
  (thread?.frames ?? []).map((frame) => frame.function);

describe('sessions', () => {
  it('are there from the first line of output until the program has ended', async () => {
    const folder = project({ 'server.mjs': idle });
    const program = startProgram(['server.mjs'], folder);
    await program.says('ready');
    const [session, ...more] = await sessions(folder);
    expect(more).toEqual([]);
    expect(session).toMatchObject({
      name: 'server',
      pid: program.child.pid,
      entry: join(folder, 'server.mjs'),
      cwd: folder,
      node: process.version,
      parent: null,
    });
    const { stdout } = await restitch(['ps'], folder);
    expect(stdout).toMatch(/^NAME +PID +AGE +PROGRAM\nserver +\d+ +\d+ s +server\.mjs\n$/);
    program.child.kill('SIGKILL');
    await program.ended;
    expect(await sessions(folder)).toEqual([]);
    expect(readdirSync(join(folder, 'node_modules/.restitch/run'))).toEqual([]);
  });

  it('have names of their own', async () => {
    const folder = project({ 'a.mjs': idle, 'b/a.cjs': idle });
    const programs = [
      startProgram(['a.mjs'], folder),
      startProgram(['b/a.cjs'], folder),
      startProgram(['--session', 'other', 'a.mjs'], folder),
      startProgram(['--session=other', 'a.mjs'], folder),
    ];
    await Promise.all(programs.map(({ says }) => says('ready')));
    const found = (await sessions(folder)).map(({ name }) => name).sort();
    expect(found).toEqual(['a', 'a-2', 'other', 'other-2']);
    expect((await restitch(['stack', 'a.cjs'], folder)).code).toBe(0);
  });

  it('lie in sockets that nobody else can use', async () => {
    const folder = project({ 'a.mjs': idle });
    const program = startProgram(['a.mjs'], folder);
    await program.says('ready');
    const run = join(folder, 'node_modules/.restitch/run');
    expect(await sessions(folder)).toHaveLength(1);
    expect(statSync(run).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(run)) expect(statSync(join(run, file)).mode & 0o777).toBe(0o600);
    if (process.platform === 'linux') expect(tcpSockets(program.child.pid)).toEqual([]);
  });

  it('would show a TCP port as one', async () => {
    const folder = project({
      'a.cjs': `require('net').createServer().listen(0, () => console.log('ready'))`,
    });
    const program = startProgram(['a.cjs'], folder);
    await program.says('ready');
    if (process.platform === 'linux') expect(tcpSockets(program.child.pid)).toHaveLength(1);
  });

  it('that were left behind are cleared away, and their names are free again', async () => {
    const folder = project({ 'a.mjs': idle });
    const run = join(folder, 'node_modules/.restitch/run');
    mkdirSync(run, { recursive: true, mode: 0o700 });
    const stale = { name: 'a', pid: 2 ** 22 + 1, entry: '/a.mjs', started: '2020-01-01T00:00:00Z' };
    writeFileSync(join(run, 'a.json'), JSON.stringify({ ...stale, socket: join(run, '1.sock') }));
    expect(await sessions(folder)).toEqual([]);
    writeFileSync(join(run, 'a.json'), JSON.stringify({ ...stale, socket: join(run, '1.sock') }));
    const program = startProgram(['a.mjs'], folder);
    await program.says('ready');
    expect((await sessions(folder)).map(({ name }) => name)).toEqual(['a']);
  });

  it('of child processes stand beside their parent’s; other tools are left alone', async () => {
    const child = `console.log('child'); setInterval(() => undefined, 1000); process.send('ready')`;
    const folder = project({
      'main.cjs': `const { fork, execFileSync } = require('child_process');
        console.log(execFileSync(process.execPath, ['-p', 'typeof globalThis[Symbol.for("restitch")]'], { encoding: 'utf8' }));
        const c = fork('./child.cjs'); c.on('message', (m) => console.log(m));
        process.on('exit', () => c.kill());`,
      'child.cjs': child,
    });
    const program = startProgram(['main.cjs'], folder);
    await program.says('ready');
    const found = await sessions(folder);
    expect(found.map(({ name }) => name)).toEqual(['main', 'child']);
    expect(found[1]?.parent).toBe(program.child.pid);
    process.kill(found[1]?.pid ?? 0, 'SIGTERM');
    expect((await program.ended).stdout).toContain('undefined\n');
  });

  it('that nobody knows are named as such', async () => {
    const folder = project({ 'a.mjs': idle });
    for (const command of ['stack', 'plan', 'apply', 'rollback']) {
      const { code, stdout, stderr } = await restitch([command, 'nobody'], folder);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^error RS1002: There is no session named nobody\.\n/);
    }
    const { stdout } = await restitch(['apply', 'nobody', '--json'], folder);
    const result = JSON.parse(stdout) as ApplyResult;
    expect(result.outcome).toBe('refused');
    expect(result.diagnostics).toMatchObject([
      { code: 'RS1002', severity: 'error', file: null, line: null },
    ]);
  });
});

describe('stack', () => {
  const threads = `
    import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
    function inner(n) { for (let i = 0; i < 1000; i++) n += i % 7; return n }
    function spin() { for (let n = 0; ; n = inner(n)); }
    function waits() { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0) }
    async function sleeper(n) { if (n > 0) return await sleeper(n - 1); await new Promise(() => undefined) }
    function* numbers() { yield 1; yield 2 }
    if (isMainThread) {
      const workers = [0, 1, 2, 3].map((i) => new Worker(new URL(import.meta.url), { workerData: i, name: 'w' + i }));
      await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
      for (let i = 0; i < 20; i++) void sleeper(2);
      globalThis.kept = numbers(); kept.next();
      console.log('ready');
      spin();
    } else { parentPort.postMessage('up'); if (workerData === 3) waits(); else spin() }`;

  it('reads busy threads, waiting ones, and what is suspended', async () => {
    const folder = project({ 'main.mjs': threads });
    const program = startProgram(['main.mjs'], folder);
    await program.says('ready');
    const { session, version, threads: found } = await stackOf('main', folder);
    expect({ session, version }).toEqual({ session: 'main', version: 1 });
    expect(found.map(({ name }) => name)).toEqual(['main', 'w0', 'w1', 'w2', 'w3']);
    const [main, ...workers] = found;
    expect(names(main).slice(-2)).toEqual(['spin', '']);
    for (const worker of workers.slice(0, 3)) expect(names(worker)).toContain('spin');
    expect(names(workers[3])[0]).toBe('waits');
    expect(workers[3]?.frames[0]).toEqual({
      function: 'waits',
      file: join(folder, 'main.mjs'),
      line: 5,
      column: 32,
      version: 1,
    });
    const waiting = main?.activations.map(({ function: name, kind, count }) => [name, kind, count]);
    expect(waiting?.sort()).toEqual([
      ['numbers', 'generator', 1],
      ['sleeper', 'async', 20],
      ['sleeper', 'async', 40],
    ]);
    const text = await restitch(['stack', 'main'], folder);
    expect(text.stdout).toMatch(/^main: version 1\nmain: running\n/);
    expect(text.stdout).toContain('×40');
  });

  it('is not kept from its work by threads that come and go', async () => {
    const folder = project({
      'main.cjs': `const { Worker, isMainThread } = require('worker_threads');
        const next = () => new Worker(__filename).on('exit', next);
        if (isMainThread) { console.log('ready'); next(); next() }
        else { const end = Date.now() + 30; while (Date.now() < end); }`,
    });
    const program = startProgram(['main.cjs'], folder);
    await program.says('ready');
    for (let i = 0; i < 5; i++) {
      const { threads: found } = await stackOf('main', folder);
      expect(found[0]?.state).toMatch(/^(?:idle|running)$/);
    }
    program.child.kill('SIGTERM');
    expect((await program.ended).stderr).toBe('');
  });

  it('names the call that a thread cannot be interrupted in', async () => {
    const folder = project({
      'main.cjs': `console.log('ready'); setTimeout(() => require('child_process').execSync('sleep 60'), 50)`,
    });
    const program = startProgram(['main.cjs'], folder);
    await program.says('ready');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { threads: found } = await stackOf('main', folder);
    expect(found[0]?.state).toBe('unreachable');
    if (process.platform === 'linux') expect(found[0]?.reason).toMatch(/epoll.*: .*sleep 60$/);
    const group = readFileSync(
      `/proc/${program.child.pid}/task/${program.child.pid}/children`,
      'utf8',
    );
    for (const pid of group.trim().split(' ')) process.kill(Number(pid), 'SIGKILL');
    program.child.kill('SIGKILL');
  });

  it('works beside a debugger, and leaves nothing open at the end', async () => {
    const folder = project({
      'main.cjs': `const inspector = require('inspector'); inspector.open(0);
        const session = new inspector.Session(); session.connect(); session.post('Debugger.enable');
        console.log('ready'); setTimeout(() => { session.disconnect(); inspector.close(); process.exit(5) }, 2500);
        function spin(ms) { const end = Date.now() + ms; while (Date.now() < end); } spin(2000);`,
    });
    const program = startProgram(['main.cjs'], folder);
    await program.says('ready');
    const { threads: found } = await stackOf('main', folder);
    expect(names(found[0])).toEqual(['spin', '']);
    const { code, stderr } = await program.ended;
    expect(code).toBe(5);
    expect(stderr).not.toContain('Waiting for the debugger');
  });
});

describe('the socket', () => {
  async function rpc(folder: string, ...lines: string[]): Promise<unknown[]> {
    const [{ socket: path = '' } = {}] = await sessions(folder);
    // The session is announced before its socket is there; clients wait for it.
    await expect.poll(() => existsSync(path), { timeout: 30_000 }).toBe(true);
    return new Promise((resolve, reject) => {
      const socket = connect(path).setEncoding('utf8');
      let text = '';
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        text += String(chunk);
        const answers = text.split('\n').slice(0, -1);
        if (answers.length < lines.length) return;
        socket.destroy();
        resolve(answers.map((answer) => JSON.parse(answer) as unknown));
      });
      socket.write(lines.map((line) => `${line}\n`).join(''));
    });
  }

  it('speaks JSON-RPC 2.0', async () => {
    const folder = project({ 'main.mjs': `import './lib.mjs';\n${idle}`, 'lib.mjs': 'export {}' });
    write(folder, 'odd.cjs', `with ({}) {}`);
    const program = startProgram(['main.mjs'], folder);
    await program.says('ready');
    const [info] = await rpc(folder, '{"jsonrpc":"2.0","id":7,"method":"info"}');
    expect(info).toMatchObject({
      jsonrpc: '2.0',
      id: 7,
      result: { name: 'main', version: 1, threads: 1, modules: 2, notInstrumented: [] },
    });
    expect(await rpc(folder, 'no json')).toMatchObject([{ id: null, error: { code: -32700 } }]);
    expect(await rpc(folder, '{"id":1}')).toMatchObject([{ id: 1, error: { code: -32600 } }]);
    const unknown = '{"jsonrpc":"2.0","id":1,"method":"nothing"}';
    expect(await rpc(folder, unknown)).toMatchObject([{ id: 1, error: { code: -32601 } }]);
  });

  it('refuses a second update while one is under way', async () => {
    const folder = project({ 'main.mjs': idle });
    const program = startProgram(['main.mjs'], folder);
    await program.says('ready');
    const apply = (id: number): string => JSON.stringify({ jsonrpc: '2.0', id, method: 'apply' });
    const answers = (await rpc(folder, apply(1), apply(2))) as {
      id: number;
      result?: ApplyResult;
      error?: { data: { diagnostics: { code: string }[] } };
    }[];
    const [first, second] = answers.sort((a, b) => a.id - b.id);
    expect(first?.result?.outcome).toBe('nothing-to-do');
    expect(second?.error?.data.diagnostics[0]?.code).toBe('RS1005');
  });
});
