import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CdpConnection } from '../../runtime-agent/adapter/cdp/connection.js';
import { AGENT_SYMBOL } from '../../program-model/emit/names.js';
import { TestSession } from './session.js';
import { writePart } from './survival/tally.js';

const UPDATES = Number(process.env['MANY_UPDATES'] ?? 31);
const doc = process.env['MANY_UPDATES_DOC'];

const adapter = join(import.meta.dirname, '../../dist/debug-adapter.js');

const program = (k: number): string => `globalThis.n = 0;
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

/** What the program still has of all its versions, when it runs without a breakpoint. */
async function debuggee(session: TestSession): Promise<{ heap: number; versions: number }> {
  const value = async (expression: string): Promise<number> => {
    const { result } = await session.request<{ result: string }>('evaluate', { expression });
    return Number(result);
  };
  await session.breakpoints('main.js', []);
  await session.goOn();
  // What was found weakly reachable is kept until the event loop goes round.
  for (let i = 0; i < 4; i += 1) {
    await value('gc()');
    const turns = await value('n');
    while ((await value('n')) === turns) await new Promise((settle) => setTimeout(settle, 10));
  }
  const heap = (await value('process.memoryUsage().heapUsed')) / 1e6;
  const versions = await value(
    `globalThis[Symbol.for(${JSON.stringify(AGENT_SYMBOL)})].loaded().length`,
  );
  await session.breakpoints('main.js', [4]);
  await session.stop();
  return { heap, versions };
}

interface Sample {
  updates: number;
  adapter: number;
  heap: number;
  versions: number;
}

describe('a debug session', () => {
  it('takes no more memory for more updates, of the adapter or of the program', async () => {
    const { port, heap } = await start();
    const session = await TestSession.open({ 'main.js': program(1) }, {}, port);
    await session.launch({ program: 'main.js', runtimeArgs: ['--expose-gc'] }, () =>
      session.breakpoints('main.js', [4]),
    );
    await session.stop();
    const samples: Sample[] = [];
    for (let k = 2; k <= UPDATES + 1; k += 1) {
      session.edit('main.js', program(k));
      const { outcome } = await session.request<{ outcome: string }>('restitch/apply', {});
      expect(outcome).toBe('applied');
      await session.stop();
      await session.step('continue');
      expect((await session.evaluate('step')).result).toBe(String(k));
      session.log.length = 0;
      const isDue = (k - 1) % Math.ceil(UPDATES / 10) === 0 || k === UPDATES + 1;
      if (isDue && k > 10) {
        samples.push({ updates: k - 1, adapter: await heap(), ...(await debuggee(session)) });
      }
    }
    const [early] = samples as [Sample];
    const last = samples.at(-1) as Sample;
    // With everything kept that is known of each version it is more than 10 MB.
    expect(last.adapter - early.adapter).toBeLessThan(6);
    // That of the beginning, the one that runs, and those that the last update has come by.
    for (const { versions } of samples) expect(versions).toBeLessThan(6);
    expect(last.heap - early.heap).toBeLessThan(2);
    if (doc !== undefined) writePart(doc, 'updates', table(samples));
  }, 3_000_000);
});

function table(samples: readonly Sample[]): string {
  const rows = samples.map(
    ({ updates, adapter, heap, versions }) =>
      `| ${updates} | ${adapter.toFixed(1)} MB | ${heap.toFixed(1)} MB | ${versions} |`,
  );
  return `| updates | heap of the adapter | heap of the program | versions that it has |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
