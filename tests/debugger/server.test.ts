import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { project } from '../cli/command.js';
import { TestSession } from './session.js';
import { adapter } from './wire.js';

const program = (name: string): string => `const { writeFileSync } = require('node:fs');
let n = 0;
function tick() {
  n += 1;
  return '${name} ' + n;
}
setInterval(() => {
  writeFileSync(__dirname + '/seen', tick());
}, 5);
`;

/** An adapter that listens for clients. */
async function serve(): Promise<{ port: number; env: Record<string, string> }> {
  const own = join(project({}), 'node_modules/.restitch');
  const env = { RESTITCH_RUNTIME_DIR: join(own, 'run'), RESTITCH_CACHE_DIR: join(own, 'cache') };
  const { NODE_OPTIONS: _, ...others } = process.env;
  const child = spawn(process.execPath, [adapter, '--server=0'], {
    ...{ stdio: ['ignore', 'ignore', 'pipe'], env: { ...others, ...env } },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for await (const more of child.stderr ?? []) {
    text += String(more);
    if (/port \d+/.test(text)) break;
  }
  return { port: Number(/port (\d+)/.exec(text)?.[1]), env };
}

async function ticking(
  name: string,
  { port, env }: { port: number; env: Record<string, string> },
): Promise<TestSession> {
  const session = await TestSession.open({ 'main.js': program(name) }, {}, port);
  const launched = { program: 'main.js', session: name, env };
  await session.launch(launched, () => session.breakpoints('main.js', [5]));
  await session.stop();
  return session;
}

/** What a program has written last. */
async function seen(session: TestSession, what: RegExp): Promise<void> {
  for (let i = 0; i < 300; i += 1) {
    const file = session.path('seen');
    if (existsSync(file) && what.test(readFileSync(file, 'utf8'))) return;
    await new Promise((settle) => setTimeout(settle, 50));
  }
  throw new Error(`${session.folder} does not go on`);
}

describe('an adapter on a port', () => {
  it('serves several clients at once, each with a program of its own', async () => {
    const server = await serve();
    const [one, two] = await Promise.all([ticking('one', server), ticking('two', server)]);
    const value = async (session: TestSession): Promise<string> =>
      (await session.evaluate("'of ' + n")).result;
    expect(await value(one)).toBe("'of 1'");
    one.edit('main.js', program('one').replace('n += 1', 'n += 1000'));
    const applied = await one.request<{ outcome: string }>('restitch/apply', {});
    expect(applied.outcome).toBe('applied');
    await one.stop();
    expect(two.pending('restitch/applied')).toEqual([]);
    await two.goOn();
    await two.stop();
    expect(await value(two)).toBe("'of 2'");
    await one.goOn();
    await one.stop();
    expect(await value(one)).toBe("'of 1001'");
  });

  it('lets the program of a client go on that has vanished, and serves the others', async () => {
    const server = await serve();
    const one = await ticking('one', server);
    const two = await ticking('two', server);
    one.vanish();
    await seen(one, /^one (?!1$)/);
    await two.goOn();
    await two.stop();
    expect((await two.evaluate('n')).result).toBe('2');
    const three = await TestSession.open({}, {}, server.port);
    await three.attach({ session: 'one' }, () =>
      three.request('setBreakpoints', {
        source: { path: one.path('main.js') },
        breakpoints: [{ line: 5 }],
      }),
    );
    await three.stop();
    expect((await three.evaluate("'of ' + n")).result).toMatch(/of \d/);
  });
});
