import { describe, expect, it } from 'vitest';
import type { ApplyResult } from '../../protocol/results.js';
import { project, restitch, startProgram, write } from './command.js';

async function apply(folder: string, ...args: string[]): Promise<ApplyResult> {
  const { stdout, stderr } = await restitch(['apply', 'main', ...args, '--json'], folder);
  if (stdout === '') throw new Error(`no result: ${stderr}`);
  return JSON.parse(stdout) as ApplyResult;
}

/** The same loop over `xs` in several spellings; BODY uses the item `x`. */
const LOOPS = {
  for: 'for (let i = 0; i < xs.length; i++) {\n    const x = xs[i];\n    BODY\n  }',
  'for of': 'for (const x of xs) {\n    BODY\n  }',
  while: 'let i = 0;\n  while (i < xs.length) {\n    const x = xs[i];\n    BODY\n    i++;\n  }',
  forEach: 'xs.forEach((x) => {\n    BODY\n  });',
} as const;
type Kind = keyof typeof LOOPS;

const COUNT = 9;
/** The loop stands still in its third iteration until the test lets it go on. */
const PAUSE = `import { existsSync } from 'node:fs';
const pause = (x) => { while (x >= 2 && !existsSync('go')); };`;
const program = (version: string, kind: Kind): string => `
${PAUSE}
const items = Array.from({ length: ${COUNT} }, (_, n) => n);
function go(xs) {
  ${LOOPS[kind].replaceAll('BODY', `console.log('${version}', x);\n    pause(x);`)}
  return xs.length;
}
console.log('returned', go(items));
`;

const KINDS = Object.keys(LOOPS) as Kind[];
const changes = KINDS.flatMap((from) =>
  KINDS.filter((to) => to !== from).map((to): [Kind, Kind] => [from, to]),
);

describe('a loop that changes its kind while it runs', () => {
  it.each(changes)('goes on from its iteration: %s → %s', async (from, to) => {
    const folder = project({ 'main.mjs': program('v1', from) });
    const running = startProgram(['main.mjs'], folder);
    await running.says('v1 2\n');
    write(folder, 'main.mjs', program('v2', to));
    expect(await apply(folder)).toMatchObject({ outcome: 'applied' });
    write(folder, 'go', '');
    const { stdout, stderr } = await running.ended;
    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    const seen = lines.slice(0, -1).map((line) => Number(line.split(' ')[1]));
    expect(seen).toEqual(seen.map((_, at) => at));
    expect(lines.at(-1)).toBe(`returned ${COUNT}`);
    expect(seen.length).toBe(COUNT);
    expect(lines.filter((line) => line.startsWith('v1')).length).toBe(3);
  });
});

describe('a loop that becomes a forEach and back', () => {
  it('is what it was after a rollback half-way', async () => {
    const folder = project({ 'main.mjs': program('v1', 'for of') });
    const running = startProgram(['main.mjs'], folder);
    await running.says('v1 2\n');
    write(folder, 'main.mjs', program('v2', 'forEach'));
    expect(await apply(folder)).toMatchObject({ outcome: 'applied' });
    const { stdout: back } = await restitch(['rollback', 'main', '--json'], folder);
    expect(JSON.parse(back)).toMatchObject({ outcome: 'applied' });
    write(folder, 'go', '');
    const { stdout } = await running.ended;
    const items = Array.from({ length: COUNT }, (_, at) => `v1 ${at}`);
    expect(stdout.trim().split('\n')).toEqual([...items, `returned ${COUNT}`]);
  });

  it.each([
    ['of a Set', 'new Set([0, 1, 2, 3])'],
    ['of a class of its own', 'Own.from([0, 1, 2, 3])'],
  ])('is refused for a forEach %s', async (_, list) => {
    const own = (text: string): string =>
      text.replace(/const items = .*/, `class Own extends Array {}\nconst items = ${list};`);
    const folder = project({ 'main.mjs': own(program('v1', 'forEach')) });
    const running = startProgram(['main.mjs'], folder);
    await running.says('v1 2\n');
    write(folder, 'main.mjs', own(program('v2', 'for of')));
    const refused = await apply(folder, '--yes');
    expect(refused).toMatchObject({ outcome: 'refused' });
    expect(refused.diagnostics.map(({ code }) => code)).toContain('RS1215');
    write(folder, 'go', '');
    const { stdout } = await running.ended;
    expect(stdout).not.toContain('v2');
  });
});
