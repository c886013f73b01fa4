import { expect, test } from 'vitest';
import { instrumentModule } from '../instrument/index.js';
import { chartSource } from './chart/index.js';
import { modelSource } from './index.js';

const source = (text: string) => ({
  id: '/m.mjs',
  hash: 'abcdef',
  text,
  format: 'module' as const,
});

const obstacles = (text: string): (string | undefined)[] =>
  modelSource({ ...source(text), statements: false }).functions.map(
    ({ obstacle }) => obstacle?.kind,
  );

const declared = [
  'using a = f();',
  'await using a = f();',
  '{ using a = f(); }',
  'for (using a of f()) g();',
  'for (await using a of f()) g();',
];

test.each(declared)('a function with %s stays as its author wrote it', (statement) => {
  const text = `function f() { g(); }\nasync function run() { ${statement} return () => g(); }\n`;
  expect(obstacles(text)).toEqual([undefined, undefined, 'native', 'native']);
  const { code } = instrumentModule({ ...source(text), statements: false });
  expect(code).toContain(`async function run() { ${statement} return () => g(); }`);
});

test.each(declared)('a module is not instrumented that has %s at its top', (statement) => {
  expect(() => obstacles(`function f() { g(); }\n${statement}\n`)).toThrow(
    /top declares .* by using/,
  );
});

test('other variables of that name are no obstacle', () => {
  expect(obstacles('function f() { let using = 1; using = g(using); return using; }')).toEqual([
    undefined,
    undefined,
  ]);
});

test('a function that uses it is not left to be read later', () => {
  const body = Array.from({ length: 400 }, (_, n) => `  g(${n});`).join('\n');
  const text = `function f() {\n${body}\n}\nfunction run() {\n using a = f();\n${body}\n}\n`;
  const model = chartSource(
    { ...source(text), statements: false },
    { sizes: { shortest: 20, longest: 100_000 } },
  );
  expect(model.functions.map(({ obstacle }) => obstacle?.kind)).toEqual([
    undefined,
    undefined,
    'native',
  ]);
});
