import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestSession } from './session.js';

const program = `const { writeFileSync } = require('node:fs');
class Counter {
  #step = 1;
  next(n) {
    const label = 'step ' + n;
    return label + this.#step;
  }
}
const counter = new Counter();
process.on('SIGINT', () => console.log('a signal'));
console.log(counter.next(1));
console.log(counter.next(2));
setTimeout(() => {
  writeFileSync(__dirname + '/over', String(process.listenerCount('SIGINT')));
  process.exit();
}, 50);
`;

async function stopped(): Promise<TestSession> {
  const session = await TestSession.open({ 'main.js': program });
  await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [6]));
  await session.stop();
  return session;
}

/** Begins to evaluate what never ends; it is under way when this is done. */
async function endless(
  session: TestSession,
  word: string,
  inFrame = true,
): Promise<{ error: Promise<Error>; seq: number }> {
  const [top] = inFrame ? await session.frames() : [];
  const seq = session.nextSeq;
  // A stream would be left in the middle of a write when the evaluation is ended too soon, and write nothing more.
  const write = `process.getBuiltinModule('node:fs').writeSync(1, '${word}')`;
  const expression = `${write}; for (;;);`;
  const answer = session.request('evaluate', { expression, context: 'repl', frameId: top?.id });
  const error = answer.then(
    () => new Error('It has come to an end.'),
    (refused: unknown) => refused as Error,
  );
  while (!session.output.includes(word)) await session.event('output');
  return { error, seq };
}

/** The program has come to its own end. */
async function over(session: TestSession): Promise<string> {
  const file = join(session.folder, 'over');
  for (let i = 0; i < 600 && !existsSync(file); i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return readFileSync(file, 'utf8');
}

describe('an evaluation in the console of a stopped program', () => {
  it('goes on for as long as it takes', async () => {
    const session = await stopped();
    const lasts = 'const end = Date.now() + 17_000; while (Date.now() < end); label + n';
    expect((await session.evaluate(lasts)).result).toBe("'step 11'");
    expect((await session.evaluate('label = 5; arguments.length')).result).toMatch(/constant|1/);
    await session.breakpoints('main.js', []);
    await session.end();
    expect(session.output).not.toContain('a signal');
    expect(await over(session)).toBe('1');
  });

  it('ends when it is cancelled, and when the program is to go on, step or pause', async () => {
    const session = await stopped();
    const first = await endless(session, 'first');
    await session.request('cancel', { requestId: first.seq });
    expect((await first.error).message).toMatch(/cancelled/);
    expect((await session.evaluate('n + 1')).result).toBe('2');
    const second = await endless(session, 'second');
    await session.request('pause', { threadId: session.thread });
    expect((await second.error).message).toMatch(/RS1024/);
    expect((await session.evaluate('label')).result).toBe("'step 1'");
    const third = await endless(session, 'third');
    const [next] = await session.step('next');
    expect((await third.error).message).toMatch(/RS1024/);
    expect(next?.line).toBe(6);
    await session.goOn();
    await session.stop();
    await session.breakpoints('main.js', []);
    const fourth = await endless(session, 'fourth');
    await session.end();
    expect((await fourth.error).message).toMatch(/RS1024/);
    expect(session.output).not.toContain('a signal');
    expect(await over(session)).toBe('1');
  });

  it('is cancelled alone: another that waits for its turn is evaluated', async () => {
    const session = await stopped();
    const first = await endless(session, 'first');
    const lasts = 'const end = Date.now() + 500; while (Date.now() < end); n + 1';
    const second = session.evaluate(lasts);
    await session.request('cancel', { requestId: first.seq });
    expect((await first.error).message).toMatch(/cancelled/);
    expect((await second).result).toBe('2');
  });

  it('ends without a frame too, and what it declares there stays', async () => {
    const session = await stopped();
    const inConsole = async (expression: string): Promise<string> =>
      (await session.request<{ result: string }>('evaluate', { expression, context: 'repl' }))
        .result;
    await inConsole('const kept = 4; let label = 7');
    expect(await inConsole('kept + label')).toBe('11');
    expect(await inConsole('{ a: kept }')).toBe('{a: 4}');
    expect(await inConsole('await 1')).toMatch(/^Promise/);
    await expect(inConsole('kept = 5')).rejects.toThrow(/constant/);
    const { error, seq } = await endless(session, 'begun', false);
    await session.request('cancel', { requestId: seq });
    expect((await error).message).toMatch(/cancelled/);
    expect((await session.evaluate('label + kept')).result).toBe("'step 14'");
    await session.breakpoints('main.js', []);
    await session.end();
    expect(await inConsole('1').catch(() => 'gone')).toBe('gone');
    expect(await over(session)).toBe('1');
  });

  it('that nobody has asked a frame for ends by itself in a watch', async () => {
    const session = await stopped();
    const watch = { expression: 'for (;;);', context: 'watch' };
    await expect(session.request('evaluate', watch)).rejects.toThrow(/terminated/);
    expect((await session.evaluate('label')).result).toBe("'step 1'");
  });

  it('ends with the debugger: the program goes on', async () => {
    const gone = await stopped();
    await endless(gone, 'begun');
    gone.killAdapter();
    expect(await over(gone)).toBe('1');
    const session = await stopped();
    await endless(session, 'begun');
    await session.request('disconnect', { terminateDebuggee: false });
    expect(await over(session)).toBe('1');
  });

  it('ends with the program', async () => {
    const session = await stopped();
    await endless(session, 'begun');
    await session.request('terminate', {});
    await session.event('terminated');
  });
});
