import { describe, expect, it } from 'vitest';
import { TestSession } from './session.js';

const program = `globalThis.secret = 'global';
function run(n) {
  const secret = n;
  return secret + 1;
}
let sum = 0;
for (let i = 0; i < 3; i += 1) sum += run(1);
console.log('sum', sum);
`;

describe('a request', () => {
  it('is cancelled: what it evaluates ends, and the program goes on from where it is stopped', async () => {
    const session = await TestSession.open({ 'main.js': program });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [4]));
    const [top] = await session.stop();
    const expression = "process.stdout.write('begun'); for (;;);";
    const seq = session.nextSeq;
    const args = { expression, context: 'watch', frameId: top?.id };
    const endless = session.request('evaluate', args);
    endless.catch(() => undefined);
    while (!session.output.includes('begun')) await session.event('output');
    await session.request('cancel', { requestId: seq });
    await expect(endless).rejects.toThrow(/cancelled/);
    // Its thread is there again when V8 has ended it.
    expect((await session.evaluate('secret + 1')).result).toBe('2');
    const [next] = await session.step('next');
    expect(next?.line).toBe(4);
    await session.breakpoints('main.js', []);
    await session.end();
    expect(session.output).toContain('sum 6');
  });

  it('about a frame that an update takes apart is never answered from somewhere else', async () => {
    const session = await TestSession.open({ 'main.js': program });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [4]));
    const [top] = await session.stop();
    session.edit('main.js', program.replace('secret + 1', 'secret + 2'));
    let isDone = false;
    const applied = session
      .request<{ outcome: string }>('restitch/apply', {})
      .finally(() => (isDone = true));
    const answers = new Set<string>();
    while (!isDone) {
      const args = { expression: 'secret', context: 'watch', frameId: top?.id };
      const answer = await session
        .request<{ result: string }>('evaluate', args)
        .then(({ result }) => result)
        .catch((error: unknown) => (error as Error).message);
      answers.add(answer);
    }
    expect((await applied).outcome).toBe('applied');
    for (const answer of answers) expect(answer).toMatch(/^1$|no longer there/);
    await session.stop();
    expect((await session.evaluate('secret')).result).toBe('1');
    await session.breakpoints('main.js', []);
    await session.end();
    expect(session.output).toContain('sum 9');
  });
});
