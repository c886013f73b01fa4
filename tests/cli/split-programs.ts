/** A program with some code in a function of its own, and without; both stand still in their second row. */
export interface Shape {
  /** Everything is in `report`; what it prints begins with the version. */
  whole: (v: string) => string;
  split: (v: string) => string;
  /** What it prints in all when the version changes where it stands still. */
  output: (before: string, after: string) => string[];
  /** Of the main thread, when it is updated from one of the two. */
  counts: { whole: Counts; split: Counts };
}

interface Counts {
  framesRebuilt: number;
  activationsPending?: number;
}

const START = `import { existsSync } from 'node:fs';
const wait = (n) => { while (n === 2 && !existsSync('go')); return n; };
const pause = async (n) => {
  while (n === 2 && !existsSync('go')) await new Promise((done) => setTimeout(done, 5));
};
`;

const rows = (before: string, after: string): string[] => [
  `${before} 1 10`,
  `${before} done 1`,
  `${before} 2 20`,
  `${after} done 2`,
  `${after} 3 30`,
  `${after} done 3`,
];

export const PLAIN: Shape = {
  whole: (v) => `${START}
function report(rows) {
  let sum = 0;
  for (const row of rows) {
    const cost = row * 10;
    console.log('${v}', row, cost);
    wait(row);
    sum += cost;
    console.log('${v} done', row);
  }
  return sum;
}
console.log('sum', report([1, 2, 3]));`,
  split: (v) => `${START}
function report(rows) {
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
}
console.log('sum', report([1, 2, 3]));`,
  output: (before, after) => [...rows(before, after), 'sum 60'],
  counts: { whole: { framesRebuilt: 3 }, split: { framesRebuilt: 4 } },
};

export const NESTED: Shape = {
  whole: (v) => `${START}
function report(rows) {
  let sum = 0;
  for (const row of rows) {
    const cost = row * 10;
    console.log('${v}', row, cost);
    wait(row);
    sum += cost;
    console.log('${v} done', row);
  }
  return sum;
}
console.log('sum', report([1, 2, 3]));`,
  split: (v) => `${START}
function report(rows) {
  let sum = 0;
  const add = (row) => {
    const cost = row * 10;
    console.log('${v}', row, cost);
    wait(row);
    sum += cost;
    console.log('${v} done', row);
  };
  for (const row of rows) {
    add(row);
  }
  return sum;
}
console.log('sum', report([1, 2, 3]));`,
  output: (before, after) => [...rows(before, after), 'sum 60'],
  counts: { whole: { framesRebuilt: 3 }, split: { framesRebuilt: 4 } },
};

const till = (v: string, body: string, rest: string): string => `${START}
class Till {
  total = 0;
  #seen = [];
  run(rows) {
    for (const row of rows) {
      ${body}
      console.log('${v} done', row);
    }
    return this.total + this.#seen.length;
  }
  ${rest}
}
console.log('sum', new Till().run([1, 2, 3]));`;

const take = (v: string): string => `const cost = row * 10;
    console.log('${v}', row, cost);
    wait(row);
    this.total += cost;
    this.#seen.push(row);`;

export const METHODS: Shape = {
  whole: (v) => till(v, take(v), ''),
  split: (v) => till(v, 'this.#take(row);', `#take(row) {\n    ${take(v)}\n  }`),
  output: (before, after) => [...rows(before, after), 'sum 63'],
  counts: { whole: { framesRebuilt: 3 }, split: { framesRebuilt: 4 } },
};

export const AWAITING: Shape = {
  whole: (v) => `${START}
async function report(rows) {
  let sum = 0;
  for (const row of rows) {
    const cost = row * 10;
    console.log('${v}', row, cost);
    await pause(row);
    sum += cost;
    console.log('${v} done', row);
  }
  return sum;
}
console.log('sum', await report([1, 2, 3]));`,
  split: (v) => `${START}
async function report(rows) {
  let sum = 0;
  for (const row of rows) {
    sum += await handle(row);
    console.log('${v} done', row);
  }
  return sum;
}
async function handle(row) {
  const cost = row * 10;
  console.log('${v}', row, cost);
  await pause(row);
  return cost;
}
console.log('sum', await report([1, 2, 3]));`,
  output: (before, after) => [...rows(before, after), 'sum 60'],
  counts: { whole: { framesRebuilt: 0 }, split: { framesRebuilt: 0 } },
};

const driven = (text: string): string => `${START}
${text}
const rows = report([1, 2, 3]);
for (let step = rows.next(); !step.done; step = rows.next(step.value * 100)) {
  wait(step.value);
}`;

export const GENERATING: Shape = {
  whole: (v) =>
    driven(`function* report(rows) {
  for (const row of rows) {
    const cost = row * 10;
    console.log('${v}', row, cost);
    const answer = yield row;
    console.log('answer', answer, cost);
    console.log('${v} done', row);
  }
}`),
  split: (v) =>
    driven(`function* report(rows) {
  for (const row of rows) {
    yield* handle(row);
    console.log('${v} done', row);
  }
}
function* handle(row) {
  const cost = row * 10;
  console.log('${v}', row, cost);
  const answer = yield row;
  console.log('answer', answer, cost);
}`),
  output: (before, after) =>
    rows(before, after).flatMap((line) => {
      const row = / done (\d)/.exec(line)?.[1];
      return row === undefined ? [line] : [`answer ${row}00 ${row}0`, line];
    }),
  counts: { whole: { framesRebuilt: 2 }, split: { framesRebuilt: 2 } },
};

const DEPTH = 40;

export const RECURSING: Shape = {
  whole: (v) => `${START}
function report(n) {
  if (n === 0) {
    console.log('${v} 2 20');
    return wait(2);
  }
  const here = n * 2;
  const sum = here + report(n - 1);
  if (n % 20 === 0) console.log('${v} sum', sum);
  return sum;
}
console.log('sum', report(${DEPTH}));`,
  split: (v) => `${START}
function report(n) {
  if (n === 0) {
    console.log('${v} 2 20');
    return wait(2);
  }
  return handle(n);
}
function handle(n) {
  const here = n * 2;
  const sum = here + report(n - 1);
  if (n % 20 === 0) console.log('${v} sum', sum);
  return sum;
}
console.log('sum', report(${DEPTH}));`,
  output: (before, after) => [
    `${before} 2 20`,
    `${after} sum 422`,
    `${after} sum 1642`,
    'sum 1642',
  ],
  counts: { whole: { framesRebuilt: DEPTH + 3 }, split: { framesRebuilt: 2 * DEPTH + 3 } },
};
