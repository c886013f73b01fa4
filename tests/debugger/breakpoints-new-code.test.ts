// Breakpoints in code that an update brings.
import { afterEach, describe, expect, it } from 'vitest';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { TestSession } from './session.js';

const main = `const lib = require('./lib.js');
setInterval(() => {
  if (!globalThis.go) return;
  globalThis.go = false;
  lib.run();
  debugger;
}, 1);
console.log('ready');
`;

let session: TestSession | undefined;

afterEach(async () => {
  await session?.close();
});

async function start(lib: string): Promise<TestSession> {
  session = await TestSession.open({ 'main.js': main, 'lib.js': lib, 'package.json': '{}' });
  await session.launch({ program: 'main.js' });
  while (!session.output.includes('ready')) await session.event('output');
  return session;
}

async function update(at: TestSession, text: string): Promise<void> {
  at.edit('lib.js', text);
  const { outcome } = await at.request<{ outcome: string }>('restitch/apply', { yes: true });
  expect(outcome).toBe('applied');
}

/** Has the library run; where it stops until its end, `function line:column`. */
async function run(at: TestSession): Promise<string[]> {
  await at.request('evaluate', { expression: 'globalThis.go = true' });
  const stops: string[] = [];
  for (;;) {
    const [top] = await at.stop();
    if (top?.source?.name === 'main.js') break;
    stops.push(`${top?.name} ${top?.line}:${top?.column}`);
    await at.request('continue', { threadId: at.thread });
  }
  await at.request('continue', { threadId: at.thread });
  return stops;
}

describe('breakpoints in code that an update brings', () => {
  it('stop in a function that their statements were moved into', async () => {
    const at = await start(`function mark(state, all) {
  if (state.n > 0) {
    if (all) {
      state.tag = 'all';
    } else {
      state.tag = 'some';
    }
    state.n -= 1;
  }
}
exports.run = () => mark({ n: 1 }, true);
`);
    await at.breakpoints('lib.js', [3, 4, 8]);
    await update(
      at,
      `function tag(state, all) {
  if (all) {
    state.tag = 'all';
  } else {
    state.tag = 'some';
  }
}
function mark(state, all) {
  if (state.n > 0) {
    tag(state, all);
    state.n -= 1;
  }
}
exports.run = () => mark({ n: 1 }, true);
`,
    );
    expect(await run(at)).toEqual(['tag 2:3', 'tag 3:5', 'mark 11:5']);
  });

  it('stop in a method that their function has become', async () => {
    const at = await start(`function count(text) {
  const found = text.match(/x/g);
  if (!found) return 1;
  return found.length;
}
class Counter {}
exports.run = () => count('y');
`);
    await at.breakpoints('lib.js', [2, 3]);
    await update(
      at,
      `class Counter {
  count(text) {
    const found = text.match(/x/g);
    if (!found) return 1;
    return found.length;
  }
}
exports.run = () => new Counter().count('y');
`,
    );
    expect(await run(at)).toEqual(['count 3:5', 'count 4:5']);
  });

  it('stop in front of a statement of a derived constructor that was changed', async () => {
    const lib = (type: string): string => `class Base {}
class Rule extends Base {
  constructor() {
    super();
    this.type = '${type}';
    if (!this.nodes) {
      this.nodes = [];
    }
    const { nodes } = this;
    nodes.push(1);
  }
}
exports.run = () => new Rule();
`;
    const at = await start(lib('rule'));
    await at.breakpoints('lib.js', [5, 6, 7, 9]);
    await update(at, lib('other'));
    expect(await run(at)).toEqual(['Rule 5:5', 'Rule 6:5', 'Rule 7:7', 'Rule 9:5']);
  });

  it('keep their numbers when one was where another one is now', async () => {
    const lib = (line: string): string => `let sum = 0;
function add() {
${line}  sum += 1;
  return sum;
}
exports.run = add;
`;
    const at = await start(lib('  sum += 5;\n'));
    const set = async (lines: number[]): Promise<(number | undefined)[]> =>
      (
        await at.breakpoints(
          'lib.js',
          lines.map((line) => ({ line, column: 3 })),
        )
      ).map(({ id }) => id);
    const [, second, third] = await set([3, 4, 5]);
    await update(at, `// One.\n${lib('  sum += 5;\n')}`);
    await update(at, `// One.\n${lib('')}`);
    expect(await set([4, 5])).toEqual([second, third]);
  });
});

it('a breakpoint on a function keeps its condition on what that has captured', async () => {
  const lib = (by: number): string => `function counter() {
  let count = 0;
  return function add() {
    count += ${by};
    return count;
  };
}
const add = counter();
exports.run = () => [add(), add(), add()];
`;
  const at = await start(lib(1));
  const breakpoints = [
    { name: 'add', condition: 'count === 11' },
    { name: 'add', condition: '?' },
  ];
  const told = await at.request<{ breakpoints: DebugProtocol.Breakpoint[] }>(
    'setFunctionBreakpoints',
    { breakpoints },
  );
  expect(told.breakpoints.map(({ verified }) => verified)).toEqual([true, false]);
  expect(told.breakpoints[1]?.message).toMatch(/^The condition is no expression/);
  expect(await run(at)).toEqual([]);
  await update(at, lib(4));
  expect(await run(at)).toEqual(['add 4:5']);
});

describe('what an update adds to a module’s top', () => {
  it('has its log points before it runs, and no other breakpoints', async () => {
    const at = await start(`exports.run = () => 1;\n`);
    const added = `const fresh = [1, 2].map((x) => x + 1);\nglobalThis.more = fresh.length;\nexports.run = () => fresh.map((x) => x - 1).length;\n`;
    at.edit('lib.js', `exports.run = () => 1;\n${added}`);
    await at.breakpoints('lib.js', [{ line: 3, logMessage: 'length {fresh.length}' }]);
    const { outcome } = await at.request<{ outcome: string }>('restitch/apply', { yes: true });
    expect(outcome).toBe('applied');
    while (!at.logged.includes('length')) await at.event('output');
    expect(at.logged).toBe('length 2\n');
    expect(await run(at)).toEqual([]);
    expect(at.logged).toBe('length 2\n');
  });

  it('has breakpoints where they are, not in the check of another statement', async () => {
    const at = await start(`exports.run = () => 1;\n`);
    const added = `const fresh = (x) => x + 1;\nglobalThis.more = 2;\nexports.run = () => fresh(1);\n`;
    at.edit('lib.js', `exports.run = () => 1;\n${added}`);
    await at.breakpoints('lib.js', [3]);
    await at.request('restitch/apply', { yes: true });
    expect(await run(at)).toEqual([]);
  });
});
