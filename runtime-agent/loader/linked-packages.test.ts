import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayImportTypeScriptPackage } from './linked-packages.js';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'packages-')));

function add(path: string, json: object): void {
  const file = join(folder, path, 'package.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(json));
}

add('app/node_modules/plain', { main: 'index.js', types: 'index.d.ts' });
add('app/node_modules/@some/code', { exports: { '.': './src/index.ts' } });
add('packages/linked', { main: 'dist/index.js' });
symlinkSync(join(folder, 'packages/linked'), join(folder, 'app/node_modules/linked'));

const may = (text: string): boolean =>
  mayImportTypeScriptPackage(join(folder, 'app/src/main.mjs'), text);

describe('packages that may be TypeScript', () => {
  it.each([
    ['one that is linked', "import { a } from 'linked';", true],
    ['a part of it, imported while it runs', "await import('linked/part');", true],
    ['one whose code is TypeScript', 'import "@some/code";', true],
    ['one that is not there', "export * from 'nowhere';", true],
    ['one of JavaScript with declarations', "import a from 'plain';", false],
    ['a part of it', "import a from 'plain/lib/a.js';", false],
    ['modules of Node', "import fs from 'fs';\nimport { join } from 'node:path';", false],
    ['files', "import a from './a.js';", false],
  ])('%s', (_, text, expected) => {
    expect(may(text)).toBe(expected);
  });
});
