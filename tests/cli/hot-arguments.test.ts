import { it } from 'vitest';
import { runVersionByVersion } from './version-by-version.js';

/** What the versions make of `count(a, b)`, which is called with as many arguments or one more. */
const COUNTS = [
  'function count(a, b) { return b === undefined ? 1 : 2; }',
  'function count(a, b) { return arguments.length === 2 && b === undefined ? 1 : arguments.length; }',
  'function count(a, ...rest) { return rest[0] === undefined ? rest.length : rest.length + 1; }',
  'function count(a, b, c) { return c ?? (b === undefined ? 1 : 2); }',
  'function count(a, b = 0, c = 0) { return c || (b === 0 ? 1 : 2); }',
  'function count(a, b) { return (() => arguments.length)() - (b === undefined ? 1 : 0); }',
];

/** Functions whose code is the same for all calls, so that calls of outdated ones soon go straight to it. */
const program = (version: number, count = COUNTS[version - 1]): string => `
${count}
function given(a, b = 'default') {
  return a + b + (${version} - ${version});
}
class Pair {
  constructor(left, right = left) {
    this.left = left;
    this.right = right;
    this.version = ${version};
  }
  sum(more) {
    return this.left + this.right + (more ?? 0) + ${version} * 0;
  }
}
const check = (is, shouldBe) => {
  if (is !== shouldBe) throw new Error(is + ' in place of ' + shouldBe);
};
let shown;
for (let round = 1; ; round++) {
  const threes = new Set();
  const seen = new Set();
  for (let i = 0; i < 100; i++) {
    check(count(1, undefined), 1);
    check(count(1, 2), 2);
    threes.add(count(1, 2, 3));
    check(given(1), '1default0');
    check(given(1, undefined), '1default0');
    check(given(1, 2), 3);
    const pair = new Pair(3);
    check(pair.sum(), 6);
    check(new Pair(3, undefined).sum(undefined), 6);
    check(new Pair(3, 4).sum(5), 12);
    seen.add(pair.version);
  }
  if (seen.size > 2 || threes.size > 2) throw new Error('versions: ' + [...seen, ...threes]);
  const newest = [...seen].at(-1);
  check([2, 3].includes([...threes].at(-1)), true);
  if (seen.size === 1 && threes.size === 1 && newest !== 1) check([...threes][0] === 3, true);
  if (round % 200 === 0 || newest !== shown) console.log('v' + (shown = newest), round);
}
`;

it('functions that are called often get their arguments over updates, as many as there are', async () => {
  await runVersionByVersion({ file: 'main.mjs', text: program, warm: 'v1 200', last: 5 });
});

it('so do those that have begun to count them', async () => {
  const text = (version: number): string => program(version, COUNTS[version === 1 ? 0 : 5]);
  await runVersionByVersion({ file: 'main.mjs', text, warm: 'v1 200', last: 2 });
});
