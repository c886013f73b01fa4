import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { corpusFiles, modelText } from '../../../bench/mapping/corpus.js';
import { describeModel } from '../follow/testing/describe.js';
import {
  chartSource,
  followEdit,
  isFunctionNode,
  modelSource,
  saveCharts,
  type ModuleFormat,
} from '../index.js';
import { islandsOf } from '../follow/assemble.js';
import type { IslandSizes } from './charting-parser.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const someFiles = corpusFiles(root).filter((_, index) => index % 51 === 0);

const small = { shortest: 0, longest: 40 };
const someSizes = [small, { shortest: 30, longest: 400 }, { shortest: 100, longest: 3_000 }];

function expectCharted(text: string, format: ModuleFormat, sizes: IslandSizes): number {
  const input = { id: '/m.js', text, format };
  const charted = chartSource(input, { sizes });
  const islands = islandsOf(charted)?.islands.islands.length ?? 0;
  const whole = modelSource(input);
  const charts = saveCharts(whole, sizes);
  const expected = describeModel(whole);
  expect(describeModel(charted)).toEqual(expected);
  expect(describeModel(chartSource(input, { sizes, charts }))).toEqual(expected);
  return islands;
}

describe('a model of whose text most is read later', () => {
  const texts: [name: string, text: string, islands: number][] = [
    ['functions', 'let n = 0; function f() { n += g(1); } function g(a) { return a; } f();', 2],
    [
      'methods',
      'class C extends D { #p; m() { return this.#p; } get x() { return 1; } set x(v) {} }',
      3,
    ],
    ['a derived constructor', 'class C extends D { constructor() { f(); super(); } }', 0],
    ['a constructor', 'class C { constructor() { this.a = b(); } }', 1],
    ['fields', 'class C { f = () => { a(); }; static { (() => { b(); })(); } }', 1],
    ['a named expression', 'const f = function g() { return g; }; f();', 1],
    ['parameters', 'function f({ a = () => { b(); } } = {}) { return a; } f();', 1],
    [
      'parameters of an arrow function',
      'const f = (a = function () { b(); }) => { a(); }; function g() {}',
      0,
    ],
    ['eval', 'let x; function f() { eval("x"); } function g() { return x; }', 1],
    ['a sloppy block function', 'function f() { { function g() {} } g(); } f();', 1],
    ['a written function', 'function f() {} () => { f = 1; };', 2],
    ['a capture', 'let a, b = 1; const f = () => { a = b; }; f(); const g = (x) => { b = x; };', 2],
    ['arguments', 'function f() { return () => { return arguments; }; }', 1],
    ['a global', 'x = 1; function f() { x += y; return typeof z; }', 1],
    [
      'a strict function',
      'function f() { "use strict"; return this; } function g() { return this; }',
      2,
    ],
    ['a default export', 'export default function () { a(); }\nlet a = b;', 1],
  ];

  it.each(texts)('%s', (_, text, count) => {
    const format = text.startsWith('export') ? 'module' : 'commonjs';
    expect(expectCharted(text, format, { shortest: 0, longest: 1_000 })).toBe(count);
  });

  it.each(someFiles)('is that of the whole text of $name', ({ text }) => {
    const format = modelText(text)?.format;
    if (!format) return;
    for (const size of someSizes) expectCharted(text, format, size);
  });

  it.each(someFiles)('is followed in an edit of $name', ({ text }) => {
    const whole = modelText(text);
    if (!whole) return;
    const input = { id: '/m.js', text, format: whole.format };
    const sizes = small;
    const charts = saveCharts(whole, sizes);
    const inside = whole.functions.filter(
      ({ node }) => isFunctionNode(node) && node.body.type === 'BlockStatement',
    );
    for (const fn of inside.filter((_, index) => index % 7 === 0)) {
      const at = isFunctionNode(fn.node) ? fn.node.body.start + 1 : 0;
      const edited = `${text.slice(0, at)} let added = other(); added++;${text.slice(at)}`;
      const found = followEdit(chartSource(input, { sizes, charts }), edited);
      if (!found) continue;
      const expected = describeModel(modelSource({ ...input, text: edited }));
      expect(describeModel(found)).toEqual(expected);
    }
  });

  it('takes no charts of another text', () => {
    const text = 'function f() { return g(); }\nf();\n';
    const sizes = small;
    const charts = saveCharts(modelSource({ id: '/m.js', text, format: 'commonjs' }), sizes);
    const input = { id: '/m.js', text: text.replace('g()', 'g(1)'), format: 'commonjs' as const };
    const found = describeModel(chartSource(input, { sizes, charts }));
    expect(found).toEqual(describeModel(modelSource(input)));
  });
});
