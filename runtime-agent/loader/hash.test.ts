import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from './hash.js';

describe('hashText', () => {
  it('gives 32 digits, the same for the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(hashText(text)).toMatch(/^[0-9a-f]{32}$/);
        expect(hashText(`${text}`)).toBe(hashText(text));
      }),
    );
  });

  it('tells texts apart that differ in one place, in length, or in order', () => {
    const seen = new Map<string, string>();
    const add = (text: string): void => {
      const hash = hashText(text);
      if ((seen.get(hash) ?? text) !== text) throw new Error(`the same for ${text}`);
      seen.set(hash, text);
    };
    for (let i = 0; i < 70; i++) {
      add('a'.repeat(i));
      add('\0'.repeat(i));
      for (let at = 0; at < i; at++) add(`${'a'.repeat(at)}b${'a'.repeat(i - at)}`);
    }
    for (let i = 0; i < 20_000; i++) add(`const x = ${i};`);
    expect(seen.size).toBeGreaterThan(22_000);
  });

  it('tells large texts apart, whatever characters they are of', () => {
    const texts = ['a', 'ä', '語', '𝄞', 'ä𝄞'].flatMap((unit) => {
      const text = unit.repeat(100_000);
      const at = [0, 65_535, 65_536, text.length - 1];
      return [text, `${text}\0`, ...at.map((i) => `${text.slice(0, i)}x${text.slice(i + 1)}`)];
    });
    expect(new Set(texts.map(hashText)).size).toBe(texts.length);
    expect(texts.map((text) => hashText(`${text}`))).toEqual(texts.map(hashText));
  });
});
