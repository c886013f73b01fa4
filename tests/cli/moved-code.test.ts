import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApplyResult } from '../../protocol/results.js';
import { project, restitch, startProgram, write } from './command.js';
import { apply, plan } from './planning.js';

async function update(folder: string, command: 'apply' | 'rollback'): Promise<ApplyResult> {
  const { stdout, stderr } = await restitch([command, 'main', '--json'], folder);
  if (stdout === '') throw new Error(`no result: ${stderr}`);
  return JSON.parse(stdout) as ApplyResult;
}

const WAITS = {
  'an await': ['async ', 'await new Promise((resolve) => setTimeout(resolve, 5));'],
  'a busy loop': ['', 'pause();'],
};

/** A worker that counts for ever in its own variables and in the module's. */
const worker = (version: string, [async = '', wait = '']: string[]): string => `
${async}function worker(name) {
  let own = 0;
  for (;;) {
    count += 1;
    own += 1;
    seen.set(name, own);
    console.log('${version}', count, own, seen.get(name), seen.size);
    ${wait}
  }
}
`;
const STATE = `let count = 0;\nconst seen = new Map([['other', 1]]);\n`;
const PAUSE = `function pause() {
  const end = performance.now() + 5;
  while (performance.now() < end);
}\n`;

/** Whether the numbers went on from line to line. */
function expectSteady(stdout: string): void {
  const lines = stdout
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('v'));
  const numbers = lines.map((line) => line.split(' ').slice(1).map(Number));
  expect(numbers).toEqual(numbers.map((_, at) => [at + 1, at + 1, at + 1, 2]));
}

describe.each(Object.entries(WAITS))('a function that is active in %s', (_, wait) => {
  const v1 = (version: string): string => `${STATE}${PAUSE}${worker(version, wait)}worker('w');\n`;
  const link = (names: string): string => `import { ${names} } from './worker.mjs';\n`;

  it('goes on in a new file, with the state that moved with it, and comes back', async () => {
    const folder = project({ 'main.mjs': v1('v1') });
    const program = startProgram(['main.mjs'], folder);
    await program.says('v1 3 ');
    write(folder, 'main.mjs', `${link('worker')}worker('w');\n`);
    write(folder, 'worker.mjs', `export ${STATE}${PAUSE}export ${worker('v2', wait).trim()}\n`);
    const applied = await update(folder, 'apply');
    expect(applied, JSON.stringify(applied)).toMatchObject({ outcome: 'applied', version: 2 });
    await program.says('v2 ');
    const back = await update(folder, 'rollback');
    expect(back).toMatchObject({ outcome: 'applied', version: 3 });
    const again = await update(folder, 'apply');
    expect(again).toMatchObject({ outcome: 'applied', version: 4 });
    write(folder, 'worker.mjs', `export ${STATE}${PAUSE}export ${worker('v5', wait).trim()}\n`);
    expect(await update(folder, 'apply')).toMatchObject({ outcome: 'applied', version: 5 });
    await program.says('v5 ');
    program.child.kill();
    const { stdout, stderr } = await program.ended;
    expect(stderr).toBe('');
    expectSteady(stdout);
    const versions = stdout.split('\n').map((line) => line.split(' ')[0]);
    const switches = versions.filter(
      (version, at) => version !== versions[at - 1] && version !== '',
    );
    expect(switches.slice(0, 3)).toEqual(['v1', 'v2', 'v1']);
  });

  it('goes on in a file that is loaded already, which keeps its own state', async () => {
    const other = `export const used = [];\nexport function note(x) { used.push(x); }\n`;
    const folder = project({
      'main.mjs': `import { note } from './worker.mjs';\nnote(1);\n${v1('v1')}`,
      'worker.mjs': other,
    });
    const program = startProgram(['main.mjs'], folder);
    await program.says('v1 3 ');
    write(folder, 'main.mjs', `${link('note, worker')}note(1);\nworker('w');\n`);
    write(
      folder,
      'worker.mjs',
      `${other}${STATE}${PAUSE}export ${worker('v2', wait).trim().replace('own += 1;', 'own += 1; if (used.length !== 1) throw used;')}\n`,
    );
    expect(await update(folder, 'apply')).toMatchObject({ outcome: 'applied' });
    await program.says('v2 ');
    expect(await update(folder, 'rollback')).toMatchObject({ outcome: 'applied' });
    write(folder, 'main.mjs', `import { note } from './worker.mjs';\nnote(1);\n${v1('v4')}`);
    write(folder, 'worker.mjs', other);
    expect(await update(folder, 'apply')).toMatchObject({ outcome: 'applied' });
    await program.says('v4 ');
    program.child.kill();
    const { stdout, stderr } = await program.ended;
    expect(stderr).toBe('');
    expectSteady(stdout);
  });
});

describe('state that moved to another file', () => {
  it('is the same for those that stayed, though their text is the same', async () => {
    const stays = `function show(version) {\n  count += 0;\n  console.log(version, count);\n}\n`;
    const main = (head: string, version: string): string =>
      `${head}${stays.replace('  count += 0;\n', '')}setInterval(() => { step(); show('${version}'); }, 5);\n`;
    const step =
      'function step() {\n  const before = count;\n  count = before + 1;\n  return [before, count];\n}\n';
    const folder = project({ 'main.mjs': main(`let count = 0;\n${step}`, 'tick') });
    const program = startProgram(['main.mjs'], folder);
    await program.says('tick 3\n');
    write(folder, 'main.mjs', main("import { count, step } from './state.mjs';\n", 'tick'));
    write(folder, 'state.mjs', `export let count = 0;\nexport ${step}`);
    expect(await update(folder, 'apply')).toMatchObject({ outcome: 'applied' });
    await program.says('tick 40\n');
    program.child.kill();
    const { stdout } = await program.ended;
    const counts = stdout
      .trim()
      .split('\n')
      .map((line) => Number(line.split(' ')[1]));
    expect(counts).toEqual(counts.map((_, at) => at + 1));
  });

  it('is the same object where a constant holds it, also in CommonJS', async () => {
    const body =
      'function add(x) {\n  seen.list = [...(seen.list ?? []), x];\n  return seen.list.length;\n}\n';
    const ticks = "setInterval(() => console.log('n', add(1)), 5);\n";
    const folder = project({ 'main.cjs': `const seen = {};\n${body}${ticks}` });
    const program = startProgram(['main.cjs'], folder);
    await program.says('n 3\n');
    write(folder, 'main.cjs', `const { add } = require('./seen.cjs');\n${ticks}`);
    write(folder, 'seen.cjs', `const seen = {};\n${body}exports.add = add;\n`);
    expect(await update(folder, 'apply')).toMatchObject({ outcome: 'applied' });
    await program.says('n 40\n');
    program.child.kill();
    const { stdout } = await program.ended;
    const counts = stdout.trim().split('\n');
    expect(counts).toEqual(counts.map((_, at) => `n ${at + 1}`));
  });
});

it('a plan says where code, state and activations went; with it the update is the same', async () => {
  const wait = WAITS['an await'];
  const folder = project({ 'main.mjs': `${STATE}${PAUSE}${worker('v1', wait)}worker('w');\n` });
  const program = startProgram(['main.mjs'], folder);
  await program.says('v1 3 ');
  write(folder, 'main.mjs', `import { worker } from './worker.mjs';\nworker('w');\n`);
  write(folder, 'worker.mjs', `export ${STATE}${PAUSE}export ${worker('v2', wait).trim()}\n`);
  const { plan: found, diagnostics } = await plan(folder, 'main', '--out', 'plan.json');
  const other = join(folder, 'worker.mjs');
  const [module] = found?.modules ?? [];
  // What is inside goes along with what is around it.
  const outer = module?.functions.filter(({ old }) => old?.includes('/') === false);
  expect(outer).toMatchObject([
    { old: 'pause', change: 'moved', elsewhere: { file: other, function: 'pause' } },
    { old: 'worker', change: 'moved', elsewhere: { file: other, function: 'worker' } },
  ]);
  expect(module?.bindings.map(({ name, elsewhere }) => `${name} ${elsewhere?.file}`)).toEqual([
    `count ${other}`,
    `seen ${other}`,
  ]);
  expect(module?.points).toMatchObject([
    { from: { function: 'worker' }, to: { file: other, function: 'worker' }, asks: false },
  ]);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const text = await restitch(['plan', 'main'], folder);
  expect(text.stdout).toContain(`- worker → ${other}: moved`);
  const applied = await apply(folder, 'main', '--plan', 'plan.json');
  expect(applied.result, JSON.stringify(applied)).toMatchObject({ outcome: 'applied', version: 2 });
  await program.says('v2 ');
  program.child.kill();
  const { stdout } = await program.ended;
  expectSteady(stdout);
});
