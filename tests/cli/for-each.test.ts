import { describe, expect, it } from 'vitest';
import type { ApplyResult } from '../../protocol/results.js';
import { project, restitch, startProgram, write } from './command.js';

/** A program whose loop stands still in the iteration of the item 2 until the test lets it go on. */
const program = (loop: string, { items = '[0, 1, 2, 3, 4, 5]', kind = '' } = {}): string => `
import { existsSync } from 'node:fs';
const pause = (x) => { while (x === 2 && !existsSync('go')); };
const items = ${items};
${kind} function go(xs) {
  ${loop}
  return 'end';
}
console.log('returned', await go(items));
`;

/** What the program printed that was updated from one loop to another in the iteration of 2. */
async function updated(
  from: string,
  to: string,
  options?: { items?: string; kind?: string },
): Promise<{ result: ApplyResult; lines: string[] }> {
  const folder = project({ 'main.mjs': program(from, options) });
  const running = startProgram(['main.mjs'], folder);
  await running.says('v1 2\n');
  write(folder, 'main.mjs', program(to, options));
  const { stdout: said } = await restitch(['apply', 'main', '--json'], folder);
  write(folder, 'go', '');
  const { stdout, stderr } = await running.ended;
  expect(stderr).toBe('');
  return { result: JSON.parse(said) as ApplyResult, lines: stdout.trim().split('\n') };
}

const forEach = (version: string, more = '', head = 'x'): string =>
  `xs.forEach((${head}) => {\n    console.log('${version}', x);\n    ${more}pause(x);\n  });`;
const forOf = (version: string, before = '', after = ''): string =>
  `for (const x of xs) {\n    ${before}console.log('${version}', x);\n    pause(x);\n${after}  }`;
const counting = (version: string, more = ''): string =>
  `for (let i = 0; i < xs.length; i++) {\n    const x = xs[i];\n    console.log('${version}', x);\n    ${more}pause(x);\n  }`;

const applied = { outcome: 'applied' };

describe('a forEach that becomes a loop', () => {
  it('ends at a break that is new behind the point', async () => {
    const { result, lines } = await updated(
      forEach('v1'),
      forOf('v2', '', '    if (x >= 3) break;\n'),
    );
    expect(result).toMatchObject(applied);
    expect(lines).toEqual(['v1 0', 'v1 1', 'v1 2', 'v2 3', 'returned end']);
  });

  it('returns from the function around it', async () => {
    const { result, lines } = await updated(
      forEach('v1'),
      forOf('v2', '', "    if (x >= 3) return 'early';\n"),
    );
    expect(result).toMatchObject(applied);
    expect(lines).toEqual(['v1 0', 'v1 1', 'v1 2', 'v2 3', 'returned early']);
  });

  it('waits in the function around it', async () => {
    const wait = '    await new Promise((done) => setTimeout(done, 5, x));\n';
    const { result, lines } = await updated(forEach('v1'), forOf('v2', '', wait), {
      kind: 'async',
    });
    expect(result).toMatchObject(applied);
    const rest = ['v2 3', 'v2 4', 'v2 5'];
    expect(lines).toEqual(['v1 0', 'v1 1', 'v1 2', ...rest, 'returned end']);
  });

  it('goes on at the next item that there is, and over holes behind it', async () => {
    const { result, lines } = await updated(forEach('v1'), forOf('v2'), {
      items: '[0, , 2, , 4, , 6]',
    });
    expect(result).toMatchObject(applied);
    const rest = ['v2 4', 'v2 undefined', 'v2 6'];
    expect(lines).toEqual(['v1 0', 'v1 2', ...rest, 'returned end']);
  });

  it('keeps the index that its callback had as a counter', async () => {
    const { result, lines } = await updated(
      forEach('v1', '', 'x, i'),
      counting('v2', "console.log('at', i);\n    "),
    );
    expect(result).toMatchObject(applied);
    const rest = [3, 4, 5].flatMap((x) => [`v2 ${x}`, `at ${x}`]);
    expect(lines).toEqual(['v1 0', 'v1 1', 'v1 2', ...rest, 'returned end']);
  });
});

describe('a loop that becomes a forEach', () => {
  it('leaves out the holes of a list that are still to come', async () => {
    const { result, lines } = await updated(forOf('v1'), forEach('v2'), { items: '[0, , 2, , 4]' });
    expect(result).toMatchObject(applied);
    expect(lines).toEqual(['v1 0', 'v1 undefined', 'v1 2', 'v2 4', 'returned end']);
  });

  it('calls the new callback with the item, its index and the list', async () => {
    const { result, lines } = await updated(
      counting('v1'),
      forEach('v2', "console.log('at', i, all === xs);\n    ", 'x, i, all'),
    );
    expect(result).toMatchObject(applied);
    const rest = [3, 4, 5].flatMap((x) => [`v2 ${x}`, `at ${x} true`]);
    expect(lines).toEqual(['v1 0', 'v1 1', 'v1 2', ...rest, 'returned end']);
  });

  it('goes on to items that were added before the update', async () => {
    const grow = "if (x === 1) xs.push('more');\n    ";
    const { result, lines } = await updated(forOf('v1', grow), forEach('v2', grow), {
      items: '[0, 1, 2, 3]',
    });
    expect(result).toMatchObject(applied);
    expect(lines).toEqual(['v1 0', 'v1 1', 'v1 2', 'v2 3', 'v2 more', 'returned end']);
  });
});
