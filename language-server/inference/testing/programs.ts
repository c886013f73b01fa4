import fc from 'fast-check';
import { modelSource, type FullSourceModel } from '../../../program-model/model/index.js';

const NAMES = ['a', 'b', 'load', 'items', 'x'];
const name = fc.constantFrom(...NAMES);

/** Programs of nested functions, classes, loops and handlers: every kind of continuation point. */
const { program } = fc.letrec<{
  expression: string;
  statement: string;
  block: string;
  program: string;
}>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    name,
    fc.nat(9).map(String),
    fc.tuple(name, tie('expression')).map(([f, e]) => `${f}(${e})`),
    fc.tuple(tie('expression'), tie('expression')).map(([x, y]) => `(${x}) + (${y})`),
    fc.tuple(name, tie('expression')).map(([f, e]) => `${f}.run(${e}).then(() => ${e})`),
    fc.tuple(name, tie('expression')).map(([x, e]) => `(function (${x}) { return ${e}; })`),
    tie('expression').map((e) => `new load(${e})`),
    tie('expression').map((e) => `items?.[${e}]`),
  ),
  block: fc.array(tie('statement'), { maxLength: 4 }).map((list) => `{ ${list.join('\n')} }`),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('expression').map((e) => `${e};`),
    fc.tuple(name, tie('expression')).map(([x, e]) => `var ${x} = ${e};`),
    fc.tuple(tie('expression'), tie('block')).map(([e, b]) => `if (${e}) ${b}`),
    fc.tuple(tie('expression'), tie('expression')).map(([e, x]) => `if (${e}) (${x}); else ${x};`),
    fc
      .tuple(name, tie('expression'), tie('block'))
      .map(([x, e, b]) => `for (var ${x} of ${e}) ${b}`),
    fc.tuple(tie('expression'), tie('block')).map(([e, b]) => `while (${e}) ${b}`),
    fc.tuple(tie('block'), name, tie('block')).map(([b, x, c]) => `try ${b} catch (${x}) ${c}`),
    fc.tuple(name, name, tie('block')).map(([f, x, b]) => `async function ${f}(${x}) ${b}`),
    fc
      .tuple(tie('expression'), tie('expression'))
      .map(([e, x]) => `switch (${e}) { case 1: ${x}; default: ${e}; }`),
    fc
      .tuple(name, tie('block'))
      .map(([m, b]) => `(class { ${m}() ${b} get ${m}() ${b} field = ${m}(1); static ${b} });`),
  ),
  program: fc.array(tie('statement'), { maxLength: 6 }).map((list) => list.join('\n')),
}));

export const model = (text: string): FullSourceModel =>
  modelSource({ id: '/m.js', text, format: 'module' });

const parses = (text: string): boolean => {
  try {
    model(text);
    return true;
  } catch {
    return false;
  }
};

export const source = program.filter(parses);

type Edit = readonly [at: number, kind: 'drop' | 'double' | 'take'];

const edits = fc.array(
  fc.tuple(fc.nat(40), fc.constantFrom('drop' as const, 'double' as const, 'take' as const)),
  { maxLength: 3 },
);

function edit(text: string, other: string, list: readonly Edit[]): string {
  const lines = text.split('\n');
  const more = other.split('\n');
  for (const [at, kind] of list) {
    const line = at % lines.length;
    if (kind === 'drop') lines.splice(line, 1);
    else if (kind === 'double') lines.splice(line, 0, lines[line] ?? '');
    else lines.splice(line, 0, more[at % more.length] ?? '');
  }
  return lines.join('\n');
}

/** Lines dropped, doubled or brought in from another program: the same code in part. */
export const edited = fc
  .tuple(source, source, edits)
  .map(([text, other, list]): [string, string] => [text, edit(text, other, list)])
  .filter(([, now]) => parses(now));

/** The same several times in a row: a program's history, oldest first. */
export const history = fc
  .tuple(source, source, fc.array(edits, { minLength: 2, maxLength: 4 }))
  .map(([text, other, lists]) =>
    lists.reduce((texts, list) => [...texts, edit(texts.at(-1) ?? '', other, list)], [text]),
  )
  .filter((texts) => texts.every(parses));
