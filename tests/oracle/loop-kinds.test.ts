import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoopCase, LoopResult } from './loop-kinds-child.js';
import { LOOPS, PROGRAMS, withLoop, type LoopKind, type LoopProgram } from './loop-programs.js';

/**
 * One in so many of the cases is tried: the rest differs from these in the update point alone. Fewer on the Nodes that the whole
 * suite does not run on.
 */
const EACH = process.versions.node.startsWith('20.') ? 7 : 17;

const KINDS = Object.keys(LOOPS) as LoopKind[];
const folder = mkdtempSync(join(tmpdir(), 'restitch-loops-'));
const child = join(folder, 'child.cjs');

beforeAll(() => {
  buildSync({
    entryPoints: [join(import.meta.dirname, 'loop-kinds-child.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: child,
    logLevel: 'error',
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function runAll(name: string, cases: readonly LoopCase[]): Promise<LoopResult[]> {
  const [input, output] = [join(folder, `${name}.json`), join(folder, `${name}.out.json`)];
  writeFileSync(input, JSON.stringify(cases));
  await promisify(execFile)(process.execPath, ['--stack-size=2000', child, input, output]);
  return JSON.parse(readFileSync(output, 'utf8')) as LoopResult[];
}

const pairsOf = ({ without = [] }: LoopProgram): [LoopKind, LoopKind][] => {
  const kinds = KINDS.filter((kind) => !without.includes(kind));
  return kinds.flatMap((from) =>
    kinds.filter((to) => to !== from).map((to): [LoopKind, LoopKind] => [from, to]),
  );
};

describe.each(PROGRAMS.map((program, at) => ({ ...program, at })))('a loop $title', (program) => {
  it('does not show that it has become another kind, at any update point', async () => {
    const pairs = pairsOf(program);
    const once = pairs.map(([from]) => ({ versions: [withLoop(program, from)], at: 0, every: 0 }));
    const plain = await runAll(`plain-${program.at}`, once);
    const cases = pairs.flatMap(([from, to], pair) => {
      const versions = [withLoop(program, from), withLoop(program, to)];
      const points = plain[pair]?.points ?? 0;
      const all = Array.from({ length: points }, (_, at) => at + 1);
      const some = all.filter((at) => (at + pair) % EACH === 0);
      return some.map((at) => ({ versions, at, every: 0, pair }));
    });
    const results = await runAll(`once-${program.at}`, cases);
    const wrong = results.flatMap((result, at) => {
      const { pair = 0, at: point } = cases[at] ?? {};
      const name = `${pairs[pair]?.join(' → ')} at ${point}`;
      if (result.refusals.length > 0) return [`${name}: ${result.refusals.join('; ')}`];
      const want = plain[pair]?.lines.join('\n');
      return result.lines.join('\n') === want ? [] : [`${name}: ${result.lines.join('|')}`];
    });
    expect(cases.length).toBeGreaterThan(7);
    expect(wrong).toEqual([]);
    expect(results.filter(({ applied }) => applied === 1).length).toBe(cases.length);
  });

  it('does not show that it becomes one kind after the other', async () => {
    const kinds = KINDS.filter((kind) => program.without?.includes(kind) !== true);
    const orders = kinds.map((_, at) => [...kinds.slice(at), ...kinds.slice(0, at)]);
    const once = orders.map(([from = 'for']) => ({
      versions: [withLoop(program, from)],
      at: 0,
      every: 0,
    }));
    const plain = await runAll(`first-${program.at}`, once);
    const cases = orders.flatMap((order, index) =>
      [index % 3].flatMap((at) =>
        [2, 5].map((every) => {
          const versions = [order, [...order].reverse()]
            .flat()
            .map((kind) => withLoop(program, kind));
          return { versions, at: at + 1, every, index };
        }),
      ),
    );
    const results = await runAll(`cycle-${program.at}`, cases);
    const wrong = results.flatMap((result, at) => {
      const { index = 0, at: point, every } = cases[at] ?? {};
      const name = `${orders[index]?.join(' → ')} at ${point}, every ${every}`;
      const isRefused = result.refusals.length > 0 && program.mayRefuse !== true;
      if (isRefused) return [`${name}: ${result.refusals.join('; ')}`];
      const want = plain[index]?.lines.join('\n');
      return result.lines.join('\n') === want ? [] : [`${name}: ${result.lines.join('|')}`];
    });
    expect(wrong).toEqual([]);
    expect(Math.max(...results.map(({ applied }) => applied))).toBeGreaterThan(5);
  });
});
