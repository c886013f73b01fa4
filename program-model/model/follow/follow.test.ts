import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corpusFiles, modelText, type CorpusFile } from '../../../bench/mapping/corpus.js';
import { source } from '../../../language-server/inference/testing/programs.js';
import {
  followEdit,
  isFunctionNode,
  modelSource,
  type FullSourceModel,
  type FunctionModel,
  type ModuleFormat,
} from '../index.js';
import { describeModel } from './testing/describe.js';

const model = (text: string, format: ModuleFormat): FullSourceModel =>
  modelSource({ id: '/m.js', text, format });

/** The model that follows an edit, which has to be the one that the text has by itself. */
function follow(base: FullSourceModel, text: string): FullSourceModel | undefined {
  const before = describeModel(base);
  const found = followEdit(base, text);
  if (found) expect(describeModel(found)).toEqual(describeModel(model(text, base.format)));
  expect(describeModel(base)).toEqual(before);
  return found;
}

const cases: [name: string, text: string, from: string, to: string, follows: boolean][] = [
  ['a statement', 'function f(a) { return a; } f(1);', 'return', 'a += g; return', true],
  [
    'a global in place of a variable',
    'let x; function f() { return x; } x = f;',
    'return x',
    'return y',
    true,
  ],
  [
    'a variable in place of a global',
    'let x; function f() { return y; } x = f;',
    'return y',
    'return x',
    true,
  ],
  [
    'a first capture',
    'function f() { let x = 1; return () => 2; }',
    '() => 2',
    '() => { x = 2; }',
    true,
  ],
  [
    'a first assignment',
    'let x = 1; function f() { return x; } () => x;',
    'return x',
    'x = 3',
    true,
  ],
  ['a shadowed name', 'let x; function f() { g(x); } f(x);', 'g(x)', 'let x; g(x)', true],
  [
    'functions inside',
    'function f() { a; } function g() { b(); }',
    'a;',
    '() => 1; function h() { c(); }',
    true,
  ],
  [
    'fewer functions inside',
    'function f() { (() => x)(); } class C { m() { b(); } }',
    '(() => x)();',
    '',
    true,
  ],
  [
    'a class inside',
    'function f() { a; } class D {}',
    'a;',
    'class C { #p = 1; static { q(); } }',
    true,
  ],
  [
    'an arrow function',
    'const f = async (a) => { await a; }; f();',
    'await a',
    'await a; await f()',
    true,
  ],
  ['a default export', 'export default function () { a(); }\nb();', 'a()', 'a(b())', true],
  [
    'an accessor',
    'const o = { get x() { return a; }, set x(v) { b(v); } };',
    'b(v)',
    'super.x = v',
    true,
  ],
  [
    'a method',
    'class C extends D { #p; m() { return super.m(); } n() {} }',
    'super.m()',
    'this.#p',
    true,
  ],
  [
    'a constructor',
    'class C extends D { constructor() { super(); this.a = 1; } }',
    '= 1',
    '= f()',
    true,
  ],
  ['a static block', 'class C { static { (() => { a(); })(); } }', 'a()', 'a(this)', true],
  [
    'a field that is a function',
    'class C { f = () => { a(); }; g = 1; }',
    'a()',
    'a(this.g)',
    true,
  ],
  [
    'a named expression',
    'const f = function g() { return a; }; f();',
    'return a',
    'return g(a)',
    true,
  ],
  ['a generator', 'function* f() { yield 1; }\n/a/.test(b);', 'yield 1', 'yield* f()', true],
  ['strictness', 'function f() { with_(1); return 010; }', '', '', false],
  ['a new directive', 'function f() { a(); }', 'a();', '"use strict"; a();', true],
  [
    'a function that is assigned',
    'function f() { function g() {} h(() => { g(); }); }',
    'g();',
    'g = 1;',
    true,
  ],
  ['a name of a block', '{ function g() {} }\nfunction f() { a(); }', 'a()', 'g()', true],
  ['eval inside', 'function o() { let x; function f() { a(x); } }', 'a(x)', 'eval(x)', false],
  [
    'no eval any more',
    'function o() { let x; function f() { eval(x); } }',
    'eval(x)',
    'a(x)',
    false,
  ],
  [
    'an exported name',
    'const a = 1; function f() { b(); } export { a, f as default };',
    'b()',
    'b(a)',
    true,
  ],
  ['the head', 'function f(a) { return a; }', '(a)', '(a, b)', false],
  ['the top', 'function f() {} a();', 'a()', 'b()', false],
  [
    'two functions',
    'function f() { a(); } function g() { b(); }',
    'a(); } function g() { b();',
    'c(); } function g() { d();',
    false,
  ],
  ['an end of the function', 'function f() { a(); }', 'a();', 'a(); } {', false],
  ['text that does not parse', 'function f() { a(); }', 'a();', 'a(;', false],
  ['an unknown private name', 'class C { #p; m() { this.#p; } }', 'this.#p', 'this.#q', false],
  ['super out of place', 'function f() { a(); }', 'a()', 'super.a()', false],
  ['await out of place', 'async function f() { g(() => { a(); }); }', 'a()', 'await a()', false],
  [
    'return out of a field',
    'class C { f = function () { a(); } }',
    'a()',
    'return arguments',
    true,
  ],
  ['arguments in a field', 'class C { f = () => { a(); } }', 'a()', 'a(arguments)', false],
  ['a with statement', 'function f() { a(); }', 'a()', 'with (a) b()', false],
  ['a parameter list', 'function f(a = () => { b(); }) { var b; }', 'b();', 'b(1);', false],
];

describe('a model that follows an edit of', () => {
  it.each(cases)('%s', (name, text, from, to, follows) => {
    const now = text.replace(from, () => to);
    for (const format of ['module', 'commonjs'] as const) {
      if (text.includes('export') && format === 'commonjs') continue;
      if (/010|with /.test(now) && format === 'module') continue;
      const found = follow(model(text, format), now);
      expect(found !== undefined, `${name}, ${format}`).toBe(follows);
    }
  });

  it('a function in any place of a program', () => {
    let followed = 0;
    fc.assert(
      fc.property(
        source,
        fc.constantFrom('module' as const, 'commonjs' as const),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (text, format, edits) => {
          // Each from the model of the one before, as an editor's texts are.
          let base = model(`function around() {\n${text}\n}`, format);
          for (const one of edits) {
            const now = one(base.text);
            const found = follow(base, now);
            if (found) followed += 1;
            base = found ?? parsed(now, format) ?? base;
          }
        },
      ),
      { numRuns: 80 },
    );
    expect(followed).toBeGreaterThan(10);
  });

  it('reads other functions when they are asked for', () => {
    const text = 'function f() { a(); }\nfunction g() { x += 1; (() => { yy(); })(); }\nlet x = 0;';
    const found = followEdit(model(text, 'module'), text.replace('a()', 'b()'));
    const [top, , g, inner] = found?.functions ?? [];
    const isRead = (): boolean => g !== undefined && Object.hasOwn(g.node, 'body');
    const x = top?.variables.find(({ name }) => name === 'x');
    expect(x).toMatchObject({ captured: true, assigned: true });
    expect([inner?.path, inner?.start]).toEqual(['g/expression()', text.indexOf('() => {')]);
    expect(isRead()).toBe(false);
    expect(x?.declaration.references).toHaveLength(2);
    expect(isRead()).toBe(true);
    expect(inner?.points.map(({ kind }) => kind)).toEqual(['entry', 'after', 'call']);
  });

  it('edits of which nobody has looked at all that is around', () => {
    let followed = 0;
    fc.assert(
      fc.property(
        source,
        fc.constantFrom('module' as const, 'commonjs' as const),
        fc.array(fc.tuple(edit, fc.array(fc.tuple(fc.nat(50), look), { maxLength: 3 })), {
          minLength: 2,
          maxLength: 6,
        }),
        (text, format, edits) => {
          let at = model(`${text}\nfunction around() {\n${text}\n}`, format);
          let count = 0;
          for (const [one, looks] of edits) {
            const found = followEdit(at, one(at.text));
            if (!found) continue;
            at = found;
            count += 1;
            for (const [index, lookAt] of looks) {
              const fn = at.functions[index % at.functions.length];
              if (fn) lookAt(at, fn);
            }
          }
          if (count < 2) return;
          followed += 1;
          expect(describeModel(at)).toEqual(describeModel(model(at.text, format)));
        },
      ),
      { numRuns: 150 },
    );
    expect(followed).toBeGreaterThan(10);
  });

  it('functions of packages', () => {
    const files = corpusFiles(fileURLToPath(new URL('../../..', import.meta.url))).filter(
      ({ text }) => text.length < 20_000,
    );
    let followed = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(edit, { minLength: 3, maxLength: 3 }),
        (file: CorpusFile, edits) => {
          let base = modelText(file.text);
          if (!base) return;
          for (const one of edits) {
            const found = follow(base, one(base.text));
            if (!found) continue;
            followed += 1;
            base = found;
          }
        },
      ),
      { numRuns: 25 },
    );
    expect(followed).toBeGreaterThan(0);
  });
});

/** What may be asked about a function. */
const look = fc.constantFrom<(at: FullSourceModel, fn: FunctionModel) => unknown>(
  (_, fn) => fn.node,
  (_, fn) => isFunctionNode(fn.node) && fn.node.body,
  (_, fn) => fn.points.length,
  (_, fn) => fn.variables.map(({ declaration }) => declaration.references.length),
  (at, fn) => at.nodesOf(fn.index).map((node) => at.referenceOf.get(node)),
  (at, fn) => at.scopes.acquire(fn.node)?.through,
  (at) => at.classes,
);

const SNIPPETS = [
  ' ',
  'x;',
  'a = b;',
  'load();',
  'let x = items;',
  'var b = () => a;',
  'function load() { return x; }',
  '"use strict";',
  'await a;',
  'yield a;',
  'this.#p;',
  'super.x;',
  'return arguments;',
  'arguments = 1;',
  'eval(a);',
  'new.target;',
  '(class { #p = a; static { b(); } m() { this.#p; } });',
  '({ a, b } = items);',
  '/a/.test(x);',
  '`${a}`;',
  '// a',
  '/* */',
  '}',
  '{',
  ')',
];

/** Something put behind a statement or a brace, taken out, or both. */
const edit = fc
  .tuple(fc.nat(100_000), fc.constantFrom(...SNIPPETS), fc.constantFrom(0, 0, 1, 5, 12))
  .map(([at, snippet, gone]) => (text: string): string => {
    const ends = [...text.matchAll(/[;{}]/g)].map(({ index }) => index + 1);
    const from = ends[at % ends.length] ?? 0;
    return text.slice(0, from) + snippet + text.slice(from + gone);
  });

function parsed(text: string, format: ModuleFormat): FullSourceModel | undefined {
  try {
    return model(text, format);
  } catch {
    return undefined;
  }
}
