/**
 * A program that stands still, at the end of a recursion of some depth; once it has been edited, it
 * has frames in every state.
 */
export const depot = (
  depth: number,
): string => `import { setTimeout as sleep } from 'node:timers/promises';

let delivered = 0;
const limit = 3;

class Parcel {
  constructor(name) {
    this.name = name;
    this.weight = 1;
  }
  label() {
    return this.name;
  }
  toJSON() {
    hold();
    return this.name;
  }
}

async function watch(name) {
  for (;;) {
    await sleep(1e9);
    delivered += name.length;
  }
}

function sort(parcels, depth) {
  const next = depth - 1;
  const spare = next * 2;
  check(spare);
  if (depth > 0) return sort(parcels, next) + 1;
  return parcels.map((parcel) => load(parcel, next)).length;
}

function load(parcel, shelf) {
  const title = parcel.label();
  console.log('loading', title);
  for (const part of [parcel, parcel]) {
    pack(part);
  }
  console.log('loaded', title, shelf);
  return shelf;
}

function pack(parcel) {
  return JSON.stringify(parcel);
}

function check(value) {
  return value > limit;
}

function hold() {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  Atomics.wait(cell, 0, 0);
}

for (const name of ['north', 'south']) void watch(name);
await sleep(1);
console.log(sort([new Parcel('first')], ${depth}), delivered);
`;

/** What the program prints when it stands there. */
export const READY = 'loading first';

/** Forces two questions: the value of \`since\` in \`load\`, and where \`watch\` goes on. */
export const edited = (depth: number): string =>
  depot(depth)
    .replaceAll('title', 'heading')
    .replace('  const spare = next * 2;\n  check(spare);\n', '  check(next);\n')
    .replace('  for (const part', '  const since = clock();\n  for (const part')
    .replace('heading, shelf);', 'heading, shelf, since);')
    .replaceAll('hold()', 'rest()')
    .replace('const limit = 3', 'const limit = 5')
    .replace('this.weight = 1', 'this.grams = 1000')
    .replace('await sleep(1e9)', 'await pause(1e9)')
    .replace('for (const name of', "console.log('version two');\n\nfor (const name of")
    .concat(
      '\nfunction clock() {\n  return Date.now();\n}\n',
      '\nconst pause = (ms) => new Promise((resolve) => void setTimeout(resolve, ms));\n',
    );
