/** The same loop over `xs` in several spellings; BODY uses the item `x` and, where it has to, the index `i`. */
export const LOOPS = {
  for: 'for (let i = 0; i < xs.length; i++) {\n    const x = xs[i];\n    BODY\n  }',
  'for of': 'for (const x of xs) {\n    BODY\n  }',
  while: 'let i = 0;\n  while (i < xs.length) {\n    const x = xs[i];\n    BODY\n    i++;\n  }',
  forEach: 'xs.forEach((x) => {\n    BODY\n  });',
} as const;

export type LoopKind = keyof typeof LOOPS;

/** A program around a loop; each prints the same with every kind of loop. */
export interface LoopProgram {
  title: string;
  /** LOOP stands for the loop. */
  text: string;
  body: string;
  /** Kinds in place of {@link LOOPS}. */
  loops?: Partial<Record<LoopKind, string>>;
  /** Kinds that the program has not got. */
  without?: readonly LoopKind[];
  /** Frames wait through several updates here, and are refused where the loop comes to be what it was. */
  mayRefuse?: true;
}

const PLAIN = `
const note = (x) => { out('note ' + x); return x; };
function go(xs) {
  let sum = 0;
  LOOP
  out('sum ' + sum);
  return sum;
}
out('returned ' + go([3, 5, 7]));`;

export const PROGRAMS: readonly LoopProgram[] = [
  {
    title: 'with calls in its body',
    text: PLAIN,
    body: 'note(x);\n    sum += note(x * 2);\n    note(sum);',
  },
  {
    title: 'that is left early in an iteration',
    text: PLAIN,
    body: "if (x !== 5) {\n      note('odd one');\n      sum += note(x);\n    }",
  },
  {
    title: 'with a try in its body',
    text: PLAIN,
    body: "try {\n      if (note(x) === 5) throw new Error('five');\n      sum += x;\n    } catch (error) {\n      note(error.message);\n    } finally {\n      note('finally');\n    }",
  },
  {
    title: 'with a loop in its body',
    text: PLAIN,
    body: 'for (let n = 0; n < 2; n++) {\n      note(n);\n      sum += note(x + n);\n    }',
  },
  {
    title: 'whose item closures keep',
    text: `
const note = (x) => { out('note ' + x); return x; };
function go(xs) {
  const kept = [];
  LOOP
  return kept.map((f) => f()).join();
}
out('returned ' + go([3, 5, 7]));`,
    body: 'let y = x;\n    kept.push(() => x + y);\n    note(x);\n    y += 10;\n    note(y);',
  },
  {
    title: 'of a method',
    text: `
const note = (x) => { out('note ' + x); return x; };
class Till {
  items = [3, 5, 7];
  #sum = 0;
  run() {
    LOOP
    return this.#sum;
  }
}
out('returned ' + new Till().run());`,
    body: 'note(x);\n    this.#sum += note(x);\n    note(this.items.length);',
    loops: {
      for: 'for (let i = 0; i < this.items.length; i++) {\n    const x = this.items[i];\n    BODY\n  }',
      'for of': 'for (const x of this.items) {\n    BODY\n  }',
      while:
        'let i = 0;\n  while (i < this.items.length) {\n    const x = this.items[i];\n    BODY\n    i++;\n  }',
      forEach: 'this.items.forEach((x) => {\n    BODY\n  });',
    },
  },
  {
    title: 'that reads its index',
    text: PLAIN,
    body: 'note(i);\n    sum += note(x) * i;\n    note(xs[i]);',
    without: ['for of'],
    loops: { forEach: 'xs.forEach((x, i) => {\n    BODY\n  });' },
  },
  {
    title: 'in a recursion',
    mayRefuse: true,
    text: `
const note = (x) => { out('note ' + x); return x; };
function go(xs, depth) {
  let sum = 0;
  LOOP
  return sum;
}
out('returned ' + go([3, 5], 2));`,
    body: 'note(x + depth);\n    sum += depth > 0 ? go(xs, depth - 1) : x;\n    note(sum);',
  },
  {
    title: 'in an async function',
    text: `
const note = (x) => { out('note ' + x); return x; };
async function go(xs) {
  let sum = 0;
  await null;
  LOOP
  await null;
  out('sum ' + sum);
  return sum;
}
module.exports = go([3, 5, 7]).then((sum) => out('returned ' + sum));`,
    body: 'note(x);\n    sum += note(x);\n    note(sum);',
  },
  {
    title: 'in a generator',
    text: `
const note = (x) => { out('note ' + x); return x; };
function* go(xs) {
  let sum = 0;
  yield 1;
  LOOP
  yield sum;
  out('end');
}
out('returned ' + [...go([3, 5, 7])].join());`,
    body: 'note(x);\n    sum += note(x);\n    note(sum);',
  },
  {
    title: 'with a native function between',
    mayRefuse: true,
    text: PLAIN,
    body: 'sum += [x, x + 1].map((y) => note(y))[1];\n    note(sum);',
  },
  {
    title: 'that an exception leaves',
    text: `
const note = (x) => { out('note ' + x); return x; };
function go(xs) {
  let sum = 0;
  try {
    LOOP
  } catch (error) {
    note(error.message);
  }
  return note(sum);
}
out('returned ' + go([3, 5, 7]));`,
    body: "sum += note(x);\n    if (x === 5) throw new Error('at ' + note(x));\n    note(sum);",
  },
  {
    title: 'inside of a forEach',
    text: `
const note = (x) => { out('note ' + x); return x; };
function go(rows) {
  let sum = 0;
  rows.forEach((xs) => {
    LOOP
    note('row');
  });
  return sum;
}
out('returned ' + go([[3, 5], [7]]));`,
    body: 'sum += note(x);\n    note(sum);',
  },
  {
    title: 'around a forEach',
    mayRefuse: true,
    text: `
const note = (x) => { out('note ' + x); return x; };
function go(xs) {
  let sum = 0;
  LOOP
  return sum;
}
out('returned ' + go([3, 5]));`,
    body: '[1, 2].forEach((y) => {\n      sum += note(x * y);\n      note(sum);\n    });\n    note(x);',
  },
  {
    title: 'with a receiver for its callback',
    text: `
const note = (x) => { out('note ' + x); return x; };
function go(xs, till) {
  LOOP
  return till.sum;
}
out('returned ' + go([3, 5], { sum: 0 }));`,
    body: 'till.sum += note(x);\n    note(till.sum);',
    loops: { forEach: 'xs.forEach(function (x) {\n    BODY\n  }, till);' },
  },
  {
    title: 'whose caller has more to do',
    text: `
const note = (x) => { out('note ' + x); return x; };
function go(xs) {
  const found = [];
  LOOP
  return found;
}
function twice(xs) {
  const a = go(xs);
  note('between');
  return [a, go(xs)];
}
out('returned ' + JSON.stringify(twice([3, 5])));`,
    body: 'found.push(note(x));\n    note(found.length);',
  },
  {
    title: 'whose last item is taken out meanwhile',
    text: PLAIN,
    body: 'note(x);\n    if (x === 3) xs.pop();\n    sum += note(x);',
  },
];

/** The program with one kind of loop. */
export function withLoop({ text, body, loops }: LoopProgram, kind: LoopKind): string {
  const loop = loops?.[kind] ?? LOOPS[kind];
  return text.replace('LOOP', () => loop.replace('BODY', () => body));
}
