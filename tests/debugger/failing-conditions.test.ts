// Conditions and log points that fail say so; V8 takes what they throw for `false`, without a word.
import { describe, expect, it } from 'vitest';
import { TestSession } from './session.js';

const program = `function double(x) {
  const o = { a: { b: x } };
  return o.a.b * 2;
}
let sum = 0;
for (let i = 0; i < 3; i += 1) sum += double(i);
console.log('sum', sum);
`;

describe('a breakpoint', () => {
  it('whose condition throws does not stop, and is told of once', async () => {
    const session = await TestSession.open({ 'main.js': program });
    await session.launch({ program: 'main.js' }, () =>
      session.breakpoints('main.js', [
        { line: 2, condition: 'missing.x > 1 // of another module' },
        { line: 3, condition: 'x === 2 // the last' },
      ]),
    );
    const [top] = await session.stop();
    expect(top?.line).toBe(3);
    await session.end();
    const told = 'The condition of the breakpoint fails: ReferenceError: missing is not defined\n';
    expect(session.logged).toBe(told);
    expect(session.output).toBe('sum 6\n');
  });

  it('whose condition is no expression is refused with the reason, and set when it is mended', async () => {
    const session = await TestSession.open({ 'main.js': program });
    const set = (condition: string): ReturnType<TestSession['breakpoints']> =>
      session.breakpoints('main.js', [{ line: 3, condition }]);
    await session.launch({ program: 'main.js', stopOnEntry: true });
    await session.stop();
    for (const condition of [')(', 'x = ', 'x; y', 'if (x) y']) {
      const [told] = await set(condition);
      expect(told?.verified, condition).toBe(false);
      expect(told?.message).toMatch(/^The condition is no expression: /);
    }
    expect((await set('x === 1'))[0]?.verified).toBe(true);
    await session.step('continue');
    expect((await session.evaluate('x')).result).toBe('1');
    await session.end();
  });
});

it('a log point shows what its expressions throw, and takes braces and templates', async () => {
  const session = await TestSession.open({ 'main.js': program.replace('i < 3', 'i < 1') });
  const logMessage =
    '{{x}} {missing} {`t${`${x + 1}`}`} {JSON.stringify({ a: { b: x } })} 100% {o.a.b}}}';
  await session.launch({ program: 'main.js' }, () =>
    session.breakpoints('main.js', [{ line: 3, logMessage }]),
  );
  await session.ended();
  expect(session.logged).toBe(
    '{x} ReferenceError: missing is not defined t1 {"a":{"b":0}} 100% 0}\n',
  );
});
