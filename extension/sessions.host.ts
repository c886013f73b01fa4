import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { RestitchApi } from './api.js';
import type { LiveSession } from './sessions/live-session.js';
import {
  edit,
  extension,
  folder,
  noAutoSave,
  Program,
  setting,
  text,
  until,
  wordsSource,
  writeProgram,
} from './testing/programs.js';
import type { UpdateEnd } from './update/flow.js';

const other = join(dirname(folder), 'another');
const otherText = join(other, 'wörter.mjs');

describe('several sessions and versions', () => {
  let api: RestitchApi;
  const programs: Program[] = [];
  const restore: (() => void)[] = [];

  before(async () => {
    assert.ok(extension);
    await noAutoSave();
    api = await extension.activate();
  });

  afterEach(async () => {
    for (const undo of restore.splice(0)) undo();
    await vscode.debug.stopDebugging().then(undefined, () => undefined);
    for (const program of programs.splice(0)) await program.end();
    await until('the end of all sessions', () => api.sessions.live.length === 0);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(() => {
    for (const one of [folder, other]) rmSync(one, { recursive: true, force: true });
  });

  async function start(into: string): Promise<{ program: Program; session: LiveSession }> {
    const program = new Program(writeProgram(into));
    programs.push(program);
    const session = await until('the session', () => api.sessions.ofProcess(program.pid));
    await program.prints('one');
    return { program, session };
  }

  const run = (id: string, argument?: unknown): Thenable<UpdateEnd> =>
    vscode.commands.executeCommand<UpdateEnd>(`restitch.${id}`, argument);

  /** Answers modal questions, which a test has nobody for. */
  function answers(answer: string): string[] {
    const asked: string[] = [];
    const { showWarningMessage } = vscode.window;
    const window = vscode.window as { showWarningMessage: unknown };
    window.showWarningMessage = (message: string) => {
      asked.push(message);
      return Promise.resolve(answer);
    };
    restore.push(() => (window.showWarningMessage = showWarningMessage));
    return asked;
  }

  it('updates the session of the file in the editor, and no other', async () => {
    const a = await start(folder);
    const b = await start(other);
    assert.notEqual(a.session.name, b.session.name);
    await edit(text, wordsSource('first'));
    assert.equal((await run('apply')).kind, 'applied');
    await a.program.prints('first');
    await edit(otherText, wordsSource('second'));
    assert.equal((await run('apply')).kind, 'applied');
    await b.program.prints('second');
    await a.program.prints('first');
    assert.deepEqual([a.session.version, b.session.version], [2, 2]);
    // Both at once; each has a queue of its own.
    await edit(text, wordsSource('third'));
    await edit(otherText, wordsSource('fourth'));
    const ends = await Promise.all(
      [a, b].map(({ session }) => run('apply', { session: session.name })),
    );
    assert.deepEqual(
      ends.map(({ kind }) => kind),
      ['applied', 'applied'],
    );
    await a.program.prints('third');
    await b.program.prints('fourth');
  });

  it('goes back over several versions from the history, and shows what each changed', async () => {
    const { program, session } = await start(folder);
    for (const word of ['two', 'three', 'four']) {
      await edit(text, wordsSource(word));
      assert.equal((await run('apply')).kind, 'applied');
    }
    await program.prints('four');
    for (const [version, words] of [
      [2, ['one', 'two']],
      [4, ['three', 'four']],
    ] as const) {
      await run('compareVersion', { id: '', session: session.name, file: text, version });
      const title = `v${version - 1} ↔ v${version}`;
      const input = await until(title, () => {
        const { activeTab } = vscode.window.tabGroups.activeTabGroup;
        const shown = activeTab?.label.includes(title) ? activeTab.input : undefined;
        return shown instanceof vscode.TabInputTextDiff ? shown : undefined;
      });
      const texts = await Promise.all(
        [input.original, input.modified].map(async (uri) =>
          (await vscode.workspace.openTextDocument(uri)).getText(),
        ),
      );
      assert.deepEqual(texts, words.map(wordsSource));
    }
    const asked = answers('Go Back');
    await run('rollbackTo', { id: '', session: session.name, version: 1 });
    assert.match(asked[0] ?? '', /Take back 3 updates .* v1/);
    await program.prints('one');
    assert.deepEqual(
      session.updates.map(({ entry }) => entry.kind),
      ['start', 'update', 'update', 'update', 'rollback', 'rollback', 'rollback'],
    );
    // The files are as they were: they can be applied again.
    assert.equal((await run('apply', { session: session.name })).kind, 'applied');
    await program.prints('four');
  });

  it('attaches to the session that is picked', async () => {
    const { program, session } = await start(folder);
    const config = { type: 'restitch', request: 'attach', name: 'attached' };
    const attached = vscode.debug.startDebugging(vscode.workspace.workspaceFolders?.[0], config);
    const debugged = await until('the debug session', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return vscode.debug.activeDebugSession;
    });
    assert.ok(await attached);
    assert.equal(debugged.configuration['session'], session.name);
    const { threads } = (await until('its threads', () => debugged.customRequest('threads'))) as {
      threads: { name: string }[];
    };
    // The program has one thread; what Restitch runs in it is not shown.
    assert.deepEqual(
      threads.map(({ name }) => name),
      ['tick tack.mjs'],
    );
    await edit(text, wordsSource('attached'));
    assert.equal((await run('apply')).kind, 'applied');
    await program.prints('attached');
    await vscode.debug.stopDebugging(debugged);
    await program.prints('attached');
  });

  it('tells of a file that does not parse, of one that needs a restart, and of one on disk', async () => {
    const { session } = await start(folder);
    const facts = (): string =>
      JSON.stringify(api.pending.all.map(({ kind, change }) => [kind, change]));
    await edit(text, 'export function words(n) { return ( }\n');
    await until('the error', () => facts() === '[["obstacle","broken"]]');
    await edit(text, wordsSource('one').concat('export class Store {}\n'));
    assert.equal((await run('apply')).kind, 'applied');
    await edit(text, wordsSource('one').concat('export class Store extends Map {}\n'));
    await until('the need', () => facts().includes('["obstacle","unsupported"]'));
    await setting('onUnsupported', 'never');
    assert.equal((await run('apply', { session: session.name })).kind, 'unsupported');
    await setting('onUnsupported', undefined);
    await edit(text, wordsSource('one').concat('export class Store {}\n'));
    await until('nothing', () => facts() === '[]');
  });
});
