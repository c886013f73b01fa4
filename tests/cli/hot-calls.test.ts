import { expect, it } from 'vitest';
import { project, startProgram, write } from './command.js';
import { apply, rollback } from './planning.js';

const program = (version: number): string => `class Counter {
  total = 0;
  add(n, twice) {
    this.total += n;
    if (twice) this.inner(n);
    return ${version};
  }
  inner(n = 1) {
    this.total += n;
    return this.none() + ${version} - ${version};
  }
  get some() {
    return ${version} - ${version} + this.total;
  }
  set some(to) {
    this.total = to - ${version} + ${version};
  }
  sum(...all) {
    return all.length + ${version} - ${version};
  }
  count() {
    return arguments.length + ${version} - ${version};
  }
  none() {
    if (this.total % 1009 === 0) return ${version} * 0;
    return 0 * ${version};
  }
}
function plus(a, b) {
  const version = ${version};
  return a + b + version - ${version};
}
function spin(counter) {
  const seen = new Set();
  for (let i = 0; i < 20_000; i++) {
    seen.add(counter.add(plus(1, 0), i % 2 === 0));
    if (plus(i) === plus(i)) throw new Error('undefined was added');
    plus(i, 1, 2);
    counter.some = counter.some;
    if (counter.sum(...[1, 2, undefined].slice(0, i % 4)) !== i % 4) throw new Error('sum');
    if (counter.count(...[1, undefined].slice(0, i % 3)) !== i % 3) throw new Error('count');
  }
  return [...seen];
}
const counter = new Counter();
let shown;
for (let round = 1; ; round++) {
  const seen = spin(counter);
  if (counter.total !== round * 30_000) throw new Error('lost: ' + counter.total);
  if (seen.length > 2) throw new Error('versions: ' + seen);
  if (round % 100 === 0 || seen.at(-1) !== shown) console.log('v' + (shown = seen.at(-1)), round);
}
`;

it('functions that are called often stay themselves over updates, wherever they are', async () => {
  const folder = project({ 'main.mjs': program(1) });
  const running = startProgram(['main.mjs'], folder);
  await running.says('v1 300');
  for (let version = 2; version < 9; version++) {
    write(folder, 'main.mjs', program(version));
    const { result } = await apply(folder, 'main');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    await running.says(`v${version} `);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect((await rollback(folder, 'main')).result.outcome).toBe('applied');
  await new Promise((resolve) => setTimeout(resolve, 500));
  running.child.kill();
  const { stdout, stderr } = await running.ended;
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n').at(-1)).toMatch(/^v7 /);
});
