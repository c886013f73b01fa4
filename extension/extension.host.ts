import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { PLAN_FORMAT } from '../protocol/plan.js';
import type { RestitchApi } from './api.js';
import type { LiveSession } from './sessions/live-session.js';
import {
  childrenWith,
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

describe('the extension', function () {
  let api: RestitchApi;
  let program: Program;
  let session: LiveSession;

  before(async () => {
    assert.ok(extension);
    await noAutoSave();
    const isActive = extension.isActive;
    const start = performance.now();
    api = await extension.activate();
    const took = performance.now() - start;
    console.log(`activated in ${took.toFixed(1)} ms${isActive ? ' (was active)' : ''}`);
  });

  beforeEach(async () => {
    writeProgram();
    program = new Program();
    session = await until('the session', () => api.sessions.ofProcess(program.pid));
    await program.prints('one');
  });

  afterEach(async () => {
    for (const name of ['applyOn', 'review', 'onUnsupported']) await setting(name, undefined);
    await program.end();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('the end of the session', () => !api.sessions.ofProcess(program.pid));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const apply = (): Thenable<UpdateEnd> =>
    vscode.commands.executeCommand<UpdateEnd>('restitch.apply', { session: session.name });

  it('saves, applies and undoes a change of a program that a terminal has started', async () => {
    const document = await edit(text, wordsSource('two'));
    await until('the pending change', () => api.pending.of(session.name).length > 0);
    assert.ok(document.isDirty);
    const end = await apply();
    assert.equal(end.kind, 'applied');
    assert.ok(!document.isDirty);
    await program.prints('two');
    await until('no pending change', () => api.pending.of(session.name).length === 0);
    assert.equal(session.version, 2);

    const undone = await vscode.commands.executeCommand<UpdateEnd>('restitch.rollback', {
      session: session.name,
    });
    assert.equal(undone.kind, 'applied');
    await program.prints('one');
    assert.deepEqual(
      session.updates.map(({ entry }) => entry.kind),
      ['start', 'update', 'rollback'],
    );
  });

  it('marks the lines that differ until they are applied', async () => {
    const document = await edit(text, wordsSource('two'));
    const marked = await until('marks', () => {
      const marks = api.decorations.marksIn(document);
      return marks && marks.changed.length > 0 ? marks : undefined;
    });
    assert.deepEqual(
      marked.changed.map(({ start }) => start.line),
      [1],
    );
    await apply();
    await until('no marks', () => api.decorations.marksIn(document)?.changed.length === 0);
  });

  it('loses none of 50 quick saves, and makes one update at a time', async function () {
    this.timeout(240_000);
    await setting('applyOn', 'save');
    let most = 0;
    let now = 0;
    const counting = api.updates.busy.on((busy) => {
      now = api.updates.isBusy(busy) ? now + 1 : now - 1;
      most = Math.max(most, now);
    });
    for (let save = 1; save <= 50; save++) {
      const document = await edit(text, wordsSource(`save${save}`));
      assert.ok(await document.save());
    }
    await program.prints('save50');
    await until('the last update', () => now === 0);
    counting.dispose();
    assert.equal(most, 1);
    assert.ok(session.version > 1 && session.version <= 51, `version ${session.version}`);
  });

  it('applies what was saved when nothing is typed any more', async () => {
    await setting('applyOn', 'saveWhenIdle');
    await setting('idleDelay', 300);
    const document = await edit(text, wordsSource('idle'));
    await document.save();
    await program.prints('idle');
    await setting('idleDelay', undefined);
  });

  it('says what does not parse, and applies nothing', async () => {
    await edit(text, 'export function words(n) { return ( }\n');
    const end = await apply();
    assert.equal(end.kind, 'broken');
    assert.ok(end.kind === 'broken' && end.diagnostics[0]?.code === 'RS1101');
    await program.prints('one');
    assert.equal(session.version, 1);
  });

  it('says that a file is gone', async () => {
    rmSync(text);
    const end = await apply();
    assert.ok(end.kind === 'broken' && end.diagnostics[0]?.code === 'RS1103', JSON.stringify(end));
    await program.prints('one');
  });

  it('says that there is nothing to apply', async () => {
    assert.equal((await apply()).kind, 'nothing');
  });

  it('tells the end of a program from everything else', async () => {
    await edit(text, wordsSource('two'));
    const ending = program.end();
    const end = await api.updates.request(session, { kind: 'apply', cause: 'command' });
    await ending;
    assert.ok(['ended', 'applied'].includes(end.kind), end.kind);
    await until('its history is kept', () => api.sessions.past.includes(session));
  });

  it('goes on without its language server, and starts it again', async () => {
    await until('the server', () => api.language.state === 'running');
    const [pid] = childrenWith('language-server.js');
    assert.ok(pid);
    await edit(text, wordsSource('two'));
    process.kill(pid, 'SIGKILL');
    const end = await apply();
    assert.equal(end.kind, 'applied');
    await program.prints('two');
    await until('another server', () => api.language.state === 'running');
    await edit(text, wordsSource('three'));
    await until('what it has to say', () => api.pending.of(session.name).length > 0);
    assert.equal((await apply()).kind, 'applied');
    await program.prints('three');
  });

  it('shows an old version, and what differs', async () => {
    await edit(text, wordsSource('two'));
    await apply();
    await until('the version', () => session.version === 2);
    const node = { id: 'x', label: '', icon: '', session: session.name, file: text, version: 2 };
    await vscode.commands.executeCommand('restitch.compareVersion', node);
    const input = await until('a comparison', () => {
      const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return shown instanceof vscode.TabInputTextDiff ? shown : undefined;
    });
    const texts = await Promise.all(
      [input.original, input.modified].map(async (uri) =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      ),
    );
    assert.deepEqual(texts, [wordsSource('one'), wordsSource('two')]);
  });

  it('writes a report and a plan', async () => {
    await edit(text, wordsSource('two'));
    const plan = vscode.Uri.file(join(folder, 'plan.json'));
    await vscode.commands.executeCommand('restitch.savePlan', plan);
    assert.ok(existsSync(plan.fsPath));
    assert.equal(
      (JSON.parse(readFileSync(plan.fsPath, 'utf8')) as { format: number }).format,
      PLAN_FORMAT,
    );
    await apply();
    const report = vscode.Uri.file(join(folder, 'report.md'));
    await vscode.commands.executeCommand('restitch.exportReport', report);
    assert.match(readFileSync(report.fsPath, 'utf8'), /## Version 2: update/);
  });

  /** Answers notifications in place of a developer; returns what was shown. */
  function answering(answer: string): { shown: string[]; undo: () => void } {
    const shown: string[] = [];
    const window = vscode.window as { showInformationMessage: unknown };
    const { showInformationMessage } = window;
    window.showInformationMessage = (message: string) => {
      shown.push(message);
      return Promise.resolve(answer);
    };
    return { shown, undo: () => (window.showInformationMessage = showInformationMessage) };
  }

  it('shows a kind of notification no more, once that was asked for', async () => {
    const { shown, undo } = answering("Don't Show Again");
    try {
      await apply();
      await until('the notification', () => shown.length === 1);
      const isSilent = (): boolean => {
        const given = vscode.workspace.getConfiguration('restitch').get('notifications');
        return (given as { nothing?: boolean }).nothing === false;
      };
      await until('the setting', isSilent);
      await apply();
      assert.equal(shown.length, 1);
      await vscode.commands.executeCommand('restitch.resetNotices');
      await apply();
      await until('the next one', () => shown.length === 2);
    } finally {
      undo();
      await setting('notifications', undefined);
    }
  });

  it('opens the review before each update, where that is wanted, and for none', async () => {
    await setting('review', 'always');
    await edit(text, wordsSource('two'));
    assert.equal((await apply()).kind, 'review');
    await until('the review', () => api.reviews.shown(session)?.model);
    await program.prints('one');
    const end = await api.updates.applyReviewed(session, { acceptProposals: false });
    assert.equal(end.kind, 'applied');
    await program.prints('two');
    await setting('review', 'never');
    await edit(text, wordsSource('three'));
    assert.equal((await apply()).kind, 'applied');
  });

  it('takes back an update that is cancelled when it has begun', async () => {
    await edit(text, wordsSource('two'));
    const window = vscode.window as { withProgress: unknown };
    const { withProgress } = window;
    let cancel: (() => void) | undefined;
    window.withProgress = (_options: unknown, work: (progress: object, token: object) => unknown) =>
      work(
        { report: () => undefined },
        { onCancellationRequested: (on: () => void) => (cancel = on) },
      );
    // The session answers late, as one does whose threads are slow to stop.
    const late = session as { call: unknown };
    const call = session.call.bind(session) as (...args: unknown[]) => Promise<unknown>;
    late.call = async (method: string, ...rest: unknown[]) => {
      const answer = await call(method, ...rest);
      if (method === 'apply') {
        await until('something to cancel', () => cancel);
        cancel?.();
      }
      return answer;
    };
    try {
      const end = await apply();
      assert.equal(end.kind, 'cancelled');
      assert.equal(end.kind === 'cancelled' && end.result?.version, 3);
      await program.prints('one');
    } finally {
      window.withProgress = withProgress;
      delete late.call;
    }
  });
});
