import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { RestitchApi } from './api.js';
import { edit, extension, folder, noAutoSave, until } from './testing/programs.js';

const program = join(folder, 'deep.mjs');
const source = `function inner(word, depth) {
  const twice = word + word;
  if (depth > 0) return inner(twice, depth - 1);
  return twice.length;
}
function outer(list) {
  const found = list.map((word) => inner(word, 2));
  return found.length;
}
setInterval(() => console.log(outer(['ab', 'cd'])), 20);
`;

describe('the review panel in the editor', () => {
  let api: RestitchApi;

  before(async () => {
    assert.ok(extension);
    await noAutoSave();
    api = await extension.activate();
  });

  afterEach(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging().then(undefined, () => undefined);
    await until('the end of all sessions', () => api.sessions.live.length === 0);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('shows live values of what a debugger has stopped', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(program, source);
    const at = new vscode.Location(vscode.Uri.file(program), new vscode.Position(3, 0));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(at)]);
    const config = { type: 'restitch', request: 'launch', name: 'test', program };
    assert.ok(await vscode.debug.startDebugging(vscode.workspace.workspaceFolders?.[0], config));
    const session = await until('the session', () => api.sessions.live[0]);
    await until('a stop', () => vscode.debug.activeStackItem instanceof vscode.DebugStackFrame);
    await edit(program, source.replace('word + word', 'word.repeat(2)'));
    await vscode.commands.executeCommand('restitch.openReview', { session: session.name });
    const values = await until('the values of six frames', () => {
      const shown = api.reviews.shown(session)?.values ?? [];
      return shown.length >= 6 ? shown : undefined;
    });
    const found = values.map(({ values: of }) => of);
    assert.equal(found[0]?.['twice'], "'abababababababab'");
    assert.equal(found[0]?.['depth'], '0');
    assert.equal(found[2]?.['twice'], "'abab'");
    assert.equal(found[3]?.['word'], "'ab'");
    assert.match(found[4]?.['list'] ?? '', /ab/);
  });
});
