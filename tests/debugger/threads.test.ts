import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, it } from 'vitest';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

/** The names of the threads, in their order. */
async function threads(session: TestSession): Promise<DebugProtocol.Thread[]> {
  const { threads: found } =
    await session.request<DebugProtocol.ThreadsResponse['body']>('threads');
  return found;
}

const names = (found: readonly DebugProtocol.Thread[]): string =>
  found.map(({ name }) => name.replace(/\d{2,}/g, '<pid>')).join(', ');

const worker = `const { parentPort } = require('node:worker_threads');
let rounds = 0;
function work(n) {
  rounds += 1;
  return n * 2;
}
parentPort.on('message', (n) => parentPort.postMessage(work(n)));
`;

const main = `const { Worker } = require('node:worker_threads');
const worker = new Worker('./worker.js', { name: 'helper' });
let got = 0;
worker.on('message', (answer) => {
  got += answer;
  if (got < 20) worker.postMessage(got);
  else worker.terminate().then(() => console.log('got', got));
});
worker.postMessage(1);
`;

describe('threads', () => {
  it('are the workers: each stops, steps and is updated for itself', async () => {
    const session = await TestSession.open({ 'main.js': main, 'worker.js': worker });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('worker.js', [4]));
    await session.stop();
    session.note(names(await threads(session)));
    await session.noteLocals();
    await session.step('next');
    session.edit('worker.js', worker.replace('n * 2', 'n * 3'));
    const { outcome } = await session.request<{ outcome: string }>('restitch/apply', {});
    session.note(outcome);
    await session.stop();
    await session.noteValue('rounds');
    await session.step('stepOut');
    await session.breakpoints('worker.js', []);
    await session.end();
    await expectGolden(session, 'threads-workers');
  });

  it('run on while another one is stopped, also through an update', async () => {
    const beside = `const { Worker } = require('node:worker_threads');
const shared = new Int32Array(new SharedArrayBuffer(8));
new Worker('./counter.js', { workerData: shared });
function wait() {
  const before = Atomics.load(shared, 0);
  return before;
}
setInterval(wait, 20);
`;
    const counter = `const { workerData } = require('node:worker_threads');
function count() {
  Atomics.add(workerData, 0, 1);
}
setInterval(count, 1);
`;
    const session = await TestSession.open({ 'main.js': beside, 'counter.js': counter });
    await session.launch({ program: 'main.js' });
    while ((await threads(session)).length < 2) await session.event('thread');
    await session.breakpoints('main.js', [6]);
    await session.stop();
    const count = async (): Promise<number> => Number((await session.evaluate('shared[0]')).result);
    let first = 0;
    while (first < 10) first = await count();
    session.edit('counter.js', counter.replace('0, 1', '0, 1000000'));
    const { outcome } = await session.request<{ outcome: string }>('restitch/apply', {});
    session.note(outcome);
    const end = performance.now() + 20_000;
    let second = 0;
    while (second < first + 1_000_000 && performance.now() < end) {
      // While the stopped thread's frame is rebuilt, an evaluation may find none.
      second = await count().catch(() => second);
    }
    session.note(`the other thread ran on in the new code: ${second > first + 1_000_000}`);
    session.note(`stops since: ${session.pending('stopped').length}`);
    await expectGolden(session, 'threads-apart');
  });

  it('are child processes too', async () => {
    const session = await TestSession.open({
      'main.js': `const { fork } = require('node:child_process');
const child = fork('./child.js', ['x']);
child.on('message', (text) => console.log('child says', text));
child.on('exit', (code) => console.log('child ends', code));
`,
      'child.js': `function say(what) {
  const text = what + '!';
  return text;
}
process.send(say(process.argv[2]), () => process.disconnect());
`,
    });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('child.js', [3]));
    await session.stop();
    session.note(names(await threads(session)));
    await session.noteLocals();
    await session.end();
    await expectGolden(session, 'threads-children');
  });
});
