import { it } from 'vitest';
import { runVersionByVersion } from './version-by-version.js';

/**
 * Functions with defaults that can be noticed, called often. Now and then a default takes long, so that updates find
 * its call in the middle of it, and calls the function many times meanwhile; what it has evaluated by then goes by its name.
 */
const program = (version: number): string => `
let noted = 0;
const note = (value) => (noted++, value);
const check = (is, shouldBe) => {
  if (is !== shouldBe) throw new Error(is + ' in place of ' + shouldBe);
};
function spin(ms) {
  const end = performance.now() + ms;
  let calls = 0;
  while (performance.now() < end) {
    calls++;
    check(late(2), 5);
    check(slow(1, 2, 3), 6);
  }
  return calls > 0 ? 7 : 0;
}
function late(a, b = note(a + 1)) {
  return a + b + ${version} * 0;
}
function slow(a, ${version % 2 === 1 ? 'b = spin(a), c = note(0)' : 'c = note(0), b = spin(a)'}) {
  return a + b + c + ${version} * 0;
}
const stamp = () => note(${version});
class Box {
  constructor(value, stamped = stamp()) {
    this.value = value;
    this.stamped = stamped + ${version} * 0;
  }
  plus(other = note(1)) {
    return this.value + other + ${version} * 0;
  }
}
function makeCounter() {
  let count = 0;
  return function add(by = note(1)) {
    count += by + ${version} * 0;
    return count;
  };
}
const counter = makeCounter();
const factory = function (n, kind = note('kind')) {
  return new.target ? { n } : [n, kind, arguments.length + ${version} * 0].join();
};
let counted = 0;
let shown;
for (let round = 1; ; round++) {
  const seen = new Set();
  for (let i = 0; i < 100; i++) {
    const before = noted;
    check(late(1), 3);
    check(late(1, undefined), 3);
    check(late(1, 5), 6);
    check(new Box(4).plus(), 5);
    check(new Box(4, 0).plus(3), 7);
    check(counter(), (counted += 1));
    check(counter(2), (counted += 2));
    check(factory(1), '1,kind,1');
    check(noted, before + 6);
    seen.add(new Box(1).stamped);
  }
  if (seen.size > 2) throw new Error('versions: ' + [...seen]);
  const newest = [...seen].at(-1);
  check(slow(20), 27);
  if (round % 10 === 0 || newest !== shown) console.log('v' + (shown = newest), round);
}
`;

it('functions that are called often evaluate each of their defaults once over updates', async () => {
  await runVersionByVersion({ file: 'main.mjs', text: program, warm: 'v1 10', last: 7 });
});
