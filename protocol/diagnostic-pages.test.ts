import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import * as diagnostics from './diagnostics.js';
import { diagnosticPages, diagnosticsDocument } from './diagnostic-pages.js';

const source = readFileSync(join(import.meta.dirname, 'diagnostics.ts'), 'utf8');

/** The codes that the functions give their diagnostics. */
const codes = [...source.matchAll(/diagnostic\(\s*'(RS\d{4})'/g)]
  .map(([, code]) => code ?? '')
  .sort();

describe('the page of diagnostics', () => {
  it('has every code, and no other', () => {
    expect(Object.keys(diagnosticPages).sort()).toEqual(codes);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('knows all functions that make diagnostics', () => {
    const makers = Object.values(diagnostics).filter(
      (value) => typeof value === 'function' && value !== diagnostics.RestitchError,
    );
    expect(codes).toHaveLength(makers.length);
  });

  it('is the one in docs/', async () => {
    const text = await format(diagnosticsDocument(), { parser: 'markdown', printWidth: 100 });
    await expect(text).toMatchFileSnapshot('../docs/diagnostics.md');
  });
});
