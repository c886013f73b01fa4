import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, it } from 'vitest';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

describe('stepping', () => {
  it('goes into the one of several calls that is chosen', async () => {
    const source = `const inner = (x) => x + 1;
function outer(a, b) {
  return a + b;
}
class Box {
  get() {
    return 3;
  }
}
const value = outer(inner(1), new Box().get());
console.log(value);
`;
    const session = await TestSession.open({ 'main.js': source });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [10]));
    const [top] = await session.stop();
    const targets = async (): Promise<DebugProtocol.StepInTarget[]> => {
      const body = await session.request<DebugProtocol.StepInTargetsResponse['body']>(
        'stepInTargets',
        { frameId: top?.id },
      );
      return body.targets;
    };
    const found = await targets();
    session.note(found.map(({ label, line, column }) => `${label} ${line}:${column}`).join(', '));
    const get = found.find(({ label }) => label.endsWith('get'));
    await session.step('stepIn', { targetId: get?.id });
    await session.step('stepOut');
    await session.step('stepIn');
    await session.noteLocals();
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'stepping-targets');
  });

  it('passes over files that are to be skipped, and over what nobody here has written', async () => {
    const files = {
      'main.js': `const { through } = require('./helper.js');
const lib = require('lib');
function mine(x) {
  return x + 1;
}
const a = through(mine, 1);
const b = lib.call(mine, 2);
const c = [3].map(mine);
console.log(a, b, c);
`,
      'helper.js': `exports.through = (f, x) => {
  const y = f(x);
  return y;
};
`,
      'node_modules/lib/index.js': `exports.call = function call(f, x) {
  const y = f(x);
  return y;
};
`,
    };
    const run = async (name: string, more: object): Promise<void> => {
      const session = await TestSession.open(files);
      await session.launch({ program: 'main.js', ...more }, () =>
        session.breakpoints('main.js', [6]),
      );
      await session.stop();
      for (let i = 0; i < 9; i += 1) await session.step('stepIn');
      await session.end();
      await expectGolden(session, name);
    };
    await run('stepping-all', {});
    await run('stepping-skip', { skipFiles: ['helper.js', '<node_internals>/**'] });
    await run('stepping-mine', { justMyCode: true });
  });

  it('restarts a frame', async () => {
    const source = `let calls = 0;
function work(n) {
  calls += 1;
  const twice = n * 2;
  return deeper(twice);
}
function deeper(x) {
  const y = x + 1;
  return y;
}
console.log(work(4), calls);
`;
    const session = await TestSession.open({ 'main.js': source });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [9]));
    const frames = await session.stop();
    session.note(frames.map(({ name, canRestart }) => `${name}: ${String(canRestart)}`).join(', '));
    await session.breakpoints('main.js', []);
    await session.request('restartFrame', { frameId: frames[0]?.id });
    const again = await session.stop();
    await session.request('restartFrame', { frameId: again[1]?.id });
    await session.stop();
    await session.noteLocals();
    await session.step('next');
    await session.end();
    await expectGolden(session, 'stepping-restart-frame');
  });

  it('follows async functions over their awaits, and generators over their yields', async () => {
    const source = `async function wait(n) {
  await null;
  return n;
}
async function run() {
  const a = await wait(1);
  const b = await wait(2);
  return a + b;
}
function* numbers() {
  yield 1;
  yield 2;
}
run().then((sum) => {
  for (const n of numbers()) {
    sum += n;
  }
  console.log(sum);
});
`;
    const session = await TestSession.open({ 'main.js': source });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [6, 15]));
    await session.stop();
    for (let i = 0; i < 3; i += 1) await session.step('next');
    for (let i = 0; i < 6; i += 1) await session.step('stepIn');
    await session.end();
    await expectGolden(session, 'stepping-async');
  });

  it('is ended by a pause in a busy loop, and says so when there is nothing to step', async () => {
    const source = `let on = true;
function spin() {
  let n = 0;
  while (on) {
    n += 1;
  }
  return n > 0;
}
console.log('up');
console.log(spin());
`;
    const session = await TestSession.open({ 'main.js': source });
    await session.launch({ program: 'main.js' });
    while (!session.output.includes('up')) await session.event('output');
    await session.tries('next', { threadId: 1 });
    // What it has said comes here before it goes on.
    for (let name: string | undefined; name !== 'spin'; session.log.pop()) {
      if (name !== undefined) await session.goOn();
      name = (await session.step('pause'))[0]?.name ?? '';
    }
    await session.evaluate('on = false');
    await session.step('stepOut');
    await session.end();
    await expectGolden(session, 'stepping-pause');
  });
});
