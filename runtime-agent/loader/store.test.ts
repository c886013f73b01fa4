import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notInstrumented } from '../../protocol/diagnostics.js';
import { Store, type StoreEntry } from './store.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restitch-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = (hash: string, size = 10): StoreEntry => ({
  id: `/project/${hash}.ts`,
  hash,
  format: 'module',
  authored: 'let x: number = 1;',
  text: 'let x = 1;',
  stripMap: '{"version":3}',
  code: 'x'.repeat(size),
  columns: 'AAAA',
  displayMap: '{"version":3}',
});

describe('the store', () => {
  it('gives back what was put, in whole and in parts', () => {
    const store = new Store(folder);
    const whole = entry('aa11');
    expect(store.code('aa11')).toBeUndefined();
    expect(store.put(whole)).toEqual({ code: whole.code, format: 'module' });
    expect(store.get('aa11')).toEqual(whole);
    expect(store.code('aa11')).toEqual({ code: whole.code, format: 'module' });
    expect(store.columns('aa11')).toBe('AAAA');
    expect(store.stripMap('aa11')).toBe('{"version":3}');
    expect(store.authored('aa11')).toBe(whole.authored);
    expect(store.text('aa11')).toBe(whole.text);
    expect(store.idOf('aa11')).toBe(whole.id);
    expect(store.get('aa12')).toBeUndefined();
  });

  it('keeps the texts of a version that nobody has loaded, until somebody does', () => {
    const store = new Store(folder);
    const { code, columns, displayMap, ...source } = entry('ab11');
    store.putSource(source);
    store.putRanges('ab11', [0, 10]);
    expect(store.source('ab11')).toEqual(source);
    expect(store.idOf('ab11')).toBe(source.id);
    expect(store.ranges('ab11')).toEqual([0, 10]);
    expect(store.size('ab11')).toBe(source.authored.length);
    expect(store.get('ab11')).toBeUndefined();
    expect(store.code('ab11')).toBeUndefined();
    store.put({ ...source, code, columns, displayMap });
    expect(store.code('ab11')).toEqual({ code, format: 'module' });
    expect(store.source('ab11')).toEqual(source);
    expect(store.source('ab12')).toBeUndefined();
    expect(store.size('ab12')).toBe(Infinity);
  });

  it('keeps what there is of a large text beside the entry', () => {
    const store = new Store(folder);
    store.put({ ...entry('cc11'), charts: '{}', runs: '[1,2,3]' });
    expect(store.charts('cc11')).toBe('{}');
    expect(store.runs('cc11')).toBe('[1,2,3]');
    store.put(entry('cc12'));
    expect([store.charts('cc12'), store.runs('cc12')]).toEqual([undefined, undefined]);
  });

  it('makes few files of a small entry, and one for each part of a large one', () => {
    const store = new Store(folder);
    const small = { ...entry('cd11'), text: 'a\u2028b\n//# restitch {}', ranges: [0, 10] };
    store.put(small);
    expect(readdirSync(join(folder, 'cd')).sort()).toEqual(['cd11.js', 'cd11.map']);
    const { ranges: _, ...whole } = small;
    expect(store.get('cd11')).toEqual(whole);
    expect([store.ranges('cd11'), store.hasRanges('cd11')]).toEqual([[0, 10], true]);
    expect(store.size('cd11')).toBe(small.authored.length);
    store.put({ ...entry('cd12'), authored: 'long '.repeat(20_000) });
    const large = readdirSync(join(folder, 'cd')).filter((name) => name.startsWith('cd12'));
    expect(large).toHaveLength(6);
    expect(new Store(folder).authored('cd12')).toHaveLength(100_000);
    expect([store.hasRanges('cd12'), store.charts('cd12')]).toEqual([false, undefined]);
  });

  it('keeps why a module is not instrumented, and code that ends in anything', () => {
    const store = new Store(folder);
    const skipped = notInstrumented({ file: '/project/a.js', line: 3 }, 'so it is');
    const { stripMap: _, ...plain } = entry('bb22');
    const whole: StoreEntry = { ...plain, text: plain.authored, code: '// comment', skipped };
    store.put(whole);
    expect(store.get('bb22')).toEqual(whole);
    expect(store.code('bb22')).toEqual({ code: '// comment', format: 'module', skipped });
    expect(store.source('bb22')?.skipped).toEqual(skipped);
  });

  it('counts an entry without its code as missing', () => {
    const store = new Store(folder);
    store.put(entry('cc33'));
    rmSync(join(folder, 'cc', 'cc33.js'));
    expect(store.get('cc33')).toBeUndefined();
    expect(store.code('cc33')).toBeUndefined();
  });

  it('trims what was used longest ago', () => {
    const store = new Store(folder);
    for (const [i, hash] of ['dd01', 'dd02', 'dd03'].entries()) {
      store.put(entry(hash, 1000));
      const time = new Date(Date.now() - (10 - i) * 3600_000);
      for (const file of readdirSync(join(folder, 'dd'))) {
        if (file.startsWith(hash)) utimesSync(join(folder, 'dd', file), time, time);
      }
    }
    store.trim(10_000);
    expect(store.get('dd01')).toBeDefined();
    store.trim(2600);
    expect(store.get('dd01')).toBeUndefined();
    expect(store.get('dd02')).toBeDefined();
    store.trim(0);
    expect(readdirSync(join(folder, 'dd'))).toEqual([]);
  });

  it('stays whole when processes write and read the same entries at once', async () => {
    const script = join(folder, 'writer.cjs');
    await esbuild.build({
      stdin: {
        resolveDir: import.meta.dirname,
        contents: `
          import { Store } from './store.ts';
          const store = new Store(process.argv[2]);
          let seen = 0;
          for (let i = 0; i < 50; i++) {
            const hash = 'ee' + (i % 10);
            const code = 'code of ' + hash + ' '.repeat(20000);
            const found = store.code(hash);
            if (found && found.code !== code) throw new Error('half an entry: ' + found.code.length);
            if (found) seen++;
            store.put({ id: hash, hash, format: 'commonjs', authored: code, text: code, code,
              columns: 'AAAA', displayMap: '{}' });
          }
          console.log(seen);`,
      },
      bundle: true,
      platform: 'node',
      outfile: script,
      logLevel: 'error',
    });
    const store = join(folder, 'store');
    const run = promisify(execFile);
    const results = await Promise.all([1, 2, 3].map(() => run(process.execPath, [script, store])));
    for (const { stdout } of results) expect(Number(stdout)).toBeGreaterThanOrEqual(40);
    expect(readdirSync(join(store, 'ee')).filter((name) => /\.\d+-/.test(name))).toEqual([]);
  });
});
