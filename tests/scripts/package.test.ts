import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePackage } from '../../scripts/package.mjs';
import { installPackage } from '../../scripts/workbench/install.mjs';

let scratch: string;
let bytes: number;
let installed: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'restitch-vsix-'));
  const made = await makePackage({ file: join(scratch, 'restitch.vsix'), log: () => undefined });
  bytes = made.bytes;
  installed = await installPackage(made.file, join(scratch, 'extensions'));
});
afterAll(() => rm(scratch, { recursive: true, force: true, maxRetries: 5 }));

it('is at most 3 MB, with a tenth to spare', () => {
  expect(bytes).toBeLessThan(2.7e6);
});

it('holds the bundles, what they show, and nothing else', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(installed, name)).isFile())
    .map((name) => name.split(sep).join('/'));
  // What the editor notes when it installs has a name with a dot.
  expect(files.filter((name) => !name.startsWith('.')).sort()).toMatchInlineSnapshot();
});

it('starts without the modules of a checkout', () => {
  const output = execFileSync(process.execPath, [join(installed, 'dist/cli.js'), '--version'], {
    encoding: 'utf8',
    cwd: scratch,
  });
  expect(output.trim()).toMatch(/^\d+\.\d+\.\d+$/);
});
