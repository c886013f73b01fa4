import { expect, it } from 'vitest';
import { Correspondences } from './correspondence.js';
import { SourceVersion } from './source-version.js';

const version = (text: string, hash: string): SourceVersion =>
  new SourceVersion(
    { id: '/p.js', hash: hash.repeat(32), text, authored: text, format: 'commonjs' },
    true,
  );

it.each([
  ['one', 'const r = BigInt(x.slice(0, -1));\n    return r;'],
  ['two', 'const s = x.slice(0, -39);\n    const r = BigInt(s);\n    return r;'],
])('a return follows into the one that %s of the variables before it went into', (_, old) => {
  const around = (body: string): string =>
    `function big(x) {\n  if (x) {\n    ${body}\n  }\n  return x;\n}\n`;
  const before = version(around(old), 'a');
  const after = version(around('return BigInt(x.slice(0, -1));'), 'b');
  const from = before.entry.text.indexOf('return r;');
  const { offset } = new Correspondences().follow(before, after, from);
  expect(offset).toBe(after.entry.text.indexOf('return BigInt'));
});
