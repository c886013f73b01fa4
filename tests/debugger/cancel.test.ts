import type { DebugProtocol } from '@vscode/debugprotocol';
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

  it('that meets a thread which has just gone on is told so, not in V8’s words', async () => {
    const session = await TestSession.open({ 'main.js': program.replace('i < 3', 'i < 200') });
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [4]));
    const refused = new Set<string>();
    let [top] = await session.stop();
    // It takes some rounds until one comes at that moment.
    for (let round = 0; round < 12 || (refused.size === 0 && round < 180); round += 1) {
      const frameId = top?.id ?? 0;
      const { scopes } = await session.request<{ scopes: DebugProtocol.Scope[] }>('scopes', {
        frameId,
      });
      const asked: [string, object][] = [
        ...scopes.map(({ variablesReference }): [string, object] => [
          'variables',
          { variablesReference },
        ]),
        ['scopes', { frameId }],
        ['evaluate', { frameId, expression: 'secret', context: 'watch' }],
        ['completions', { frameId, text: 'secret.', column: 8 }],
      ];
      const going = session.step('continue');
      // Some are on their way already, some come when the thread runs.
      const answers = asked.map(async ([command, args], index) => {
        for (let i = 0; i < (index + round) % 18; i += 1) await new Promise(setImmediate);
        await session
          .request(command, args)
          .catch((error: unknown) => refused.add((error as Error).message));
      });
      [[top]] = await Promise.all([going, ...answers]);
    }
    expect(refused.size).toBeGreaterThan(0);
    for (const message of refused) expect(message).toMatch(/^RS1023: .* is no longer there/);
    await session.breakpoints('main.js', []);
    await session.end();
  });
});
