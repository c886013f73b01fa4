import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

const before = `const { existsSync } = require('node:fs');
function slow(file) {
  let turns = 0;
  while (!existsSync(file)) {
    turns += 1;
  }
  return turns > 0;
}
function work(n) {
  const a = n + 1;
  const b = slow(__dirname + '/first'); // here
  const c = a * 2;
  return [b, c];
}
function outer() {
  const r = work(3);
  console.log('result', r);
}
outer();
`;

const after = `// Another line.
${before.replace('turns += 1;', 'turns += 2;').replace('const c = a * 2;', "console.log('new', a);\n  const c = a * 20;")}`;

/** Begins a step that does not end, and has the program updated meanwhile. */
async function updateInStep(
  session: TestSession,
  command: 'next' | 'stepOut' | 'stepIn',
  text: string,
): Promise<void> {
  await session.request(command, { threadId: session.thread });
  await new Promise((resolve) => setTimeout(resolve, 200));
  session.edit('main.js', text);
  const { outcome } = await session.request<{ outcome: string }>('restitch/apply', {});
  session.note(`${outcome} in the middle of ${command}`);
  writeFileSync(join(session.folder, 'first'), '');
  await session.stop();
}

describe('a step that is under way when the program is updated', () => {
  it('ends behind the call that it steps over', async () => {
    const session = await TestSession.open({ 'main.js': before });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [11]));
    await session.stop();
    await updateInStep(session, 'next', after);
    await session.step('next');
    await session.step('stepOut');
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'step-update-next');
  });

  it('ends in the caller that it steps out to', async () => {
    const session = await TestSession.open({ 'main.js': before });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [3]));
    await session.stop();
    await updateInStep(session, 'stepOut', after);
    await session.step('next');
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'step-update-out');
  });

  it('ends behind what it cannot step into', async () => {
    const text = before.replace(
      "const b = slow(__dirname + '/first');",
      'const b = Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6000);',
    );
    const session = await TestSession.open({ 'main.js': text });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [11]));
    await session.stop();
    await updateInStep(
      session,
      'stepIn',
      text.replace('n + 1', 'n + 5').replace('a * 2', 'a * 20'),
    );
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'step-update-in');
  });

  it('ends where it was to end when the update is refused', async () => {
    const session = await TestSession.open({ 'main.js': before });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [11]));
    await session.stop();
    const refused = before
      .replace('const b', 'const d = Math.random();\n  const b')
      .replace('c = a', 'c = d + a');
    await updateInStep(session, 'next', refused);
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'step-update-refused');
  });

  const waiting = (k: number, extra = ''): string => `const { existsSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
async function until(file) {
  while (!existsSync(file)) await sleep(5);
  return file.length > 0;
}
async function work(n) {
  const a = n + 1;
  const b = await until(__dirname + '/first'); // here
${extra}  const c = a * ${k};
  return [b, c];
}
async function other() {
  await until(__dirname + '/first');
  let seen = 0;
  for (let i = 0; i < 3; i += 1) {
    seen += i;
    await null;
  }
  return seen;
}
async function main() {
  const others = [other(), work(10), other()];
  console.log('result', await work(3), await Promise.all(others));
}
main();
`;

  it.each([
    ['over an await', 'await', waiting(20, '  globalThis.seen = a;\n')],
    [
      'over an await of a function that stays',
      'await-other',
      waiting(2).replace('seen = 0', 'seen = 100'),
    ],
  ])('ends behind it: %s', async (_, name, text) => {
    const session = await TestSession.open({ 'main.js': waiting(2) });
    await session.launch({ program: 'main.js' }, () =>
      session.breakpoints('main.js', [{ line: 9, condition: 'n === 3' }]),
    );
    await session.stop();
    await updateInStep(session, 'next', text);
    await session.noteValue('n');
    await session.step('next');
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, `step-update-${name}`);
  });
});
