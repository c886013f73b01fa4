import { describe, expect, it } from 'vitest';
import type { ApplyResult } from '../../protocol/results.js';
import { project, restitch, startProgram, write } from './command.js';

/** The program stands still at `wait` in its second row until the test lets it go on. */
const program = (code: string): string => `import { existsSync } from 'node:fs';
const wait = (n) => { while (n === 2 && !existsSync('go')); return n; };
${code}
console.log('sum', report([1, 2, 3]));
`;

const whole = (v: string): string => `function report(rows) {
  let sum = 0;
  for (const row of rows) {
    const cost = row * 10;
    console.log('${v}', row, cost);
    wait(row);
    sum += cost;
    console.log('${v} done', row);
  }
  return sum;
}`;

const split = (v: string): string => `function report(rows) {
  let sum = 0;
  for (const row of rows) {
    sum += handle(row);
    console.log('${v} done', row);
  }
  return sum;
}
function handle(row) {
  const cost = row * 10;
  console.log('${v}', row, cost);
  wait(row);
  return cost;
}`;

const measured = (v: string, declaration: string, width: string): string => `
const measure = (rows) => ({ width: rows.length, height: 7 });
function report(rows) {
  ${declaration} = measure(rows);
  console.log('${v} 2 20', rows.length);
  wait(2);
  return '${v} ' + ${width};
}`;

async function update(
  before: string,
  after: string,
): Promise<{ result: ApplyResult; out: string[] }> {
  const folder = project({ 'main.mjs': program(before) });
  const running = startProgram(['main.mjs'], folder);
  await running.says('v1 2 20');
  write(folder, 'main.mjs', program(after));
  const { stdout, stderr } = await restitch(['apply', 'main', '--json'], folder);
  if (stdout === '') throw new Error(`no result: ${stderr}`);
  write(folder, 'go', '');
  const ended = await running.ended;
  expect(ended.stderr).toBe('');
  return { result: JSON.parse(stdout) as ApplyResult, out: ended.stdout.trim().split('\n') };
}

describe('active code', () => {
  it.each([
    ['was taken out into a function', whole('v1'), split('v2'), 'handle was taken out of report'],
    ['was put into its caller', split('v1'), whole('v2'), 'handle is part of report now'],
  ])('that %s is refused, as its frames would be more or fewer', async (_, before, after, why) => {
    const { result, out } = await update(before, after);
    expect(result.outcome).toBe('refused');
    const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ code: 'RS1215' }]);
    expect(errors[0]?.message).toContain(why);
    expect(out.filter((line) => line.includes('v2'))).toEqual([]);
    expect(out.at(-1)).toBe('sum 60');
  });

  it('whose variable was split by destructuring takes the parts from it', async () => {
    const { result, out } = await update(
      measured('v1', 'const size', 'size.width * size.height'),
      measured('v2', 'const { width, height }', 'width * height'),
    );
    expect(result.outcome).toBe('applied');
    expect(out).toEqual(['v1 2 20 3', 'sum v2 21']);
  });
});
