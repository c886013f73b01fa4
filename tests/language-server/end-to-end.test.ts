import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  type CodeLens,
  type Diagnostic,
  type InitializeResult,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';
import { describe, expect, it } from 'vitest';
import {
  baselineRequest,
  planRequest,
  stackPreviewRequest,
  type BaselineStatus,
} from '../../protocol/lsp/index.js';
import type { ApplyResult } from '../../protocol/results.js';
import { project, restitch, startProgram, write } from '../cli/command.js';
import { startServer } from './start-server.js';

const program = `import { setTimeout as sleep } from 'node:timers/promises';

interface Shift { hours: number }

async function work(shift: Shift): Promise<void> {
  let done = 0;
  for (;;) {
    await sleep(20);
    done += shift.hours;
    console.log(\`v1 \${done}\`);
  }
}
void work({ hours: 1 });
`;

const edited = program
  .replace('  let done = 0;\n', '  let done = 0;\n  const since = clock();\n')
  .replace('v1 ${done}', 'v2 ${done} since ${since}')
  .concat('function clock(): number {\n  return Date.now();\n}\n');

/** What is told of a document, and how to wait for it. */
interface Told {
  diagnostics: Diagnostic[];
  until: (isSo: () => boolean | Promise<boolean>) => Promise<void>;
}

function watch(client: ReturnType<typeof startServer>, uri: string): Told {
  let changed = (): void => undefined;
  const told: Told = {
    diagnostics: [],
    async until(isSo) {
      const end = Date.now() + 60_000;
      while (!(await isSo())) {
        if (Date.now() > end)
          throw new Error(`not ${String(isSo)}: ${JSON.stringify(told.diagnostics)}`);
        await new Promise<void>((resolve) => {
          changed = resolve;
          setTimeout(resolve, 50);
        });
      }
    },
  };
  client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    if (params.uri === uri) told.diagnostics = params.diagnostics;
    changed();
  });
  return told;
}

describe('the language server', () => {
  it('compares a buffer with a running program, up to the applied update', async () => {
    const folder = project({ 'main.ts': program, 'package.json': '{ "type": "module" }' });
    const running = startProgram(['main.ts'], folder);
    await running.says('v1 3');
    const client = startServer(folder);
    const uri = pathToFileURL(join(folder, 'main.ts')).href;
    const told = watch(client, uri);
    const { until } = told;

    const { capabilities } = await client.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'project' }],
      capabilities: {},
    });
    expect(capabilities.codeLensProvider).toBeDefined();
    await client.sendNotification('initialized', {});
    const attached = (): Promise<BaselineStatus> =>
      client.sendRequest(baselineRequest, { refresh: true });
    await until(async () => (await attached()).sessions[0]?.suspended === 1);
    expect(await attached()).toMatchObject({
      sessions: [{ session: 'main', version: 1, modules: 1, changed: [], suspended: 1 }],
    });

    // The buffer is edited; nothing is saved yet.
    const textDocument = { uri, languageId: 'typescript', version: 1, text: program };
    await client.sendNotification('textDocument/didOpen', { textDocument });
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: edited }],
    });
    await until(() => told.diagnostics.length > 0);
    expect(told.diagnostics.map(({ code, range }) => `${code} ${range.start.line + 1}`)).toEqual([
      'RS1204 7',
    ]);
    const lenses = await client.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri },
    });
    expect(lenses.map(({ command }) => command?.title)).toEqual([
      '1 suspended · review',
      'added, not active · review',
    ]);
    const [preview] = await client.sendRequest(stackPreviewRequest, {});
    expect(preview?.suspended).toMatchObject([
      { function: 'work', line: 8, becomes: { function: 'work', line: 9, how: 'exact' } },
    ]);

    // A quick fix answers the question; then the buffer is saved, and the plan applied.
    const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: told.diagnostics[0]?.range,
      context: { diagnostics: told.diagnostics },
    });
    const zero = actions.find(({ title }) => title === 'Start since as 0');
    const { command, arguments: given } = zero?.command ?? {};
    await client.sendRequest('workspace/executeCommand', { command, arguments: given });
    await until(() => told.diagnostics.length === 0);
    expect((await client.sendRequest(planRequest, {})).unsaved).toEqual([uri]);
    write(folder, 'main.ts', edited);
    await client.sendNotification('textDocument/didSave', { textDocument: { uri } });
    const { plan, unsaved } = await client.sendRequest(planRequest, { session: 'main' });
    expect(unsaved).toEqual([]);
    write(folder, 'plan.json', JSON.stringify(plan));
    const { stdout, stderr } = await restitch(
      ['apply', 'main', '--plan', 'plan.json', '--json'],
      folder,
    );
    expect(stderr).toBe('');
    expect((JSON.parse(stdout) as ApplyResult).outcome).toBe('applied');
    await running.says('since 0');

    // What is applied is what runs from now on.
    await until(async () => (await attached()).sessions[0]?.version === 2);
    expect((await client.sendRequest(planRequest, {})).plan.modules).toEqual([]);
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [
        { text: edited.replace('void work({ hours: 1 })', 'void work({ hours: 2 })') },
      ],
    });
    await until(() => told.diagnostics.length > 0);
    running.child.kill('SIGKILL');
    await until(() => told.diagnostics.length === 0);
    expect(await attached()).toEqual({ sessions: [] });
    await client.sendRequest('shutdown');
    await client.sendNotification('exit');
    client.dispose();
  });

  it('tells while one types that a value does not fit its type any more', async () => {
    const shape = (type: string): string =>
      `let limit: ${type} = ${type === 'number' ? '3' : "'3'"};\nsetInterval(() => console.log('at', limit), 20);\n`;
    const config =
      '{ "compilerOptions": { "strict": true, "lib": ["es2022", "dom"], "types": [] } }';
    const files = { 'main.ts': shape('number'), 'tsconfig.json': config };
    const folder = project({ ...files, 'package.json': '{ "type": "module" }' });
    const running = startProgram(['main.ts'], folder);
    await running.says('at 3');
    const client = startServer(folder);
    const uri = pathToFileURL(join(folder, 'main.ts')).href;
    const told = watch(client, uri);
    await client.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'project' }],
      capabilities: {},
    });
    await client.sendNotification('initialized', {});
    const textDocument = { uri, languageId: 'typescript', version: 1, text: shape('string') };
    await client.sendNotification('textDocument/didOpen', { textDocument });
    await told.until(() => told.diagnostics.some(({ code }) => code === 'RS1223'));
    const question = told.diagnostics.find(({ code }) => code === 'RS1223');
    expect(question?.message).toContain('limit keeps its value, which is number');
    expect(question?.range.start.line).toBe(0);
    running.child.kill('SIGKILL');
    await told.until(() => told.diagnostics.length === 0);
    await client.sendRequest('shutdown');
    await client.sendNotification('exit');
  });
});
