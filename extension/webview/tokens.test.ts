import { expect, it } from 'vitest';
import { tokensOf } from './tokens.js';

it.each([
  "const n = 0x1f + 2e3; // 'no string'",
  'return `${a} b` + "c\\"d" + \'open',
  'x = /* const */ y.constant',
  '',
])('divides %j without losing anything', (line) => {
  expect(
    tokensOf(line)
      .map(({ text }) => text)
      .join(''),
  ).toBe(line);
});

it('tells keywords, strings, numbers and comments', () => {
  const kinds = tokensOf("if (a1) say('const', 4); // if").filter(({ kind }) => kind !== 'other');
  expect(kinds.map(({ text, kind }) => `${kind} ${text}`)).toEqual([
    'keyword if',
    "string 'const'",
    'number 4',
    'comment // if',
  ]);
});
