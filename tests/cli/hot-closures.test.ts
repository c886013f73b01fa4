import { expect, it } from 'vitest';
import { write } from './command.js';
import { apply, codesOf } from './planning.js';
import { runVersionByVersion } from './version-by-version.js';

const MANY = Array.from({ length: 20 }, (_, at) => `m${at}`);

/** Closures over variables of functions around them, of which there are many; each version computes the same. */
const program = (version: number): string => `
function makeCell(seed, limit = 1e9) {
  let count = seed;
  let extra;
  var shared = { hits: 0 };
  const fixed = seed * 2;
  let { a, b: [second] } = { a: 1, b: [2] };
  ${MANY.map((name, at) => `let ${name} = ${at};`).join(' ')}
  function next(by) {
    count += by;
    shared.hits++;
    if (count > limit) count = seed;
    extra ??= 'set';
    a++;
    [second, a] = [second + a * 0, a - 1];
    return ${version};
  }
  const peek = () => count + fixed * 0 + ${version} * 0;
  function many(n) {
    if (n > 0) return many(n - 1);
    ${MANY.map((name) => `${name} += 1; ${name} -= 1;`).join(' ')}
    return ${MANY.join(' + ')} + ${version} * 0;
  }
  function listed() {
    return arguments.length + count * 0 + ${version} * 0;
  }
  function rest(first, ...others) {
    return others.length + count * 0 + ${version} * 0;
  }
  const inner = (by) => {
    const add = (n) => (count += n + ${version} * 0);
    add(by);
    return () => add(-by);
  };
  const self = function me(n) {
    return n === 0 ? (me === self && count * 0 === 0) : me(n - 1 + ${version} * 0);
  };
  const failing = () => {
    if (count > -1) throw new Error(extra + ${version} * 0);
  };
  const owner = {
    name: 'owner',
    lexical() {
      const arrow = () => this.name + (count * 0 + ${version} * 0);
      return arrow();
    },
    get hits() {
      return shared.hits + ${version} * 0;
    },
  };
  return { next, peek, many, listed, rest, inner, self, failing, owner, state: () => [extra, a, second].join() };
}
const cells = Array.from({ length: 5 }, (_, at) => makeCell(at));
const check = (is, shouldBe) => {
  if (is !== shouldBe) throw new Error(is + ' in place of ' + shouldBe);
};
let rounds = 0;
function round(seen) {
  rounds++;
  cells.forEach((cell, at) => {
    seen.add(cell.next(3));
    check(cell.peek(), at + 3 * rounds);
    check(cell.many(3), 190);
    check(cell.listed(1, undefined), 2);
    check(cell.rest(1, 2, undefined), 2);
    cell.inner(7)();
    check(cell.peek(), at + 3 * rounds);
    check(cell.self(4), true);
    check(cell.owner.lexical(), 'owner0');
    check(cell.owner.hits, rounds);
    check(cell.state(), 'set,1,2');
    try {
      cell.failing();
      check('no error', 'an error');
    } catch (error) {
      check(error.message, 'set0');
      check(/^ +at (\\S+)/.exec(error.stack.split('\\n')[1])[1], 'Object.failing');
    }
  });
}
let shown;
for (let count = 1; ; count++) {
  const seen = new Set();
  for (let i = 0; i < 60; i++) round(seen);
  if (seen.size > 2) throw new Error('versions: ' + [...seen]);
  const newest = [...seen].at(-1);
  if (count % 50 === 0 || newest !== shown) console.log('v' + (shown = newest), count);
}
`;

it('closures that are called often keep their variables over updates', async () => {
  await runVersionByVersion({ file: 'main.mjs', text: program, warm: 'v1 50', last: 7 });
});

/** What the hot function uses of the variables around it, and in which order, by version. */
const USES = [
  'third ??= n; first += n; second += n;',
  'second += n; first += n; third ??= n;',
  'second += n; first += n;',
  'first += n; second += n;',
  'second += n;',
  'second += 1; second += n - 1;',
  // Functions of the versions before have not kept it.
  'first += n; second += n;',
];

/** Closures of all versions live beside each other; each knows the variables of its own version's factory. */
const mixed = (version: number): string => `
function make() {
  let first = 0;
  let second = 0;
  let third;
  const keep = () => [first, second, third];
  function use(n) {
    const isSelf = arguments.callee === use;
    if (n > 1) return use.call(this, n - 1) + (this === use) * 0;
    ${USES[version - 1]}
    return isSelf ? ${version} : -1;
  }
  function Thing(n) {
    if (!new.target) return first * 0 + ${version};
    this.n = n + second * 0 + ${version} * 0;
    this.isThing = new.target === Thing;
  }
  function deep(n) {
    const before = first;
    if (n === 0) return spinFor(3) * 0 + before * 0;
    return 1 + deep(n - 1) + (first - before) * 0 + ${version} * 0;
  }
  return { use, Thing, deep, keep };
}
function spinFor(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return 1;
}
const check = (is, shouldBe, what) => {
  if (is !== shouldBe) throw new Error(what + ': ' + is + ' in place of ' + shouldBe);
};
const made = [make()];
let shown;
for (let count = 1; ; count++) {
  const before = made.map(({ keep }) => keep());
  const seen = new Set();
  for (let i = 0; i < 60; i++) {
    for (const { use, Thing, deep } of made) {
      seen.add(use(3));
      seen.add(Thing(1));
      const thing = new Thing(4);
      check(thing.n, 4, 'n');
      check(thing.isThing, true, 'new.target');
      check(thing instanceof Thing, true, 'instanceof');
    }
  }
  for (const { deep } of made) check(deep(30), 30, 'deep');
  const newest = [...seen].at(-1);
  made.forEach(({ keep, use }, at) => {
    const [first, second] = keep();
    const [first0, second0] = before[at];
    for (const by of [first - first0, second - second0])
      if (!(by >= 0 && by <= 60)) throw new Error('used ' + by + ' times');
    if (first - first0 + (second - second0) < 60) throw new Error('calls were lost');
    // An update may have come since.
    check(Math.abs(/isSelf [?] ([0-9]+)/.exec(use)[1] - newest) <= 1, true, 'toString');
  });
  if (seen.has(-1)) throw new Error('another callee');
  if (seen.size > 2) throw new Error('versions: ' + [...seen]);
  if (count % 10 === 0 || newest !== shown) console.log('v' + newest, count);
  if (newest !== shown) made.push(make());
  shown = newest;
}
`;

it('closures of several versions, on the stack or not, use other variables than before', async () => {
  await runVersionByVersion({
    ...{ file: 'main.cjs', text: mixed, warm: 'v1 10', last: 6, pause: () => 100 },
    atLast: async (folder) => {
      write(folder, 'main.cjs', mixed(7));
      const refused = codesOf((await apply(folder, 'main')).result);
      expect([...new Set(refused)]).toEqual(['RS1213']);
    },
  });
});
