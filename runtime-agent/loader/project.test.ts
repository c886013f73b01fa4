import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { globSources } from '../client/globs.js';
import { detectFormat } from './detect-format.js';
import { fileKind } from './file-kind.js';
import { projectFolder, workspaceFolder } from '../client/project-folder.js';
import { scopeFilter } from './project.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restitch-project-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(path: string, text = ''): string {
  const whole = join(folder, path);
  mkdirSync(join(whole, '..'), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

describe('the project of an entry', () => {
  it('is its nearest package', () => {
    file('package.json', '{}');
    file('inner/package.json', '{ "type": "module" }');
    expect(projectFolder(file('src/deep/main.ts'))).toBe(folder);
    expect(projectFolder(file('inner/src/main.ts'))).toBe(join(folder, 'inner'));
    expect(fileKind(join(folder, 'inner/src/main.ts'))).toMatchObject({ format: 'module' });
    expect(fileKind(join(folder, 'src/deep/main.ts'))).toMatchObject({ format: undefined });
  });

  it('is the folder of all packages where it is one of several and all are wanted', () => {
    file('package.json', '{ "workspaces": ["packages/*"] }');
    file('packages/one/package.json', '{}');
    file('fixtures/alone/package.json', '{}');
    file('yarn/package.json', '{ "workspaces": { "packages": ["./app", "libs/**"] } }');
    file('yarn/app/package.json', '{}');
    file('yarn/libs/a/b/package.json', '{}');
    file('pnpm/pnpm-workspace.yaml', 'packages: [apps/*]');
    file('pnpm/apps/two/package.json', '{}');
    expect(workspaceFolder(file('packages/one/src/main.ts'))).toBe(folder);
    expect(projectFolder(file('packages/one/src/main.ts'))).toBe(join(folder, 'packages/one'));
    expect(workspaceFolder(file('scripts/main.ts'))).toBe(folder);
    expect(workspaceFolder(file('fixtures/alone/main.ts'))).toBe(join(folder, 'fixtures/alone'));
    expect(workspaceFolder(file('yarn/app/main.ts'))).toBe(join(folder, 'yarn'));
    expect(workspaceFolder(file('yarn/libs/a/b/main.ts'))).toBe(join(folder, 'yarn'));
    expect(workspaceFolder(file('pnpm/apps/two/main.ts'))).toBe(join(folder, 'pnpm'));
    expect(projectFolder(file('node_modules/tool/bin/run.js'))).toBe(folder);
  });

  it('is its folder where there is no package', () => {
    expect(projectFolder(file('lone/main.js'))).toBe(join(folder, 'lone'));
  });

  it('is the one around node_modules for a tool that lies there', () => {
    file('package.json', '{}');
    file('node_modules/tool/package.json', '{}');
    expect(projectFolder(file('node_modules/tool/bin/run.js'))).toBe(folder);
  });
});

describe('what is instrumented', () => {
  const inside = (path: string, include: string[] = [], exclude: string[] = []): boolean => {
    const scope = {
      root: folder,
      include: globSources(include, folder),
      exclude: globSources(exclude, folder),
    };
    return scopeFilter(scope, '/restitch/dist')(path);
  };

  it('is the sources in the project, without node_modules', () => {
    expect(inside(join(folder, 'src/a.ts'))).toBe(true);
    expect(inside(join(folder, 'a.mjs'))).toBe(true);
    expect(inside(join(folder, 'a.json'))).toBe(false);
    expect(inside(join(folder, 'a.wasm'))).toBe(false);
    expect(inside(join(folder, 'node_modules/x/a.js'))).toBe(false);
    expect(inside(join(folder, 'packages/p/node_modules/x/a.js'))).toBe(false);
    expect(inside('/elsewhere/a.js')).toBe(false);
    expect(inside(`${folder}-2/a.js`)).toBe(false);
    expect(inside('/restitch/dist/agent.cjs', ['/restitch'])).toBe(false);
  });

  it('is widened and narrowed by globs', () => {
    expect(inside(join(folder, 'node_modules/x/lib/a.js'), ['node_modules/x'])).toBe(true);
    expect(inside(join(folder, 'node_modules/x/lib/a.js'), ['node_modules/x/**/*.js'])).toBe(true);
    expect(inside(join(folder, 'node_modules/y/lib/a.js'), ['node_modules/x'])).toBe(false);
    expect(inside('/elsewhere/a.js', ['/elsewhere/'])).toBe(true);
    expect(inside(join(folder, 'src/a.js'), [], ['src'])).toBe(false);
    expect(inside(join(folder, 'src/a.gen.js'), [], ['*.gen.js'])).toBe(false);
    expect(inside(join(folder, 'src/a.js'), [], ['*.gen.js'])).toBe(true);
    expect(inside(join(folder, 'src/a.js'), ['src'], ['src/a.js'])).toBe(false);
  });
});

describe('the format of a module that says nothing of it', () => {
  it.each([
    ['const a = require("a"); module.exports = a;', 'commonjs'],
    ['await 1;', 'module'],
    ['import a from "a";', 'module'],
    ['export const a = 1;', 'module'],
    ['console.log(import.meta.url);', 'module'],
    ['const require = 1; await 2;', 'module'],
    ['import("a");', 'commonjs'],
    ['return 1;', 'commonjs'],
    ['let x = ;', 'commonjs'],
    ['// import a from "a"', 'commonjs'],
  ])('%s', (text, format) => {
    expect(detectFormat(text)).toBe(format);
  });
});
