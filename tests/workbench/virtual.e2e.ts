import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkExtension, Workbench } from '../../scripts/workbench/workbench.mjs';
import { runCommandByTitle } from '../../scripts/workbench/palette.mjs';
import { Looks } from './looks.js';

/** An extension whose files lie nowhere: a folder with one program in it. */
const provider = `const { Disposable, EventEmitter, FileSystemError, FileType, workspace } = require('vscode');
const text = Buffer.from("setInterval(() => console.log('tick'), 300);\\n");
const stat = (type, size) => ({ type, size, ctime: 0, mtime: 0 });
exports.activate = (context) => {
  context.subscriptions.push(workspace.registerFileSystemProvider('nowhere', {
    onDidChangeFile: new EventEmitter().event,
    watch: () => new Disposable(() => {}),
    stat({ path }) {
      if (path === '/' || path === '/project') return stat(FileType.Directory, 0);
      if (path === '/project/ticker.js') return stat(FileType.File, text.length);
      throw FileSystemError.FileNotFound(path);
    },
    readDirectory: () => [['ticker.js', FileType.File]],
    readFile: () => text,
    createDirectory() {}, writeFile() {}, delete() {}, rename() {},
  }));
};
`;
const manifest = {
  name: 'nowhere',
  publisher: 'tests',
  version: '1.0.0',
  engines: { vscode: '^1.100.0' },
  main: './main.js',
  activationEvents: ['onFileSystem:nowhere'],
  capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
};

let scratch: string;
let workbench: Workbench;
let looks: Looks;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'restitch-e2e-'));
  const extensions = await linkExtension(join(scratch, 'extensions'));
  const own = join(extensions, 'tests.nowhere-1.0.0');
  await mkdir(own);
  await writeFile(join(own, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(own, 'main.js'), provider);
  workbench = await Workbench.open({ folder: 'nowhere:/project', extensions });
  looks = new Looks(workbench.page, 'virtual');
});
afterAll(async () => {
  await looks?.picture('end');
  await workbench?.close();
  await rm(scratch, { recursive: true, force: true });
});

it('a folder whose files lie nowhere has nothing of it, and is told why', async () => {
  const { page } = workbench;
  await page
    .locator('.explorer-folders-view .monaco-list-row', { hasText: 'ticker.js' })
    .dblclick();
  await page.locator('.view-line', { hasText: 'tick' }).first().waitFor();
  expect(await page.locator('.activitybar [aria-label^="Live Update"]').count()).toBe(0);
  expect(await page.locator('.statusbar-item', { hasText: /live/ }).count()).toBe(0);
  await runCommandByTitle(page, 'Extensions: Show Installed Extensions');
  const row = page.locator('.extension-list-item', { hasText: 'Restitch' });
  await row.first().waitFor();
  await row.first().click();
  await page
    .locator('.extension-editor')
    .getByText('Programs run from files on disk.')
    .first()
    .waitFor();
  await looks.picture('why');
});
