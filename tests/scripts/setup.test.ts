import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, isNeeded } from '../../scripts/installed.mjs';
import { compareVersions } from '../../scripts/setup.mjs';
import { commandFor } from '../../scripts/start.mjs';
import { countRun } from '../../scripts/test.mjs';

const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' };

describe('isInstalled', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restitch-installed-'));
    await mkdir(join(folder, 'node_modules'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const locked = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-linux': { version: '2.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/b-darwin': { version: '2.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
  };
  const write = (name: string, packages: object) =>
    writeFile(join(folder, name), JSON.stringify({ packages }));

  it.each([
    ['nothing', undefined, false],
    ['everything of this platform', ['a@1.0.0', 'b-linux@2.0.0'], true],
    ['an older version', ['a@0.9.0', 'b-linux@2.0.0'], false],
    ['not this platform’s optional package', ['a@1.0.0'], false],
  ])('with %s in node_modules', async (_, present, expected) => {
    await write('package-lock.json', locked);
    if (present) {
      const packages = present.map((spec) => {
        const [name, version] = spec.split('@');
        return [`node_modules/${name}`, { version }];
      });
      await write('node_modules/.package-lock.json', Object.fromEntries(packages) as object);
    }
    expect(await isInstalled(folder, linux)).toBe(expected);
  });

  it('fails on a folder without a lock file', async () => {
    await expect(isInstalled(folder, linux)).rejects.toThrow(/package-lock\.json/);
  });
});

describe('isNeeded', () => {
  it('tells the C libraries of Linux apart', () => {
    const musl = { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] };
    expect(isNeeded(musl, linux)).toBe(false);
    expect(isNeeded(musl, { ...linux, libc: 'musl' })).toBe(true);
  });
});

describe('compareVersions', () => {
  it('compares by number, not by text', () => {
    expect(compareVersions('20.19.0', '20.9.0')).toBeGreaterThan(0);
    expect(compareVersions('9.0.0', '20.19.0')).toBeLessThan(0);
    expect(compareVersions('20.19.0', '20.19.0')).toBe(0);
  });
});

describe('commandFor', () => {
  it('shows the demo without arguments, else runs the program', () => {
    expect(commandFor([])).toEqual(['demo']);
    expect(commandFor(['--watch', 'a.ts', 'x'])).toEqual([
      'run',
      '--interactive',
      '--watch',
      'a.ts',
      'x',
    ]);
  });
});

describe('countRun', () => {
  it('adds up to what vitest reports', () => {
    expect(countRun({ numPassedTests: 3, numFailedTests: 2 }, 1)).toEqual({ passed: 3, failed: 2 });
    expect(countRun({ numPassedTests: 3, numFailedTests: 0 }, 0)).toEqual({ passed: 3, failed: 0 });
  });

  it('never takes a bad end or an empty run for a success', () => {
    expect(countRun({ numPassedTests: 3, numFailedTests: 0 }, 1).failed).toBe(1);
    expect(countRun({ numPassedTests: 0, numFailedTests: 0 }, 0).failed).toBe(1);
    expect(countRun(undefined, 1)).toEqual({ passed: 0, failed: 1 });
  });
});
