import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('the editor', () => {
  it('has a copy of the test-workspace open', () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    assert.deepEqual(
      folders.map(({ uri }) => basename(uri.fsPath)),
      ['test-workspace'],
    );
    assert.ok(!(folders[0]?.uri.fsPath ?? '').startsWith(process.cwd()));
  });

  it('knows the extension', () => {
    assert.ok(vscode.extensions.getExtension('restitch.restitch'));
  });
});
