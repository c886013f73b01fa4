import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHANGES, listPrograms } from './manifest.js';

const programs = listPrograms();

/** The files below a folder, relative to it. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort();
}

test('the programs of the engine are there', () => {
  expect(programs.map(({ name }) => name)).toEqual([
    'fibonacci',
    'game-of-life',
    'generator-pipeline',
    'http-server',
    'producer-consumer',
    'prototypes',
    'queue-worker',
    'simulation',
    'socket-server',
    'sort',
  ]);
});

test('together their updates hold every kind of change', () => {
  const kinds = programs.flatMap(({ updates }) => updates.flatMap(({ changes }) => changes));
  expect([...new Set(kinds)].sort()).toEqual([...CHANGES].sort());
});

describe.each(programs.map((program) => [program.name, program] as const))('%s', (_, program) => {
  test('its files are where the manifest says', () => {
    expect(existsSync(join(program.folder, program.entry))).toBe(true);
    expect(existsSync(join(program.folder, 'README.md'))).toBe(true);
    const versions = program.versions.filter((version) => version !== 'v1');
    expect(filesIn(join(program.folder, 'versions')).filter((file) => !file.includes('/'))).toEqual(
      versions,
    );
    const plans = program.updates.flatMap(({ plan }) => plan ?? []);
    for (const plan of plans) expect(existsSync(join(program.folder, plan))).toBe(true);
  });

  test('each update goes from a version to the one after it', () => {
    expect(program.updates.map(({ from, to }) => `${from} ${to}`)).toEqual(
      program.versions.slice(1).map((version, index) => `${program.versions[index]} ${version}`),
    );
  });

  // So a version can be copied over any earlier one.
  test('a version holds all files in which one before it differs from the first', () => {
    for (const { from, to } of program.updates) {
      if (from === 'v1') continue;
      const later = filesIn(join(program.folder, 'versions', to));
      expect(later).toEqual(
        expect.arrayContaining(filesIn(join(program.folder, 'versions', from))),
      );
    }
  });

  test('what its versions print is known, or cannot be', () => {
    expect([...program.expected.keys()]).toEqual(program.threads > 1 ? [] : program.versions);
  });
});
