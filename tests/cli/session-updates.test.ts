import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApplyResult } from '../../protocol/results.js';
import { command, project, restitch, startNode, startProgram, write } from './command.js';

const main = `import { text } from './text.mjs';
  let n = 0;
  setInterval(() => console.log(text(n++)), 50);`;
const text = (word: string): string => `export function text(n) { return '${word} ' + n }\n`;

async function apply(folder: string, ...args: string[]): Promise<ApplyResult & { code: number }> {
  const { stdout, code } = await restitch(['apply', 'main', '--json', ...args], folder);
  return { ...(JSON.parse(stdout) as ApplyResult), code: code ?? -1 };
}

describe('apply and rollback', () => {
  it('take a program from version to version, and say so', async () => {
    const folder = project({ 'main.mjs': main, 'text.mjs': text('old') });
    const program = startProgram(['main.mjs'], folder);
    await program.says('old 0');
    expect(await apply(folder)).toMatchObject({ code: 0, outcome: 'nothing-to-do', version: 1 });

    write(folder, 'text.mjs', text('new'));
    const plan = await restitch(['plan', 'main'], folder);
    expect(plan).toMatchObject({ code: 0, stderr: '' });
    expect(plan.stdout).toContain('text');
    const applied = await apply(folder);
    expect(applied).toMatchObject({ code: 0, outcome: 'applied', version: 2, diagnostics: [] });
    expect(Object.keys(applied.threads[0] ?? {}).sort()).toEqual(
      ['activationsPending', 'framesDeferred', 'framesRebuilt', 'id', 'name'].sort(),
    );
    expect(applied.pauseMs).toBeLessThanOrEqual(applied.totalMs);
    await program.says('new ');

    write(folder, 'text.mjs', 'export function text(n) { return }}\n');
    const refused = await apply(folder);
    expect(refused).toMatchObject({ code: 2, outcome: 'refused', version: 2 });
    expect(refused.diagnostics[0]).toMatchObject({
      code: 'RS1101',
      severity: 'error',
      file: join(folder, 'text.mjs'),
      line: 1,
    });

    const back = await restitch(['rollback', 'main'], folder);
    expect(back.code).toBe(0);
    expect(back.stdout).toMatch(/^Applied: version 3 runs/);
    const { stdout } = await restitch(['stack', 'main', '--json'], folder);
    expect(stdout).toContain('"version": 3');
    program.child.kill('SIGKILL');
    const { stdout: printed, stderr } = await program.ended;
    expect(stderr).toBe('');
    const words = printed
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect([...new Set(words)]).toEqual(['old', 'new']);
    expect(words.at(-1)).toBe('old');
    const numbers = printed
      .trim()
      .split('\n')
      .map((line) => Number(line.split(' ')[1]));
    expect(numbers).toEqual(numbers.map((_, i) => i));
  });

  it('a program that ends during an apply ends as it would', async () => {
    const folder = project({
      'main.mjs': `import { text } from './text.mjs';
        console.log('ready'); const end = Date.now() + 1500; while (Date.now() < end) text(1);
        process.exit(7);`,
      'text.mjs': text('old'),
    });
    const program = startProgram(['main.mjs'], folder);
    await program.says('ready');
    write(folder, 'text.mjs', text('new'));
    const results = [];
    for (let i = 0; i < 12 && program.child.exitCode === null; i++) {
      results.push(await restitch(['apply', 'main'], folder));
      write(folder, 'text.mjs', text(`new${i}`));
    }
    const { code, stderr } = await program.ended;
    expect({ code, stderr }).toEqual({ code: 7, stderr: '' });
    for (const { code: applied } of results) expect([0, 2, 3]).toContain(applied);
  });
});

describe('stacks after an update', () => {
  it('show the new version’s lines, without what stands between old and new code', async () => {
    const lib = (version: string, above: string): string => `${above}
export function work() { try { deep(3) } catch (error) { return error.stack } }
function deep(n) { if (n === 0) throw new Error('${version}'); deep(n - 1) }
export async function waits() { try { await inner() } catch (error) { return error.stack } }
async function inner() { await null; throw new Error('async ${version}') }
`;
    const folder = project({
      'main.mjs': `import { waits, work } from './lib.mjs';
setInterval(tick, 20);
async function tick() {
  console.log(work());
  console.log(await waits());
}
`,
      'lib.mjs': lib('v1', ''),
    });
    const program = startProgram(['main.mjs'], folder);
    await program.says('async v1');
    write(folder, 'lib.mjs', lib('v2', '// a line\n// and another'));
    expect(await apply(folder)).toMatchObject({ code: 0, outcome: 'applied' });
    await program.says('async v2');
    await program.says('async v2');
    await new Promise((resolve) => setTimeout(resolve, 200));
    program.child.kill('SIGKILL');
    const { stdout } = await program.ended;
    const at = (name: string, place: string): string =>
      `    at ${name} (file://${folder}/${place})`;
    const blocks = stdout.split(/^(?=Error: )/m).map((block) => block.trimEnd().split('\n'));
    const sync = (version: string, line: number): string[] => [
      `Error: ${version}`,
      at('deep', `lib.mjs:${line + 1}:39`),
      ...[1, 2, 3].map(() => at('deep', `lib.mjs:${line + 1}:56`)),
      at('work', `lib.mjs:${line}:32`),
      at('Timeout.tick [as _onTimeout]', 'main.mjs:4:15'),
    ];
    const before = blocks.find(([title]) => title === 'Error: v1');
    const after = blocks.findLast(([title]) => title === 'Error: v2');
    expect(before?.slice(0, 7)).toEqual(sync('v1', 2));
    expect(after?.slice(0, 7)).toEqual(sync('v2', 3));
    expect(after?.slice(7)).toEqual(before?.slice(7));
    const asyncAfter = blocks.find(([title]) => title === 'Error: async v2');
    expect(asyncAfter?.filter((line) => !line.includes('(node:'))).toEqual([
      'Error: async v2',
      at('inner', 'lib.mjs:6:44'),
      at('async waits', 'lib.mjs:5:39'),
      at('async Timeout.tick [as _onTimeout]', 'main.mjs:5:15'),
    ]);
  });
});

describe('run --watch', () => {
  it('applies on save and tells on stderr', async () => {
    const folder = project({ 'main.mjs': main, 'text.mjs': text('old') });
    const program = startProgram(['--watch', 'main.mjs'], folder);
    await program.says('old 5');
    write(folder, 'text.mjs', 'export function text(n) { return }}\n');
    await program.says('old 25');
    write(folder, 'text.mjs', text('new'));
    await program.says('new ');
    program.child.kill('SIGTERM');
    const { signal, stderr } = await program.ended;
    expect(signal).toBe('SIGTERM');
    expect(stderr).toMatch(/^Refused: nothing was changed, version 1 goes on\.\n.*RS1101/);
    expect(stderr).toMatch(/^Applied: version 2 runs/m);
  });
});

describe('run --interactive', () => {
  it('applies on Enter; the program’s exit code is the command’s', async () => {
    const folder = project({
      'main.mjs': `${main}\nsetInterval(() => { if (text(0).startsWith('last')) process.exit(4) }, 50);`,
      'text.mjs': text('old'),
    });
    const program = startNode(
      [command, 'run', '--interactive', 'main.mjs'],
      folder,
      undefined,
      true,
    );
    await program.says('old 0');
    write(folder, 'text.mjs', text('new'));
    await program.errs('press Enter');
    program.child.stdin?.write('\n');
    await program.says('new ');
    await program.errs('Applied: version 2 runs');
    write(folder, 'text.mjs', text('last'));
    program.child.stdin?.write('\n');
    const { code, stderr } = await program.ended;
    expect(code).toBe(4);
    expect(stderr).toContain('[restitch] main runs.');
  });

  it('ends by the signal that ends the program', async () => {
    const folder = project({ 'main.cjs': `console.log('ready'); setInterval(() => 0, 1000)` });
    const program = startNode(
      [command, 'run', '--interactive', 'main.cjs'],
      folder,
      undefined,
      true,
    );
    await program.says('ready');
    await program.errs('press Enter');
    program.child.kill('SIGTERM');
    expect((await program.ended).signal).toBe('SIGTERM');
  });
});

describe('signals', () => {
  it('reach the program itself', async () => {
    const folder = project({
      'main.cjs': `process.on('SIGINT', () => { console.log('interrupted'); process.exitCode = 3; clearInterval(timer) });
        const timer = setInterval(() => 0, 1000); console.log('ready', process.pid)`,
    });
    const program = startProgram(['main.cjs'], folder);
    await program.says(`ready ${program.child.pid}`);
    program.child.kill('SIGINT');
    expect(await program.ended).toMatchObject({ code: 3, signal: null });
  });

  it('end it as they would', async () => {
    const folder = project({ 'main.cjs': `console.log('ready'); setInterval(() => 0, 1000)` });
    const program = startProgram(['main.cjs'], folder);
    await program.says('ready');
    program.child.kill('SIGTERM');
    expect(await program.ended).toMatchObject({ code: null, signal: 'SIGTERM', stderr: '' });
  });
});

describe('demo', () => {
  it('shows an update in mid-run', { timeout: 90_000 }, async () => {
    const { code, stdout, stderr } = await restitch(['demo'], project({}));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/Applied: version 2 runs/);
    expect(stdout).toMatch(/v1 fibonacci fibonacci\.ts:\d+ +│ {2}v2 fibonacci fibonacci\.ts:\d+/);
    const source = readFileSync(
      join(import.meta.dirname, '../../test-workspace/fibonacci/versions/v2/fibonacci.ts'),
      'utf8',
    );
    expect(source).toContain('finished');
    expect(stdout).toMatch(/up {4}fibonacci\(24\) = 46368 \(even, .*finished\)/);
    expect(stdout).toContain('The result is 46368.');
  });
});
