import { describe, expect, it } from 'vitest';
import { command, project, startNode, startProgram, write } from './command.js';
import { apply, codesOf, rollback } from './planning.js';

interface Kind {
  end: string;
  /** Starts a worker of a file. */
  start: (file: string) => string;
  threads: string;
  helper: string;
  exports: string;
}

const kinds: Record<string, Kind> = {
  'ES modules': {
    end: '.mjs',
    start: (file) =>
      `new Worker(new URL('./${file}.mjs', import.meta.url), { workerData: (count += 1) })`,
    threads: "import { parentPort, Worker, workerData } from 'node:worker_threads';\n",
    helper: "import { step } from './helper.mjs';\n",
    exports: 'export { step };\n',
  },
  CommonJS: {
    end: '.cjs',
    start: (file) => `new Worker(require.resolve('./${file}.cjs'), { workerData: (count += 1) })`,
    threads: "const { parentPort, Worker, workerData } = require('node:worker_threads');\n",
    helper: "const { step } = require('./helper.cjs');\n",
    exports: 'module.exports = { step };\n',
  },
  TypeScript: {
    end: '.mts',
    start: (file) =>
      `new Worker(new URL('./${file}.mts', import.meta.url), { workerData: (count += 1) })`,
    threads: "import { parentPort, Worker, workerData } from 'node:worker_threads';\n",
    helper: "import { step } from './helper.mts';\n",
    exports: 'export { step };\n',
  },
};

/** Prints what the workers tell, `more` times a new one after the first. */
const main = ({ threads, start }: Kind): string => `${threads}
let count = 0;
const listen = () => ${start('work')}.on('message', (text) => console.log(text));
listen();
listen();
process.stdin.on('data', listen);
`;

/** In a loop that never ends, and in an activation of a timer. */
const work = (version: string, { threads, helper }: Kind): string => `${threads}${helper}
let state = 0;
const tell = (text) => parentPort.postMessage('${version} ' + text);
function busy() {
  for (let n = 0, last = Date.now(); ; n++) {
    if (Date.now() - last < 10) continue;
    last = Date.now();
    state = step(state);
    tell('t' + workerData + ' ' + state);
  }
}
busy();
`;

const helper = (version: string, { exports }: Kind): string => `
let calls = 0;
function step(state) {
  calls += 1;
  if (calls !== state + 1) throw new Error('lost: ' + calls + ' of ' + state);
  return '${version}' && calls;
}
${exports}`;

describe.each(Object.entries(kinds))('%s that only workers load', (_, kind) => {
  const file = (name: string): string => `${name}${kind.end}`;

  it('are edited, updated and rolled back, also for workers that start later', async () => {
    const folder = project({
      [file('main')]: main(kind),
      [file('work')]: work('v1', kind),
      [file('helper')]: helper('h1', kind),
    });
    const program = startNode([command, 'run', file('main')], folder, undefined, true);
    const all = async (version: string, threads: number): Promise<void> => {
      for (let id = 1; id <= threads; id += 1) await program.says(`${version} t${id} `);
    };
    await all('v1', 2);
    write(folder, file('work'), work('v2', kind));
    const { result } = await apply(folder, 'main');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', diagnostics: [] });
    expect(result.threads.filter(({ framesRebuilt }) => framesRebuilt > 0)).toHaveLength(2);
    await all('v2', 2);
    expect((await apply(folder, 'main')).result.outcome).toBe('nothing-to-do');
    program.child.stdin?.write('more');
    await all('v2', 3);
    write(folder, file('helper'), helper('h2', kind));
    write(folder, file('work'), work('v3', kind).replace("tell('t'", "tell('third t'"));
    const second = (await apply(folder, 'main')).result;
    expect(second, JSON.stringify(second)).toMatchObject({ outcome: 'applied', version: 3 });
    await all('v3 third', 3);
    const back = (await rollback(folder, 'main')).result;
    expect(back, JSON.stringify(back)).toMatchObject({ outcome: 'applied' });
    write(folder, file('helper'), 'let calls = ;');
    const refused = (await apply(folder, 'main')).result;
    expect(refused.outcome).toBe('refused');
    expect(codesOf(refused)).toEqual([kind.end === '.mts' ? 'RS1102' : 'RS1101']);
    program.child.kill();
    expect((await program.ended).stderr).toBe('');
  });
});

/** One worker after the other, each of which says what its code and its helper's are, and ends. */
const inTurn = ({ threads, start }: Kind): string => `${threads}
let count = 0;
const next = () => ${start('work')}.on('message', (text) => console.log(text)).on('exit', () => setTimeout(next, 10));
next();
`;
const short = (version: string, { threads, helper }: Kind): string =>
  `${threads}${helper}parentPort.postMessage('${version} ' + step(0) + ' of ' + workerData);\n`;
const said = (version: string, { exports }: Kind): string =>
  `function step() {\n  return '${version}';\n}\n${exports}`;

describe.each(Object.entries(kinds))('%s whose workers have ended', (_, kind) => {
  const file = (name: string): string => `${name}${kind.end}`;

  it('are loaded by the next worker as they are after an update, and after its rollback', async () => {
    const folder = project({
      [file('main')]: inTurn(kind),
      [file('work')]: short('w1', kind),
      [file('helper')]: said('h1', kind),
    });
    const program = startProgram([file('main')], folder);
    await program.says('w1 h1 of 3');
    write(folder, file('work'), short('w2', kind));
    write(folder, file('helper'), said('h2', kind));
    const { result } = await apply(folder, 'main');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', version: 2 });
    await program.says('w2 h2 of ');
    write(folder, file('helper'), said('h3', kind));
    expect((await apply(folder, 'main')).result.outcome).toBe('applied');
    await program.says('w2 h3 of ');
    const back = (await rollback(folder, 'main')).result;
    expect(back, JSON.stringify(back)).toMatchObject({ outcome: 'applied' });
    program.child.kill();
    const { stdout, stderr } = await program.ended;
    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    // Never the parts of two versions in one worker.
    expect([...new Set(lines.map((line) => line.slice(0, 5)))]).toEqual([
      'w1 h1',
      'w2 h2',
      'w2 h3',
    ]);
  });
});
