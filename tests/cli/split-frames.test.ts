import { describe, expect, it } from 'vitest';
import type { UpdatePlan } from '../../protocol/plan.js';
import type { ApplyResult, StackResult } from '../../protocol/results.js';
import { project, restitch, startProgram, write } from './command.js';
import {
  AWAITING,
  GENERATING,
  METHODS,
  NESTED,
  PLAIN,
  RECURSING,
  type Shape,
} from './split-programs.js';

const measured = (v: string, declaration: string, width: string): string => `
import { existsSync } from 'node:fs';
const wait = (n) => { while (n === 2 && !existsSync('go')); return n; };
const measure = (rows) => ({ width: rows.length, height: 7 });
function report(rows) {
  ${declaration} = measure(rows);
  console.log('${v} 2 20', rows.length);
  wait(2);
  return '${v} ' + ${width};
}
console.log('sum', report([1, 2, 3]));
`;

interface Running {
  folder: string;
  ended: ReturnType<typeof startProgram>['ended'];
}

async function start(text: string): Promise<Running> {
  const folder = project({ 'main.mjs': text });
  const running = startProgram(['main.mjs'], folder);
  await running.says('v1 2 20');
  return { folder, ended: running.ended };
}

async function command<T>({ folder }: Running, name: string, ...args: string[]): Promise<T> {
  const { stdout, stderr } = await restitch([name, 'main', '--json', ...args], folder);
  if (stdout === '') throw new Error(`no result: ${stderr}`);
  return JSON.parse(stdout) as T;
}

async function apply(running: Running, text: string): Promise<ApplyResult> {
  write(running.folder, 'main.mjs', text);
  return command<ApplyResult>(running, 'apply');
}

/** What the program has said in the end. */
async function output({ folder, ended }: Running): Promise<string[]> {
  write(folder, 'go', '');
  const { stdout, stderr } = await ended;
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

const shapes: [string, Shape][] = [
  ['in a loop', PLAIN],
  ['that shares a variable with a function inside', NESTED],
  ['of a private method', METHODS],
  ['of an async function', AWAITING],
  ['of a generator', GENERATING],
  ['deep in a recursion', RECURSING],
];

describe.each(shapes)('active code %s', (_, shape) => {
  it.each([
    ['taken out into a function', 'whole', 'split'],
    ['put into its caller', 'split', 'whole'],
  ] as const)('that was %s goes on where it is now', async (_title, before, after) => {
    const running = await start(shape[before]('v1'));
    const result = await apply(running, shape[after]('v2'));
    expect(result).toMatchObject({ outcome: 'applied' });
    expect(result.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(result.threads?.[0]).toMatchObject({ framesDeferred: 0, ...shape.counts[before] });
    expect(await output(running)).toEqual(shape.output('v1', 'v2'));
  });

  it.each([
    ['taken out', 'whole', 'split'],
    ['put in', 'split', 'whole'],
  ] as const)('that was %s is what it was after a rollback', async (_title, before, after) => {
    const running = await start(shape[before]('v1'));
    expect(await apply(running, shape[after]('v2'))).toMatchObject({ outcome: 'applied' });
    const back = await command<ApplyResult>(running, 'rollback');
    expect(back).toMatchObject({ outcome: 'applied' });
    expect(await output(running)).toEqual(shape.output('v1', 'v1'));
  });
});

const functions = ({ threads }: StackResult): string[] =>
  (threads[0]?.frames ?? []).map((frame) => frame.function);

describe('the frames of code that was taken out', () => {
  it('are on the stack and in the plan, and one frame again after a rollback', async () => {
    const running = await start(PLAIN.whole('v1'));
    write(running.folder, 'main.mjs', PLAIN.split('v2'));
    const { plan } = await command<{ plan: UpdatePlan }>(running, 'plan');
    const point = plan.modules[0]?.points.find(({ from }) => from.function === 'report');
    expect(point?.frames).toMatchObject([
      { function: 'report', at: 'call handle(row)' },
      { function: 'handle', at: 'call wait(row)' },
    ]);
    expect(point?.asks).toBe(false);
    await command(running, 'apply');
    const stack = await command<StackResult>(running, 'stack');
    expect(functions(stack)).toEqual(['wait', 'handle', 'report', '']);
    await command(running, 'rollback');
    expect(functions(await command(running, 'stack'))).toEqual(['wait', 'report', '']);
    await output(running);
  });

  it('become one in the plan when it is put back, and nothing is asked', async () => {
    const running = await start(PLAIN.split('v1'));
    write(running.folder, 'main.mjs', PLAIN.whole('v2'));
    const { plan } = await command<{ plan: UpdatePlan }>(running, 'plan');
    const { points = [], variables = [] } = plan.modules[0] ?? {};
    const joined = points.filter(({ joinsCaller }) => joinsCaller === true);
    expect(joined.map(({ from, to, asks }) => [from.function, to?.function, asks])).toEqual([
      ['handle', 'report', false],
      ['report', 'report', false],
    ]);
    expect(variables.filter(({ asks }) => asks)).toEqual([]);
    await output(running);
  });

  it('take a parameter from what the function is called with', async () => {
    const priced = (v: string, body: string, rest = ''): string => `
import { existsSync } from 'node:fs';
const wait = (n) => { while (n === 2 && !existsSync('go')); return n; };
function report(order) {
  let sum = 0;
  for (const row of order.rows) {
    ${body}
    console.log('${v} done', row);
  }
  return sum;
}
${rest}
console.log('sum', report({ rows: [1, 2, 3], price: 5 }));`;
    const body = (v: string, price: string): string =>
      `console.log('${v}', row, row * 10);\n    wait(row);\n    `.concat(price);
    const running = await start(priced('v1', body('v1', 'sum += row * order.price;')));
    const split = priced(
      'v2',
      'sum += costOf(row, order.price);',
      `function costOf(row, price) {\n${body('v2', 'return row * price;')}\n}`,
    );
    expect(await apply(running, split)).toMatchObject({ outcome: 'applied' });
    expect((await output(running)).at(-1)).toBe('sum 30');
  });
});

describe('an async function that was put into its caller', () => {
  const { whole, split } = AWAITING;

  it.each([
    [
      'is exported',
      split('v1').replace('async function handle', 'export async function handle'),
      'not all of its callers are known',
    ],
    [
      'has its promise kept',
      split('v1').replace(
        'sum += await handle(row)',
        'const kept = handle(row);\n    sum += await kept',
      ),
      'something else',
    ],
    [
      'is in its first step',
      split('v1').replace('await pause(row)', 'wait(row)'),
      'its caller has not got its promise yet',
    ],
  ])('is refused with the reason while it is active and %s', async (_, before, why) => {
    const running = await start(before);
    const after = before.includes('wait(row)')
      ? whole('v2').replace('await pause(row)', 'wait(row)')
      : whole('v2');
    const result = await apply(running, after);
    expect(result.outcome).toBe('refused');
    const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ code: 'RS1215' }]);
    expect(errors[0]?.message).toContain(why);
    expect((await output(running)).filter((line) => line.includes('v2'))).toEqual([]);
  });
});

describe('active code', () => {
  it('whose variable was split by destructuring takes the parts from it', async () => {
    const running = await start(measured('v1', 'const size', 'size.width * size.height'));
    const after = measured('v2', 'const { width, height }', 'width * height');
    expect(await apply(running, after)).toMatchObject({ outcome: 'applied' });
    expect(await output(running)).toEqual(['v1 2 20 3', 'sum v2 21']);
  });
});
