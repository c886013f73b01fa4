import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CdpConnection } from '../../runtime-agent/adapter/cdp/connection.js';
import { TestSession } from './session.js';

const adapter = join(import.meta.dirname, '../../dist/debug-adapter.js');

const program = (k: number): string => `let n = 0;
function tick() {
  const step = ${k};
  n += step;
  return n;
}
function outer() {
  const before = n;
  const after = tick();
  return after - before;
}
setInterval(outer, 1);
`;

/** An adapter on a port, with a measure of its heap in megabytes. */
async function start(): Promise<{ port: number; heap: () => Promise<number> }> {
  const child = spawn(process.execPath, ['--inspect=0', adapter, '--server=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for await (const more of child.stderr) {
    text += String(more);
    if (/ws:\S+/.test(text) && /port \d+/.test(text)) break;
  }
  const { main } = await CdpConnection.open(/ws:\S+/.exec(text)?.[0] ?? '');
  const heap = async (): Promise<number> => {
    await main.send('HeapProfiler.enable');
    await main.send('HeapProfiler.collectGarbage');
    return (await main.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  return { port: Number(/port (\d+)/.exec(text)?.[1]), heap };
}

describe('an adapter', () => {
  it('takes no more memory for more updates', async () => {
    const { port, heap } = await start();
    const session = await TestSession.open({ 'main.js': program(1) }, {}, port);
    await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [4]));
    await session.stop();
    let early = 0;
    for (let k = 2; k <= 32; k += 1) {
      session.edit('main.js', program(k));
      const { outcome } = await session.request<{ outcome: string }>('restitch/apply', {});
      expect(outcome).toBe('applied');
      await session.stop();
      await session.step('continue');
      expect((await session.evaluate('step')).result).toBe(String(k));
      if (k === 12) early = await heap();
    }
    // With everything kept that is known of each version it is more than 10 MB.
    expect((await heap()) - early).toBeLessThan(6);
  });
});
