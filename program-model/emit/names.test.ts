import { expect, test } from 'vitest';
import { tagOf } from './names.js';

test('a hash becomes eight characters of a name, and what tells its versions apart stays', () => {
  const hash = '3d026c682d0e77da1679a092fb8541ed';
  expect(tagOf(hash)).toMatch(/^[0-9a-zA-Z]{8}$/);
  expect(tagOf(`${hash}~3`)).toBe(`${tagOf(hash)}_3`);
  expect(tagOf(`${'f'.repeat(32)}~12`)).toBe('DXLgGAi3_12');
  expect(tagOf('0'.repeat(32))).toBe('00000000');
  expect(tagOf('h')).toBe('h');
});

test('hashes that differ in their first 47 bits have different names', () => {
  const hashes = Array.from({ length: 4096 }, (_, n) => n.toString(16).padStart(3, '0'));
  for (const at of [0, 3, 6]) {
    const tags = hashes.map((digits) => tagOf('0'.repeat(at) + digits + '0'.repeat(29 - at)));
    expect(new Set(tags).size).toBe(4096);
  }
});
