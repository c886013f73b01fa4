import { describe, it } from 'vitest';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

/** Has an update applied, and writes down what came of it. */
async function apply(session: TestSession): Promise<void> {
  const { outcome, version, threads } = await session.request<{
    outcome: string;
    version: number;
    threads: { framesRebuilt: number }[];
  }>('restitch/apply', {});
  const rebuilt = threads.map(({ framesRebuilt }) => framesRebuilt).join(', ');
  session.note(`applied: ${outcome}, version ${version}, frames rebuilt: ${rebuilt}`);
}

/** Applies in a session whose thread is stopped: it is found stopped again. */
async function applyStopped(session: TestSession): Promise<void> {
  await apply(session);
  await session.stop();
  await session.noteLocals();
}

const kinds: Record<string, { before: string; line: number }> = {
  function: {
    before: `function run(n) {
  let a = n + 1;
  let b = a * 2;
  console.log('b', b);
  return a + b;
}
function outer(n) {
  const r = run(n);
  return r + 1;
}
console.log('result', outer(3));
`,
    line: 3,
  },
  async: {
    before: `async function run(n) {
  let a = n + 1;
  await null;
  let b = a * 2;
  console.log('b', b);
  return a + b;
}
run(3).then((r) => console.log('result', r));
`,
    line: 4,
  },
  generator: {
    before: `function* run(n) {
  let a = n + 1;
  yield a;
  let b = a * 2;
  console.log('b', b);
  yield b;
}
console.log('result', [...run(3)]);
`,
    line: 4,
  },
  method: {
    before: `class Box {
  #n = 3;
  run() {
    let a = this.#n + 1;
    let b = a * 2;
    console.log('b', b);
    return [a, b].map((x) => x + this.#n);
  }
}
console.log('result', new Box().run());
`,
    line: 5,
  },
  arrow: {
    before: `const offset = 5;
const run = (n) => {
  let a = n + 1;
  let b = a * 2;
  console.log('b', b);
  return a + b + offset;
};
console.log('result', [3].map((n) => run(n)));
`,
    line: 4,
  },
  module: {
    before: `let a = 3 + 1;
let b = a * 2;
console.log('b', b);
console.log('result', a + b);
`,
    line: 2,
  },
  loop: {
    before: `function run(list) {
  let total = 0;
  for (const item of list) {
    const twice = item * 2;
    total += twice;
  }
  console.log('b', total);
  return total;
}
console.log('result', run([1, 2, 3]));
`,
    line: 5,
  },
};

describe('an update of a program that is stopped', () => {
  it.each(Object.entries(kinds))('goes on in the new code: %s', async (kind, { before, line }) => {
    const session = await TestSession.open({ 'main.js': before });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [line]));
    await session.stop();
    await session.noteLocals();
    session.edit(
      'main.js',
      `// A new first line.\n${before.replaceAll("'b'", "'new b'").replace('* 2', '* 20')}`,
    );
    await applyStopped(session);
    await session.noteValue('a + 1');
    await session.step('next');
    await session.noteLocals();
    await session.step('next');
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, `update-stopped-${kind}`);
  });

  it('leaves it where it was when the update is refused or changes nothing', async () => {
    const { before, line } = kinds['function'] as { before: string; line: number };
    const session = await TestSession.open({ 'main.js': before });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [line]));
    await session.stop();
    session.edit('main.js', before.replace('let b =', 'let c = Math.random();\n  let b = c +'));
    await applyStopped(session);
    session.edit('main.js', before.replace('function run(n) {', 'function run(n) {{'));
    await apply(session);
    session.edit('main.js', before.replace('* 2', '* 3'));
    await applyStopped(session);
    session.edit('main.js', before.replace('* 2', '* 4'));
    await applyStopped(session);
    const rolled = await session.request<{ outcome: string }>('restitch/rollback');
    session.note(`rolled back: ${rolled.outcome}`);
    await session.stop();
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'update-refused');
  });

  it('works deep in a recursion, and in a frame further down', async () => {
    const before = `function down(n) {
  if (n === 0) {
    return bottom();
  }
  const r = down(n - 1);
  return r + 1;
}
function bottom() {
  const x = 1;
  return x;
}
console.log('result', down(60));
`;
    const session = await TestSession.open({ 'main.js': before });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [10]));
    await session.stop();
    session.edit('main.js', before.replace('r + 1', 'r + 2'));
    await applyStopped(session);
    session.note(`${(await session.frames()).length} frames`);
    await session.step('stepOut');
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'update-deep');
  });

  it('stops at each turn of the loop that it goes on in, the rest of the first one included', async () => {
    const before = `function count(limit) {
  let sum = 0;
  for (let i = 0; i < limit; i++) {
    sum += i;
    console.log('sum', sum);
  }
  return sum;
}
console.log('counted', count(3));
`;
    const session = await TestSession.open({ 'main.js': before });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [4, 5]));
    await session.stop();
    session.edit(
      'main.js',
      before.replace('  for (', "  const unit = 'm';\n  for (").replace('sum);\n', 'sum, unit);\n'),
    );
    await applyStopped(session);
    for (let turn = 0; turn < 5; turn++) {
      await session.step('continue');
      await session.noteValue('[i, sum]');
    }
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'update-loop');
  });

  it('follows a pause in a busy loop, and an exception', async () => {
    const before = `let go = true;
function spin() {
  let n = 0;
  while (go) {
    n += 1;
  }
  return n;
}
function fail() {
  try {
    spin();
    throw new Error('no');
  } catch (error) {
    console.log('caught', error.message);
  }
}
fail();
`;
    const session = await TestSession.open({ 'main.js': before });
    await session.launch({ program: 'main.js' });
    await session.event('thread');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await session.request('pause', { threadId: 1 });
    await session.event('stopped');
    session.edit(
      'main.js',
      before.replace('n += 1;', 'n += 1;\n    go = false;').replace("'no'", "'new'"),
    );
    await apply(session);
    await session.event('stopped');
    await session.request('setExceptionBreakpoints', { filters: ['all'] });
    await session.step('continue');
    await session.end();
    await expectGolden(session, 'update-paused');
  });

  it('moves breakpoints with their statements, and tells of those that are gone', async () => {
    const before = `function one(x) {
  const a = x + 1;
  return a;
}
function two(x) {
  const gone = x * 100;
  console.log('two', gone);
  return x;
}
let n = 0;
const timer = setInterval(() => {
  n += one(two(1));
  if (n > 20) clearInterval(timer);
}, 5);
`;
    const session = await TestSession.open({ 'main.js': before });
    await session.launch({ program: 'main.js' }, () =>
      session.breakpoints('main.js', [{ line: 2, condition: 'n > 6' }, 6, 12]),
    );
    await session.stop();
    session.pending('breakpoint');
    const after = `const added = 1;
function two(x) {
  console.log('second', x);
  return x;
}
function one(x) {
  // comment
  const a = x + 1;
  return a + added;
}
let n = 0;
const timer = setInterval(() => {
  if (n > 20) clearInterval(timer);
  n += one(two(1));
}, 5);
`;
    session.edit('main.js', after);
    await applyStopped(session);
    for (const { body } of session.pending('breakpoint')) {
      const {
        id,
        verified,
        line,
        message = '',
      } = (
        body as { breakpoint: { id: number; verified: boolean; line: number; message?: string } }
      ).breakpoint;
      session.note(
        `breakpoint ${id}: ${verified ? 'verified' : 'not verified'} ${line} ${message}`,
      );
    }
    await session.step('continue');
    await session.step('continue');
    await session.breakpoints('main.js', []);
    await session.end();
    session.log.splice(-1, 1, '| …');
    await expectGolden(session, 'update-breakpoints');
  });
});
