import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { RestitchApi } from './api.js';
import { edit, extension, folder, noAutoSave, Program, until } from './testing/programs.js';
import type { UpdateEnd } from './update/flow.js';

const own = join(dirname(folder), 'accounts');
const [main, shapes] = ['main.ts', 'shapes.ts'].map((name) => join(own, name)) as [string, string];
const typescript = join(extension?.extensionPath ?? '', 'node_modules/typescript');

const shapesSource = (type: string): string =>
  `export interface Account {\n  name: string;\n  balance: ${type};\n}\n`;
const mainSource = (
  word: string,
  balance: string,
): string => `import type { Account } from './shapes.js';
const account: Account = { name: 'a', balance: ${balance} };
setInterval(() => console.log('${word}', typeof account.balance, account.balance, ''), 10);
`;

describe('values of changed types', () => {
  let api: RestitchApi;
  let program: Program | undefined;

  before(async function () {
    if (!existsSync(typescript)) this.skip(); // the editor has the packed extension, which brings none along
    assert.ok(extension);
    await noAutoSave();
    api = await extension.activate();
    mkdirSync(join(own, 'node_modules'), { recursive: true });
    symlinkSync(typescript, join(own, 'node_modules/typescript'), 'dir');
    const options = { strict: true, target: 'es2022', module: 'nodenext', types: [] };
    writeFileSync(join(own, 'package.json'), '{"type":"module"}');
    writeFileSync(join(own, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }));
    writeFileSync(shapes, shapesSource('number'));
    writeFileSync(main, mainSource('v1', '1'));
  });

  after(async () => {
    await program?.end();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(own, { recursive: true, force: true });
  });

  it('get a state transformer by a quick fix, which is written in the editor', async () => {
    program = new Program(main);
    const { pid } = program;
    await until('the session', () => api.sessions.ofProcess(pid));
    await program.prints('v1 number 1');
    await (await edit(main, mainSource('v2', '1n'))).save();
    const document = await edit(shapes, shapesSource('bigint'));
    await document.save();
    const question = await until('the question', () =>
      vscode.languages.getDiagnostics(document.uri).find((told) => codeOf(told) === 'RS1222'),
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      question.range,
    );
    const write = actions.find(({ title }) => title === 'Write a state transformer for Account');
    assert.ok(write?.command);
    const { command, arguments: given = [] } = write.command;
    await vscode.commands.executeCommand<unknown>(command, ...(given as unknown[]));
    const editor = await until('the transformer', () => {
      const { activeTextEditor: shown } = vscode.window;
      return shown?.document.getText().includes('each value of Account') === true ? shown : null;
    });
    const { fsPath } = editor.document.uri;
    const transformer = await edit(
      fsPath,
      'export const transform = (old: any, value: any): void => {\n  value.balance = BigInt(old.balance);\n};\n',
    );
    await transformer.save();
    await until('no question', () =>
      vscode.languages.getDiagnostics(document.uri).every((told) => codeOf(told) !== 'RS1222'),
    );
    await vscode.window.showTextDocument(document);
    const end = await vscode.commands.executeCommand<UpdateEnd>('restitch.apply');
    assert.equal(end.kind, 'applied', JSON.stringify(end));
    await program.prints('v2 bigint 1n');
  });
});

const codeOf = ({ code }: vscode.Diagnostic): unknown =>
  typeof code === 'object' ? code.value : code;
