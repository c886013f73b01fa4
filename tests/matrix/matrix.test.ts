import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCells, runCells } from './cells.js';
import { KINDS } from './kinds.js';
import { cellName, readMatrix } from './page.js';
import { FORMER_RUDE_EDITS, NO_COUNTERPART, RUDE_EDITS } from './roslyn.js';

/** Of so many cells one is run here; `npm run campaign:matrix` runs them all. */
const EACH = 17;

const page = readFileSync(join(import.meta.dirname, '../../docs/edit-matrix.md'), 'utf8');

describe('the edit matrix', () => {
  it('has all cells on its page', () => {
    const cells = allCells().map(({ kind, activity }) => cellName(kind, activity));
    expect([...readMatrix(page).keys()].sort()).toEqual(cells.sort());
    expect(page).toContain(`${cells.length} cells`);
    expect(page).toContain('; 0 wrong.');
  });

  it('names kinds once, and each rude edit that has a counterpart', () => {
    const titles = KINDS.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    const used = new Set(KINDS.flatMap(({ rude }) => rude));
    const others = NO_COUNTERPART.flatMap(([names]) => names);
    const known = [...used, ...others].filter((name) => !(name in FORMER_RUDE_EDITS));
    expect(known.sort()).toEqual(Object.keys(RUDE_EDITS).sort());
  });

  it('shows each rude edit that .NET reports, with its number', () => {
    const shown = [...page.matchAll(/^\| ENC(\d{4}) \| `(\w+)` \| (.+) \|$/gm)];
    expect(shown.map(([, number, name]) => [name, Number(number)])).toEqual(
      Object.entries(RUDE_EDITS),
    );
    // As many as there are numbers from 1 to 120, without those that were never used or are gone.
    expect(shown.length).toBe(90);
    expect(shown.filter(([, , , rows = '']) => rows.trim() === '')).toEqual([]);
  });

  it('is what updates of running programs do', async () => {
    const cells = allCells().filter((_, index) => index % EACH === 0);
    const answers = readMatrix(page);
    const results = await runCells(cells);
    const found = results.map(({ kind, activity, answer, wrong }) => ({
      cell: cellName(kind, activity),
      answer,
      wrong,
    }));
    expect(found).toEqual(
      found.map(({ cell }) => ({ cell, answer: answers.get(cell), wrong: undefined })),
    );
  });
});
