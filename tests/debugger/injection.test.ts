import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Protocol } from 'devtools-protocol';
import { expect, it, onTestFinished } from 'vitest';
import { CdpConnection, type AttachedWorker } from '../../runtime-agent/adapter/cdp/connection.js';
import { injection } from '../../runtime-agent/adapter/targets/injection.js';
import { openSession } from '../../runtime-agent/adapter/targets/open-session.js';
import { connectSession } from '../../runtime-agent/client/connection.js';
import { runningSessions } from '../../runtime-agent/client/sessions.js';
import { project, write } from '../cli/command.js';

const dist = join(import.meta.dirname, '../../dist');

const before = `let turns = 0;
function turn() {
  turns += 1;
  const text = 'old';
  if (text === 'old') setTimeout(turn, 10);
  else console.log('turned to', text);
}
turn();
`;

/** Starts the program under another debugger, and has that connect. */
async function inspected(): Promise<{
  folder: string;
  sessions: string;
  child: ChildProcess;
  cdp: CdpConnection;
  output: () => string;
}> {
  const folder = project({ 'main.js': before });
  const own = join(folder, 'node_modules/.restitch');
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const given = {
    ...inherited,
    RESTITCH_RUNTIME_DIR: join(own, 'run'),
    RESTITCH_CACHE_DIR: join(own, 'cache'),
  };
  const program = join(folder, 'main.js');
  const { env } = injection({ program, cwd: folder, env: given, ownFolder: dist });
  const child = spawn(process.execPath, ['--inspect-brk=0', program], {
    ...{ cwd: folder, env: { ...given, ...env } },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let errors = '';
  const url = await new Promise<string>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
      const [found] = /ws:\S+/.exec(errors) ?? [];
      if (found !== undefined) resolve(found);
    });
  });

  const cdp = await CdpConnection.open(url);
  return { folder, sessions: join(own, 'run'), child, cdp, output: () => output };
}

it('runs a program that another debugger has started, and updates it beside that', async () => {
  const { folder, sessions, child, cdp, output } = await inspected();
  const { main } = cdp;
  const stops: Protocol.Debugger.PausedEvent[] = [];
  const waiting: ((event: Protocol.Debugger.PausedEvent) => void)[] = [];
  main.on('Debugger.paused', (event) => {
    const next = waiting.shift();
    if (next) next(event);
    else stops.push(event);
  });
  const paused = async (): Promise<Protocol.Debugger.PausedEvent> =>
    stops.shift() ?? new Promise((resolve) => waiting.push(resolve));
  await main.send('Runtime.enable');
  await main.send('Debugger.enable', {});
  await main.send('Debugger.setBreakpointByUrl', { urlRegex: 'main\\.js$', lineNumber: 3 });
  await main.send('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true });
  main.on('NodeRuntime.waitingForDisconnect', () => cdp.close());
  await main.send('Runtime.runIfWaitingForDebugger');
  for (
    let stop = await paused();
    stop.callFrames[0]?.functionName !== 'turn';
    stop = await paused()
  )
    await main.send('Debugger.resume');
  const { result } = await main.send('Runtime.evaluate', { expression: '1 + 1' });
  expect(result.value).toBe(2);
  await main.send('Debugger.setBreakpointsActive', { active: false });
  await main.send('Debugger.resume');

  const [record] = await runningSessions(sessions);
  const session = record && (await openSession(record));
  write(folder, 'main.js', before.replace("const text = 'old'", "const text = 'new'"));
  const applied = await session?.call('apply', {});
  session?.close();
  expect(applied?.outcome).toBe('applied');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
  expect(output()).toBe('turned to new\n');
});

it('keeps a program in the list that another debugger holds as it starts, and says what to do', async () => {
  const { sessions, cdp } = await inspected();
  const { main } = cdp;
  const stopped = new Promise<void>((resolve) => {
    main.on('Debugger.paused', ({ callFrames: [top] }) => {
      if (top?.functionName === 'turn') resolve();
      else void main.send('Debugger.resume');
    });
  });
  const workers: AttachedWorker[] = [];
  await cdp.attachWorkers((worker) => void workers.push(worker));
  await main.send('Runtime.enable');
  await main.send('Debugger.enable', {});
  await main.send('Debugger.setBreakpointByUrl', { urlRegex: 'main\\.js$', lineNumber: 3 });
  await main.send('Runtime.runIfWaitingForDebugger');
  await stopped;
  const [record] = await runningSessions(sessions);
  if (!record) throw new Error('It is not in the list.');
  // It gives up after the time that a session may take to start.
  await expect(connectSession(record)).rejects.toThrow(/RS1025|has not begun to answer/);
  expect(await runningSessions(sessions)).toEqual([record]);
  for (const { session } of workers) await session.send('Runtime.runIfWaitingForDebugger');
  const session = await connectSession(record);
  expect((await session.call('plan', {})).outcome).toBe('nothing-to-do');
  session.close();
});
