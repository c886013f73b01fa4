import { describe, expect, it } from 'vitest';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

const program = `function area(w, h) {
  const size = w * h;
  return size;
}
let total = 0;
for (let i = 1; i <= 6; i++) {
  total += area(i, 2) + area(1, i);
}
console.log('total', total);
`;

describe('breakpoints', () => {
  it('stop at lines, also those behind them', async () => {
    const session = await TestSession.open({ 'main.js': program });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [2, 9]));
    await session.stop();
    await session.noteLocals();
    await session.breakpoints('main.js', [9]);
    await session.step('continue');
    await session.end();
    await expectGolden(session, 'breakpoints-lines');
  });

  it('stop where their column is, in the middle of a statement', async () => {
    const session = await TestSession.open({ 'main.js': program });
    const { breakpoints } = await (async () => {
      let found: { line: number; column?: number }[] = [];
      await session.launch({ program: 'main.js', stopOnEntry: true });
      await session.stop();
      const body = await session.request<{ breakpoints: typeof found }>('breakpointLocations', {
        source: { path: session.path('main.js') },
        line: 7,
      });
      found = body.breakpoints;
      return { breakpoints: found };
    })();
    session.note(breakpoints.map(({ line, column }) => `${line}:${column}`).join(' '));
    await session.breakpoints('main.js', [{ line: 7, column: 25 }]);
    await session.step('continue');
    await session.noteLocals();
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'breakpoints-columns');
  });

  it('stop when their condition holds, as often as they say, or write to the log', async () => {
    const session = await TestSession.open({ 'main.js': program });
    await session.launch({ program: 'main.js' }, () =>
      session.breakpoints('main.js', [
        { line: 2, condition: 'w === 3 && h === 2' },
        { line: 3, hitCondition: '% 5' },
        { line: 7, logMessage: 'i is {i}, {{braces}} and {total + 1}' },
      ]),
    );
    await session.stop();
    await session.noteLocals();
    await session.step('continue');
    await session.noteLocals();
    await session.breakpoints('main.js', [{ line: 7, logMessage: 'i is {i}' }]);
    await session.end();
    await expectGolden(session, 'breakpoints-conditions');
  });

  it('are set and removed before a program goes on, however many there are', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `  n += ${index};`);
    const session = await TestSession.open({
      'main.js': `function sum(n) {\n${lines.join('\n')}\n  return n;\n}\nsum(1);\nsum(2);\nconsole.log('end');\n`,
    });
    await session.launch({ program: 'main.js', stopOnEntry: true });
    await session.stop();
    // The last is reached first: its condition does not hold for the others.
    const wanted = lines.map((_, index) => ({
      line: index + 2,
      condition: index === 29 ? 'n > 1' : 'n < 0',
    }));
    const set = session.breakpoints('main.js', wanted);
    const [top] = await session.step('continue');
    await set;
    expect(top?.line).toBe(31);
    const removed = session.breakpoints('main.js', []);
    await session.end();
    await removed;
  });

  it('stop at functions by name', async () => {
    const session = await TestSession.open({
      'main.js': `class Shape {\n  area() {\n    return 4;\n  }\n}\nconst round = (x) => Math.round(x);\nconsole.log(round(new Shape().area()));\n`,
    });
    await session.launch({ program: 'main.js' }, () =>
      session.request('setFunctionBreakpoints', {
        breakpoints: [{ name: 'Shape.area' }, { name: 'round' }],
      }),
    );
    await session.stop();
    await session.step('continue');
    await session.noteLocals();
    await session.end();
    await expectGolden(session, 'breakpoints-functions');
  });

  it('stop at exceptions: all of them, or those that nobody catches', async () => {
    const source = `function fail(n) {
  throw new RangeError('no ' + n);
}
function guarded(n) {
  try {
    fail(n);
  } catch (error) {
    console.log('caught', error.message);
  }
}
async function later() {
  await null;
  fail(3);
}
guarded(1);
guarded(2);
later().catch((error) => console.log('rejected', error.message));
setTimeout(() => fail(4), 10);
process.on('uncaughtException', (error) => console.log('uncaught', error.message));
`;
    const session = await TestSession.open({ 'main.js': source });
    await session.launch({ program: 'main.js' }, () =>
      session.request('setExceptionBreakpoints', {
        filters: [],
        filterOptions: [{ filterId: 'all', condition: "error.message === 'no 2'" }],
      }),
    );
    const frames = await session.stop();
    expect(frames.length).toBeGreaterThan(0);
    const info = await session.request<object>('exceptionInfo', { threadId: session.thread });
    session.note(JSON.stringify({ ...info, details: undefined }));
    await session.request('setExceptionBreakpoints', { filters: ['uncaught'] });
    await session.step('continue');
    await session.step('continue');
    await session.end();
    await expectGolden(session, 'breakpoints-exceptions');
  });

  it('tell when a line has no code', async () => {
    const session = await TestSession.open({ 'main.js': program + '// the end\n' });
    await session.launch({ program: 'main.js', stopOnEntry: true });
    await session.stop();
    const found = await session.breakpoints('main.js', [10, 1, 7]);
    for (const { verified, line, message = '' } of found) {
      session.note(`${verified ? 'verified' : 'not verified'} ${line} ${message}`);
    }
    await session.breakpoints('main.js', []);
    await session.end();
    await expectGolden(session, 'breakpoints-unverified');
  });
});
