import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApplyResult } from '../../protocol/results.js';
import { project, restitch, startProgram, write } from './command.js';

/** Enough functions for a text whose model is made without most of their trees. */
const FUNCTIONS = 1300;

/** A factory that holds all functions, of which each writes a variable of it, and a loop that calls through three of them. */
const module = (version: string): string => `
import { existsSync } from 'node:fs';
const library = ((count) => {
${Array.from(
  { length: FUNCTIONS },
  (_, n) => `  function step${n}(value) {
    // What it adds is counted, so that ${n} functions share a variable.
    count += 1;
    return { ...value, last: ${n}, count };
  }
`,
).join('')}
  function middle(value) {
    const before = step${FUNCTIONS - 1}(value);
    const found = inner(before);
    console.log('${version} middle', before.last, found);
    return found;
  }
  function inner({ count: seen }) {
    let turns = 0;
    while (!existsSync('go')) turns += 1;
    console.log('${version} inner', seen, turns > 0);
    return seen;
  }
  return { middle, step0, made: class { get kept() { return '${version} kept'; } } };
})(0);
const object = new library.made();
console.log('started');
for (let n = 0; n < 2; n += 1) library.middle({});
console.log(object.kept, library.step0({}).count);
`;

describe('a module of more than 200,000 characters', () => {
  it('is updated in the middle of its stack, by what its loader has left of it, and taken back', async () => {
    const text = module('v1');
    expect(text.length).toBeGreaterThan(200_000);
    const folder = project({ 'main.mjs': text });
    const running = startProgram(['main.mjs'], folder);
    await running.says('started');
    const left = readdirSync(join(folder, 'node_modules/.restitch/cache'), {
      recursive: true,
      encoding: 'utf8',
    });
    expect(left.filter((name) => /\.(charts|runs)$/.test(name))).toHaveLength(2);
    const update = async (args: string[]): Promise<ApplyResult> =>
      JSON.parse((await restitch([...args, 'main', '--json'], folder)).stdout) as ApplyResult;
    write(folder, 'main.mjs', module('v2'));
    const result = await update(['apply']);
    expect(result.diagnostics).toEqual([]);
    expect(result).toMatchObject({ outcome: 'applied', version: 2 });
    expect(result.threads[0]?.framesRebuilt).toBe(3);
    expect(await update(['rollback'])).toMatchObject({ outcome: 'applied', version: 3 });
    write(folder, 'main.mjs', module('v4'));
    expect(await update(['apply'])).toMatchObject({ outcome: 'applied', version: 4 });
    write(folder, 'go', '');
    const { stdout, stderr } = await running.ended;
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual([
      'started',
      'v4 inner 1 true',
      `v4 middle ${FUNCTIONS - 1} 1`,
      'v4 inner 2 false',
      `v4 middle ${FUNCTIONS - 1} 2`,
      'v4 kept 3',
    ]);
  });
});
