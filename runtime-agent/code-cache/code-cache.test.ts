import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRows, slotIndex, transportSlots } from '../coordinator/thread-rows.js';
import { CodeCache } from './code-cache.js';

let folder: string;
let bundle: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restitch-code-'));
  bundle = join(folder, 'bundle.cjs');
  writeFileSync(
    bundle,
    `exports.path = require('node:path').basename(__filename);
exports.cube = (x) => x ** 3;
exports.place = () => /bundle.cjs:\\d+/.exec(new Error().stack)[0];
`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const kept = (): string[] =>
  readdirSync(join(folder, 'code')).map((name) => join(folder, 'code', name));

function loadAndSave(cache: CodeCache, file = bundle): Record<string, unknown> {
  const { exports, save } = cache.load(file);
  const { path, cube, place } = exports as {
    path: string;
    cube: (x: number) => number;
    place: () => string;
  };
  const seen = { path, cube: cube(3), place: place() };
  save();
  return seen;
}

const right = { path: 'bundle.cjs', cube: 27, place: 'bundle.cjs:3' };

describe('the code cache', () => {
  it('keeps the code of what has run, and takes it the next time', () => {
    expect(loadAndSave(new CodeCache(folder))).toEqual(right);
    const [file = ''] = kept();
    const { ino } = statSync(file);
    expect(statSync(file).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
    expect(loadAndSave(new CodeCache(folder))).toEqual(right);
    // Code that V8 has refused would have been written anew.
    expect(kept()).toEqual([file]);
    expect(statSync(file).ino).toBe(ino);
  });

  it('writes what V8 refuses anew', () => {
    loadAndSave(new CodeCache(folder));
    const [file = ''] = kept();
    const whole = readFileSync(file);
    const damaged = Buffer.from(whole).fill(0, 256, 512);
    const wrongs = [Buffer.alloc(0), Buffer.from('nothing'), whole.subarray(0, 200), damaged];
    for (const wrong of wrongs) {
      writeFileSync(file, wrong);
      expect(loadAndSave(new CodeCache(folder))).toEqual(right);
      expect(readFileSync(file).length).toBeGreaterThan(512);
      expect(
        readFileSync(file)
          .subarray(256, 512)
          .every((byte) => byte === 0),
      ).toBe(false);
    }
  });

  it('does without a folder that can be written', () => {
    const noFolder = join(folder, 'bundle.cjs');
    expect(loadAndSave(new CodeCache(noFolder))).toEqual(right);
    expect(loadAndSave(new CodeCache(noFolder))).toEqual(right);
  });

  it('keeps the code for other flags apart', () => {
    const rows = createRows();
    loadAndSave(new CodeCache(folder, rows));
    Atomics.store(rows, slotIndex(0, transportSlots.widened), 1);
    loadAndSave(new CodeCache(folder, rows));
    expect(kept()).toHaveLength(2);
  });

  it('never takes the code of another text', () => {
    loadAndSave(new CodeCache(folder));
    const text = readFileSync(bundle, 'utf8');
    writeFileSync(bundle, `// longer\n${text.replace('** 3', '** 2')}`);
    expect(loadAndSave(new CodeCache(folder))).toEqual({
      ...right,
      cube: 9,
      place: 'bundle.cjs:4',
    });
  });

  it('leaves nothing in require.cache, and errors as they are', () => {
    writeFileSync(bundle, 'throw new RangeError("mine")');
    expect(() => new CodeCache(folder).load(bundle)).toThrow(RangeError);
    writeFileSync(bundle, 'const = 1');
    expect(() => new CodeCache(folder).load(bundle)).toThrow(SyntaxError);
    expect(() => new CodeCache(folder).load(join(folder, 'missing.cjs'))).toThrow('ENOENT');
  });
});
