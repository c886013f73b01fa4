import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleOptions } from '../../scripts/build.mjs';
import { entries } from '../../scripts/entries.mjs';

const root = join(import.meta.dirname, '../..');

describe('the table of entries', () => {
  it('lists only sources that exist, each bundle once', () => {
    expect(entries.filter(({ source }) => !existsSync(join(root, source)))).toEqual([]);
    const outs = entries.map(({ out }) => out);
    expect(outs).toEqual([...new Set(outs)]);
  });

  it('gives the command a shebang that Node accepts', () => {
    const { banner, format } = bundleOptions({ source: 'a.ts', out: 'a.js', executable: true });
    expect(banner?.['js']).toMatch(/^#!\/usr\/bin\/env node$/m);
    expect(format).toBe('cjs');
  });
});

describe('a bundle', () => {
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'restitch-build-'));
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  async function run(source: string, out: string): Promise<{ stdout: string; text: string }> {
    const input = join(scratch, `${out}.ts`);
    const outfile = join(scratch, out);
    await writeFile(input, source);
    await esbuild.build({ ...bundleOptions({ source: input, out }), outfile });
    const { stdout, stderr } = spawnSync(process.execPath, [outfile], { encoding: 'utf8' });
    expect(stderr).toBe('');
    return { stdout, text: await readFile(outfile, 'utf8') };
  }

  it('as ESM runs CommonJS code that requires a module of Node, beside a require of its own', async () => {
    await writeFile(join(scratch, 'old.cjs'), "module.exports = require('path').basename('/a/b');");
    const source = `
      import { createRequire } from 'node:module';
      import old from './old.cjs';
      const require = createRequire(import.meta.url);
      console.log(old, (require('node:path') as typeof import('node:path')).basename('/c/d'));`;
    expect((await run(source, 'esm.mjs')).stdout).toBe('b d\n');
  });

  it('for the package keeps the names that the program’s stacks know the agent by', async () => {
    const input = join(scratch, 'names.ts');
    const outfile = join(scratch, 'names.cjs');
    const source = `
      function outer(): string {
        const ask = (): string => new Error('x').stack ?? '';
        return ((call: () => string) => call())(ask);
      }
      console.log(outer());`;
    await writeFile(input, source);
    const entry = { source: input, out: 'names.cjs', keepsNames: true };
    await esbuild.build({ ...bundleOptions(entry, { production: true }), outfile });
    const { stdout } = spawnSync(process.execPath, [outfile], { encoding: 'utf8' });
    expect(stdout).toMatch(/at ask .*at outer /s);
    const agents = entries.filter(({ out }) => out.startsWith('agent'));
    expect(agents.every(({ keepsNames }) => keepsNames === true)).toBe(true);
  });

  it('as CommonJS knows import.meta.url', async () => {
    const { stdout } = await run('console.log(import.meta.url);', 'url.cjs');
    expect(stdout.trim()).toBe(pathToFileURL(join(scratch, 'url.cjs')).href);
  });

  it('as CommonJS loads nothing that it does not use', async () => {
    expect((await run('console.log(1);', 'small.cjs')).text).not.toMatch(/node:url/);
  });
});
