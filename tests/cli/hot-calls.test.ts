import { it } from 'vitest';
import { runVersionByVersion } from './version-by-version.js';

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
  await runVersionByVersion({ file: 'main.mjs', text: program, warm: 'v1 300', last: 8 });
});

const suspended = (version: number): string => `const order = [];
async function quick(n) {
  return n + ${version} - ${version};
}
async function slow(n, wait = (() => order.push('default'))()) {
  order.push('slow');
  const first = await quick(n);
  if (first < 0) throw new Error('v' + ${version});
  order.push('later');
  return first + wait - wait + ${version} * 0;
}
function* numbers(from, to) {
  try {
    for (let n = from; n < to; n++) yield n + ${version} - ${version};
  } finally {
    order.push('end' + ${version} * 0);
  }
}
async function* pairs(to) {
  for (const n of numbers(0, to)) yield [await quick(n), ${version}];
}
function maker(step) {
  return async (n) => {
    await null;
    return n + step + ${version} - ${version};
  };
}
globalThis.made ??= maker(3);
const check = (what, is) => {
  if (!is) throw new Error(what);
};
async function round() {
  order.length = 0;
  let sum = 0;
  let version;
  for (let i = 0; i < 200; i++) {
    const tick = Promise.resolve().then(() => order.push('tick')).then(() => order.push('tock'));
    const one = slow(i);
    order.push('called');
    sum += await one;
    await tick;
    check(order.join(), order.splice(0).join() === 'default,slow,called,tick,later,tock');
    sum += await globalThis.made(i);
    for (const n of numbers(0, 5)) if (n === 3) break;
    check('finally', order.splice(0).join() === 'end0');
    for await (const [n, from] of pairs(3)) [sum, version] = [sum + n, from];
    order.length = 0;
    const error = await slow(-1).catch((caught) => caught);
    check('error', error instanceof Error);
    order.length = 0;
  }
  check('sum ' + sum, sum === 199 * 200 + 600 + 600);
  return version;
}
let shown;
for (let count = 1; ; count++) {
  const version = await round();
  if (count % 20 === 0 || version !== shown) console.log('v' + (shown = version), count);
}
`;

it('functions that can be suspended and are called often do all in their order, over updates', async () => {
  await runVersionByVersion({ file: 'main.mjs', text: suspended, warm: 'v1 20', last: 6 });
});
