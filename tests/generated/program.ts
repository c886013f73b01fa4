import type fc from 'fast-check';
import { arbitraryTree } from './arbitrary.js';
import type { Program } from './ast.js';
import { indent, printStatements } from './print-statement.js';
import { Names } from './scope.js';
import { ShrinkingTrees } from './shrink.js';

/**
 * What every generated program stands on. `t` is the trace, bounded by `steps`: a run that does
 * more ends by an exception. `fuel` bounds calls and iterations; `readers` are closures that look
 * at captured variables at the end; `later` and `keep` hold activations that nobody waits for.
 */
const prelude = `const log = [];
let steps = 60;
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(String(x));
  if (steps-- <= 0) throw new Error('enough');
  return x;
};
let fuel = 20;
const readers = [];
const pending = [];
const open = [];
const note = (x) => log.push(String(x));
const add = (a, b) => a + b;
const tag = (strings, ...values) => strings.length + values.length;
const value = (e) => (typeof e === 'object' ? e.name.length : e);
const poke = () => (fuel-- > 0 ? readers.at(-1)?.() : 0);
const later = (promise) => pending.push(promise.then(note, (e) => note(value(e))));
function drain(iterable) {
  let sum = 0;
  for (const x of iterable) sum += x ?? 0;
  return sum;
}
async function drainAsync(iterable) {
  let sum = 0;
  for await (const x of iterable) sum += x ?? 0;
  return sum;
}
function keep(iterator) {
  const first = iterator.next();
  if (first instanceof Promise) later(first.then((r) => r.value));
  return open.push(iterator);
}
let m1 = 1;
let m2 = 2;`;

const epilogue = `steps = 60;
while (pending.length > 0) await pending.shift();
for (const iterator of open) {
  try {
    note((await iterator.next(1)).value);
    note((await iterator.return(2)).value);
  } catch (e) {
    note(value(e));
  }
}
while (pending.length > 0) await pending.shift();
for (const read of readers) note(read());
console.log(log.join(' '));
console.log(fuel, m1, m2);`;

/** The ES module of a tree. */
export function printProgram(tree: Program): string {
  const { text } = printStatements(
    tree,
    {
      places: ['m1', 'm2'].map((name) => ({ text: name, writable: true })),
      functions: [],
      classes: [],
      labels: [],
      breaks: false,
      continues: false,
      awaits: true,
      yields: false,
      returns: false,
    },
    new Names(),
  );
  const end = '} catch (e) {\n  note(value(e));\n}';
  return [prelude, 'try {', indent(text), end, epilogue, ''].join('\n');
}

/**
 * ES module sources of small, deterministic programs that end by themselves: nested functions of
 * every kind, closures, loops, `try`/`finally`, `switch`, labels, destructuring, classes,
 * generators, async functions and native callers. Each prints the trace of what it did. They
 * shrink by their tree: what is left out is not needed for the failure.
 */
export function arbitraryProgram(): fc.Arbitrary<string> {
  return new ShrinkingTrees(arbitraryTree).map(printProgram);
}
