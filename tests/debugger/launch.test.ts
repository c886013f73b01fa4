import { spawn } from 'node:child_process';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectGolden } from './golden.js';
import { TestSession } from './session.js';

const echo = `const { argv, env, execArgv, cwd } = process;
const [first = ''] = argv.slice(2);
console.log(first, env.FROM_FILE, env.QUOTED, env.BOTH, env.GONE, execArgv.includes('--no-warnings'));
console.log(cwd() === __dirname);
`;

/** Runs what the adapter asks to be run in a terminal, as a terminal does: without pipes to the adapter. */
function terminal(session: () => TestSession) {
  return ({
    kind,
    args,
    env = {},
    cwd,
  }: DebugProtocol.RunInTerminalRequestArguments): { processId?: number } => {
    session().note(`runs in a terminal: ${kind ?? ''}`);
    const [command = '', ...rest] = args;
    const whole = { ...process.env };
    for (const [name, value] of Object.entries(env)) {
      if (value === null) delete whole[name];
      else whole[name] = value;
    }
    const child = spawn(command, rest, { cwd, env: whole, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout
      .setEncoding('utf8')
      .on('data', (text: string) => session().note(`$ ${text.trimEnd()}`));
    onTestFinished(() => void child.kill('SIGKILL'));
    return child.pid === undefined ? {} : { processId: child.pid };
  };
}

describe('launch', () => {
  it('takes arguments, the environment, a file with more of it, and options of Node', async () => {
    const session = await TestSession.open({
      'main.js': echo,
      'dev.env': `# comment\nFROM_FILE=file\nexport QUOTED="two words"\nBOTH=file # not this\n`,
    });
    await session.launch({
      ...{ program: 'main.js', args: ['one'], envFile: 'dev.env', runtimeArgs: ['--no-warnings'] },
      env: { BOTH: 'env', GONE: null },
    });
    await session.ended();
    await expectGolden(session, 'launch-environment');
  });

  it('stops on entry: at the first statement, also of a module', async () => {
    const session = await TestSession.open({
      'main.mjs': `import { x } from './lib.mjs';\n\nconst y = x + 1;\nconsole.log(y);\n`,
      'lib.mjs': `export const x = 1;\n`,
    });
    await session.launch({ program: 'main.mjs', stopOnEntry: true });
    await session.stop();
    await session.step('next');
    await session.end();
    await expectGolden(session, 'launch-entry');
  });

  it('tells how the program ended', async () => {
    const session = await TestSession.open({
      'main.js': `console.error('no');\nprocess.exit(3);\n`,
    });
    await session.launch({ program: 'main.js' });
    await session.ended();
    await expectGolden(session, 'launch-exit');
  });

  it('listens for the debugger while Node starts, of which the program and its children see nothing', async () => {
    const session = await TestSession.open({
      'main.js': `const { spawnSync } = require('node:child_process');
const child = spawnSync(process.execPath, ['-e', 'require("node:inspector").open(0); process._rawDebug("child")'], {
  env: { ...process.env, RESTITCH_SESSION: undefined },
});
const said = String(child.stderr).trim();
const given = [...process.execArgv, process.env.NODE_OPTIONS].filter((text) => text.includes('--inspect='));
console.log({ said, given });
`,
    });
    await session.launch({ program: 'main.js' });
    await session.ended();
    expect(session.output.trim()).toBe(`{ said: 'child', given: [] }`);
  });

  it('refuses what is not there', async () => {
    const session = await TestSession.open({ 'main.js': '' });
    await session.tries('launch', { program: session.path('gone.js'), cwd: session.folder });
    await session.tries('launch', {
      ...{ program: session.path('main.js'), cwd: session.folder },
      runtimeExecutable: session.path('no-node'),
    });
    await expectGolden(session, 'launch-refused');
  });

  it('restarts, with its breakpoints, and starts again by itself when asked to', async () => {
    const source = `const fs = require('node:fs');
const runs = fs.existsSync('runs') ? Number(fs.readFileSync('runs', 'utf8')) : 0;
fs.writeFileSync('runs', String(runs + 1));
console.log('run', runs);
process.exit(runs === 3 ? 1 : 0);
`;
    const session = await TestSession.open({ 'main.js': source });
    await session.launch({ program: 'main.js', restart: true }, () =>
      session.breakpoints('main.js', [4]),
    );
    await session.stop();
    await session.noteValue('runs');
    await session.request('restart', {});
    await session.stop();
    await session.noteValue('runs');
    await session.step('continue');
    await session.noteValue('runs');
    await session.step('continue');
    await session.noteValue('runs');
    await session.end();
    await expectGolden(session, 'launch-restart');
  });

  it.each(['integratedTerminal', 'externalTerminal'] as const)(
    'runs in a terminal of the client’s: %s',
    async (console) => {
      const session: TestSession = await TestSession.open(
        {
          'main.js': `function f(x) {\n  return x + 1;\n}\nconsole.log('f', f(1), process.env.GIVEN);\n`,
        },
        { runInTerminal: terminal(() => session) },
      );
      await session.launch({ program: 'main.js', console, env: { GIVEN: 'yes' } }, () =>
        session.breakpoints('main.js', [2]),
      );
      await session.stop();
      await session.noteLocals();
      await session.goOn();
      await session.event('terminated');
      session.note(session.output.trimEnd());
      await expectGolden(session, `launch-${console}`);
    },
  );

  it('says that the client has no terminal', async () => {
    const session = await TestSession.open({ 'main.js': '' });
    await session.tries('launch', {
      ...{ program: session.path('main.js'), console: 'integratedTerminal' },
    });
    await expectGolden(session, 'launch-no-terminal');
  });

  it('ends the program when it is asked to, or when the client goes', async () => {
    const source = `process.on('SIGTERM', () => {\n  console.log('asked to end');\n  process.exit(7);\n});\nsetInterval(() => {}, 1000);\nconsole.log('up', process.pid);\n`;
    const session = await TestSession.open({ 'main.js': source });
    await session.launch({ program: 'main.js' });
    while (!session.output.includes('up')) await session.event('output');
    const pid = Number(/up (\d+)/.exec(session.output)?.[1]);
    await session.request('terminate', {});
    await session.event('terminated');
    expect(() => process.kill(pid, 0)).toThrow();
    session.note(session.output.replace(String(pid), '<pid>').trimEnd());
    await expectGolden(session, 'launch-terminate');
  });
});
