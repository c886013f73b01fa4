import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, expect, it } from 'vitest';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

/** The line of a program that a marker stands in. */
const lineOf = (text: string, marker: string): number =>
  text.split('\n').findIndex((line) => line.includes(marker)) + 1;

type Targets = DebugProtocol.GotoTargetsResponse['body'];

/** Goes to the statement of a line, and writes down where the program is then, or why it cannot. */
async function goTo(session: TestSession, line: number): Promise<void> {
  const source = { path: session.path('main.js') };
  const body = await session.tries<Targets>('gotoTargets', { source, line });
  if (!body) return;
  const [target] = body.targets;
  session.note(`goto ${line}: ${target?.label ?? 'nothing'}`);
  if (!target) return;
  await session.request('goto', { threadId: session.thread, targetId: target.id });
  await session.stop();
  await session.noteLocals();
}

async function stoppedAt(text: string, marker = '// here'): Promise<TestSession> {
  const session = await TestSession.open({ 'main.js': text });
  await session.launch({ program: 'main.js' }, () =>
    session.breakpoints('main.js', [lineOf(text, marker)]),
  );
  await session.stop();
  await session.noteLocals();
  await session.breakpoints('main.js', []);
  return session;
}

const body = `let a = n + 1; // back
console.log('first', a);
let b = 0;
b = a * 2; // here
console.log('skipped', b);
console.log('last', a, b); // on
`;

const kinds: Record<string, string> = {
  function: `function run(n) {\n${body}return () => a + b;\n}\nconsole.log('result', run(3)());\n`,
  arrow: `const run = (n) => {\n${body}return a + b;\n};\nconsole.log('result', [3].map((n) => run(n)));\n`,
  method: `class Box {\n#n = 3;\nrun(n) {\n${body}return this.#n + b;\n}\n}\nconsole.log('result', new Box().run(3));\n`,
  getter: `class Box {\nget it() {\nconst n = 3;\n${body}return a + b;\n}\n}\nconsole.log('result', new Box().it);\n`,
  constructor: `class Base {}\nclass Box extends Base {\nconstructor(n) {\nsuper();\n${body}this.b = b;\n}\n}\nconsole.log('result', new Box(3).b);\n`,
  async: `async function run(n) {\nawait null;\n${body}await null;\nreturn a + b;\n}\nrun(3).then((r) => console.log('result', r));\n`,
  generator: `function* run(n) {\nyield 1;\n${body}yield 2;\nreturn a + b;\n}\nconsole.log('result', [...run(3)]);\n`,
  asyncGenerator: `async function* run(n) {\nyield 1;\n${body}yield 2;\nyield a + b;\n}\n(async () => {\nfor await (const r of run(3)) console.log('result', r);\n})();\n`,
  module: `let n = 3;\n${body}console.log('result', a + b);\n`,
};

describe('goto', () => {
  it.each(Object.entries(kinds))('goes on and back: %s', async (kind, text) => {
    const session = await stoppedAt(text);
    const depth = (await session.frames()).length;
    await goTo(session, lineOf(text, '// on'));
    expect((await session.frames()).length).toBe(depth);
    await goTo(session, lineOf(text, '// back'));
    await session.step('next');
    await session.noteValue('a + 1');
    await goTo(session, lineOf(text, '// here'));
    await session.step('next');
    await session.step('next');
    await goTo(session, lineOf(text, '// on') + 1);
    await goTo(session, lineOf(text, '// here'));
    await session.step('next');
    await session.end();
    await expectGolden(session, `goto-${kind}`);
  });

  it('says of each line whether the program can go there, and why not', async () => {
    const text = `function run(list) {
  let sum = 0;
  for (const item of list) {
    sum += item; // in the loop
    const twice = item * 2;
    sum += twice; // here
  }
  for (let i = 0; i < 2; i++) {
    sum += i;
  }
  while (sum < 0) {
    sum += 1;
    const own = sum;
    console.log(own);
  }
  try {
    sum += 2;
    throw new Error('thrown');
  } catch (error) {
    sum += error.message.length; // caught
  } finally {
    sum += 3;
  }
  switch (sum) {
    case 1:
      sum = 4;
      break;
    default: {
      const shared = sum;
      list.push(() => shared);
    }
  }
  const late = sum;
  let unused = 5;
  console.log('sum', sum); // sum
  return late;
}
console.log('result', run([1, 2]));
`;
    const session = await stoppedAt(text);
    const source = { path: session.path('main.js') };
    const look = async (): Promise<void> => {
      for (let line = 1; line <= text.split('\n').length; line += 1) {
        const body = await session.tries<Targets>('gotoTargets', { source, line });
        const labels = body?.targets.map(({ label }) => label).join(' | ');
        if (body) session.note(`${line}: ${labels === '' ? 'nothing' : labels}`);
      }
    };
    await look();
    session.note('in a catch block');
    await session.breakpoints('main.js', [lineOf(text, '// caught')]);
    await session.step('continue');
    await look();
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'goto-lines');
  });

  it('leaves loops and handlers, and begins them anew', async () => {
    const text = `function* items() {
  try {
    yield* [1, 2, 3];
  } finally {
    console.log('closed');
  }
}
function run() {
  let sum = 0;
  for (const item of items()) { // loop
    sum += item; // here
    console.log('item', item); // turn
  }
  try { 
    sum += 100; // tried
    JSON.parse('{');
  } catch {
    console.log('caught', sum); // caught
  } finally {
    console.log('finally');
  }
  return sum; // return
}
console.log('result', run());
`;
    const session = await stoppedAt(text);
    await goTo(session, lineOf(text, '// turn'));
    await session.step('next');
    await session.step('next');
    await goTo(session, lineOf(text, '// loop'));
    await session.step('next');
    await goTo(session, lineOf(text, '// tried'));
    await session.breakpoints('main.js', [lineOf(text, '// caught')]);
    await session.step('continue');
    await goTo(session, lineOf(text, '// return'));
    await goTo(session, lineOf(text, '// tried'));
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'goto-loops');
  });

  it('works in functions that an update has changed, has left alone, and changes afterwards', async () => {
    const text = `function changed(n) {
  let a = n; // changed
  a += 1;
  console.log('changed', a);
  return a; // end of changed
}
function same(n) {
  let b = n; // same
  b += 10; // here
  console.log('same', b);
  return b + changed(n); // end of same
}
console.log('result', same(1));
`;
    const session = await stoppedAt(text);
    session.edit('main.js', text.replace('a += 1', 'a += 2'));
    await session.request('restitch/apply', {});
    await session.stop();
    await goTo(session, lineOf(text, '// end of same'));
    await session.breakpoints('main.js', [lineOf(text, '// changed')]);
    await session.step('continue');
    await session.step('next');
    await goTo(session, lineOf(text, '// end of changed'));
    session.edit('main.js', text.replace('return a;', 'return a * 100;'));
    await session.request('restitch/apply', {});
    await session.stop();
    await session.noteLocals();
    await session.breakpoints('main.js', []);
    const history = await session.request<unknown[]>('restitch/history');
    session.note(`${history.length} versions`);
    await session.end();
    await expectGolden(session, 'goto-updates');
  });

  it('moves one thread of several', async () => {
    const text = `const { Worker, isMainThread } = require('node:worker_threads');
function work(name) {
  let a = 1; // back
  console.log(name, 'began', a);
  a += 1; // here
  console.log(name, 'ended', a);
}
if (isMainThread) new Worker(__filename).once('exit', () => console.log('over'));
else work('worker');
`;
    const session = await stoppedAt(text);
    await goTo(session, lineOf(text, '// back'));
    await session.end();
    await expectGolden(session, 'goto-worker');
  });

  it('refuses where the thread is not in front of a statement, and where it has gone on', async () => {
    const text = `function run() {
  let a = 1; // back
  a += 1;
  debugger;
  a += 2; // behind
  if (a > 0) {
    debugger;
  }
  return a;
}
console.log('result', run());
`;
    const session = await TestSession.open({ 'main.js': text });
    await session.launch({ program: 'main.js' });
    await session.stop();
    const source = { path: session.path('main.js') };
    const line = lineOf(text, '// back');
    const [target] = (await session.request<Targets>('gotoTargets', { source, line })).targets;
    await session.step('next');
    await session.tries('goto', { threadId: session.thread, targetId: target?.id });
    await session.tries('goto', { threadId: session.thread, targetId: 77 });
    await goTo(session, lineOf(text, '// behind'));
    await session.step('continue');
    await goTo(session, line);
    await session.step('stepOut');
    await goTo(session, line);
    await session.end();
    await expectGolden(session, 'goto-refused');
  });
});
