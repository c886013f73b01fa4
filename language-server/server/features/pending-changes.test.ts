import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { WorkspaceSymbol } from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { pendingChangesChanged, type PendingChange } from '../../../protocol/lsp/index.js';
import { TestClient } from '../testing/client.js';

const MAIN = `import { a } from './lib.mjs';
function serve() { return a(); }
let limit = load();
class Store { size = 0; }
`;
const LIB = `export function a() { return 1; }
`;

it('list what is edited in buffers and on disk, in a request and as symbols', async () => {
  const test = await TestClient.start();
  const session = await test.run({ 'main.mjs': MAIN, 'lib.mjs': LIB });
  const counts: Record<string, number>[] = [];
  test.client.onNotification(pendingChangesChanged, (told) => void counts.push(told.counts));
  await test.open(
    'main.mjs',
    MAIN.replace('a();', 'a() + 1;')
      .replace('load()', 'load(1)')
      .replace('size = 0;', 'count = 0;')
      .concat('serve();\nexport const b = 1;\n'),
  );
  writeFileSync(join(test.folder, 'lib.mjs'), LIB.replace('1', '2'));
  await test.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
  const pending = (): Promise<PendingChange[]> =>
    test.client.sendRequest('restitch/pendingChanges', {});
  await test.until(async () => (await pending()).some(({ uri }) => uri.endsWith('lib.mjs')));
  const shown = (await pending()).map(({ kind, name, change, uri }) =>
    [kind, name, change, uri.endsWith('lib.mjs') ? 'lib' : 'main'].join(' '),
  );
  expect(shown.sort()).toEqual([
    'binding b added main',
    'binding limit kept main',
    'class Store changed main',
    'export b added main',
    'function a changed lib',
    'function serve changed main',
    'statement serve(); added main',
  ]);
  const symbols = await test.client.sendRequest<WorkspaceSymbol[]>('workspace/symbol', {
    query: 'SERV',
  });
  expect(symbols.map(({ name, containerName }) => `${name}: ${containerName}`).sort()).toEqual([
    'serve();: added, pending in fake',
    'serve: changed, pending in fake',
  ]);
  await test.until(() => counts.at(-1)?.['fake'] === 7);
  session.end();
  await test.until(async () => (await pending()).length === 0);
});

it('list what keeps an edit from being applied', async () => {
  const test = await TestClient.start();
  await test.run({ 'main.mjs': MAIN });
  const shown = async (): Promise<string[]> => {
    const found = await test.client.sendRequest<PendingChange[]>('restitch/pendingChanges', {});
    return found.map(({ kind, change, range }) => `${kind} ${change} ${range.start.line + 1}`);
  };
  await test.open('main.mjs', MAIN.replace('a();', 'a(;'));
  await test.until(async () => (await shown()).join() === 'obstacle broken 2');
  await test.edit('main.mjs', MAIN.replace('class Store', 'class Store extends Map'));
  await test.until(async () => (await shown()).includes('obstacle unsupported 4'));
  expect((await shown()).some((line) => line.startsWith('class changed'))).toBe(true);
  await test.edit('main.mjs', MAIN);
  await test.until(async () => (await shown()).length === 0);
});

describe('a file that is deleted', () => {
  const start = async (open: string[]) => {
    const test = await TestClient.start();
    await test.run({ 'main.mjs': MAIN, 'lib.mjs': LIB });
    for (const file of open) await test.open(file, file === 'lib.mjs' ? LIB : MAIN);
    const scan = (): Promise<void> =>
      test.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
    const shown = async (): Promise<string[]> => {
      const found = await test.client.sendRequest<PendingChange[]>('restitch/pendingChanges', {});
      return found
        .map(({ kind, name, change, uri }) => `${basename(uri)}: ${kind} ${change} ${name}`)
        .sort();
    };
    return { test, scan, shown };
  };
  const MISSED =
    'lib.mjs: obstacle broken The source file of a loaded module is gone, and main.mjs still imports it.';

  it.each([
    ['and is not open', []],
    ['while an editor shows it', ['lib.mjs']],
  ])('%s is an obstacle as long as it is imported', async (_, open) => {
    const { test, scan, shown } = await start(open);
    rmSync(join(test.folder, 'lib.mjs'));
    await scan();
    await test.until(async () => (await shown()).join() === MISSED);
    const renamed = MAIN.replace('./lib.mjs', './other.mjs');
    writeFileSync(join(test.folder, 'other.mjs'), LIB.replace('1', '2'));
    await test.open('main.mjs', renamed);
    const moved = ['lib.mjs: export removed a', 'lib.mjs: function moved a'];
    await test.until(async () => {
      const now = await shown();
      return moved.every((line) => now.includes(line));
    });
    await test.edit('main.mjs', MAIN);
    await test.until(async () => (await shown()).join() === MISSED);
    writeFileSync(join(test.folder, 'lib.mjs'), LIB);
    await scan();
    await test.until(async () => (await shown()).length === 0);
  });
});

describe('a program that is found before it has loaded anything', () => {
  it.each([
    ['while it is not edited any more', 0],
    ['at once after it was found', 200],
  ])('has its changes listed, edited %s', async (_, wait) => {
    const test = await TestClient.start();
    const session = await test.run({});
    const pending = (): Promise<PendingChange[]> =>
      test.client.sendRequest('restitch/pendingChanges', {});
    if (wait === 0) await test.open('main.mjs', MAIN.replace('a();', 'a() + 1;'));
    session.load('main.mjs', MAIN);
    session.load('lib.mjs', LIB);
    if (wait > 0) {
      await test.open('main.mjs', MAIN);
      await test.edit('main.mjs', MAIN.replace('a();', 'a() + 1;'));
    }
    await test.until(async () => (await pending()).some(({ name }) => name === 'serve'));
  });
});
