import { describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { TestClient } from './testing/client.js';

const OLD = `export function f(queue) {
  for (const job of queue) work(job);
}
`;

const methods = [
  'textDocument/codeAction',
  'textDocument/codeLens',
  'textDocument/hover',
  'textDocument/inlayHint',
  'workspace/symbol',
  'workspace/executeCommand',
  'restitch/plan',
  'restitch/override',
  'restitch/explain',
  'restitch/stackPreview',
  'restitch/baseline',
  'restitch/attach',
  'restitch/detach',
  'restitch/activeStatements',
  'restitch/pendingChanges',
];

const malformed: unknown[] = [
  undefined,
  {},
  { textDocument: null },
  { textDocument: { uri: 5 }, uri: {}, decision: 5 },
  { textDocument: { uri: 'nonsense' }, uri: 'file:///nowhere.js', decision: { section: 'x' } },
  { uri: 'file:///nowhere.js', decision: null, session: [], depth: 'deep', command: 7 },
];

describe('a server', () => {
  it('survives malformed requests and notifications', async () => {
    const test = await TestClient.start();
    await test.run({ 'main.mjs': OLD });
    const params = [...malformed, { textDocument: { uri: test.uri('main.mjs') } }];
    for (const method of methods) {
      for (const given of params) {
        await test.client.sendRequest(method, given).catch(() => undefined);
      }
    }
    for (const method of ['didOpen', 'didChange', 'didClose', 'didSave']) {
      for (const given of malformed) {
        await test.client.sendNotification(`textDocument/${method}`, given as object);
      }
    }
    await expect(test.client.sendRequest('restitch/none', {})).rejects.toThrow();
    await test.open('main.mjs', OLD.replace('work(job)', 'work(job'));
    await test.diagnostics('main.mjs', ([first]) => first?.code === 'RS1101');
  });

  it('has nothing to say of documents that run nowhere', async () => {
    const test = await TestClient.start();
    await test.run({ 'main.mjs': OLD });
    await test.open('other.mjs', 'function (');
    await test.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri: 'untitled:1', languageId: 'javascript', version: 1, text: '(' },
    });
    expect(await test.request('textDocument/codeLens', 'other.mjs')).toEqual([]);
    expect(await test.request('textDocument/hover', 'other.mjs', { position: {} })).toBeNull();
    expect(test.published.size).toBe(0);
  });

  it('answers cancelled requests at once, and compares the newest text only', async () => {
    const test = await TestClient.start({ debounceMs: 5_000 });
    await test.run({ 'main.mjs': OLD });
    await test.open('main.mjs', OLD.replace('job)', 'job, 0)'));
    const source = new CancellationTokenSource();
    const plan = test.client.sendRequest('restitch/plan', {}, source.token);
    source.cancel();
    await expect(plan).rejects.toMatchObject({ code: -32800 });
    for (let i = 1; i <= 30; i++) await test.edit('main.mjs', OLD.replace('job)', `job, ${i})`));
    const versions = new Set<number | undefined>();
    test.client.onNotification('restitch/pendingChangesChanged', () => {
      versions.add(test.published.get(test.uri('main.mjs'))?.version);
    });
    const pending = await test.client.sendRequest<{ name: string }[]>(
      'restitch/pendingChanges',
      {},
    );
    expect(pending.map(({ name }) => name)).toEqual(['f']);
  });

  it('lets a session’s socket vanish in the middle of a request', async () => {
    const test = await TestClient.start();
    const session = await test.run({ 'main.mjs': OLD });
    await test.open('main.mjs', OLD.replace('work', 'toil'));
    const preview = test.client.sendRequest('restitch/stackPreview', {});
    session.end();
    await preview.catch(() => undefined);
    await test.until(async () => {
      const { sessions } = await test.client.sendRequest<{ sessions: [] }>('restitch/baseline', {});
      return sessions.length === 0;
    });
    await expect(test.client.sendRequest('restitch/plan', {})).rejects.toThrow('no session');
    await expect(
      test.client.sendRequest('restitch/attach', { session: 'gone' }),
    ).rejects.toMatchObject({ data: { diagnostics: [{ code: 'RS1002' }] } });
    // It may come back, under the same name.
    await test.run({ 'main.mjs': OLD });
  });

  it('lets go of a session that it is told to, and takes it again when asked', async () => {
    const test = await TestClient.start();
    await test.run({ 'main.mjs': OLD });
    await test.open('main.mjs', OLD.replace('job of', 'task of').replace('(job', '(task'));
    expect(await test.request('textDocument/codeLens', 'main.mjs')).toHaveLength(1);
    await test.client.sendRequest('restitch/detach', { session: 'fake' });
    expect(await test.request('textDocument/codeLens', 'main.mjs')).toEqual([]);
    const status = await test.client.sendRequest('restitch/attach', { session: 'fake' });
    expect(status).toMatchObject({ session: 'fake', version: 1 });
    expect(await test.request('textDocument/codeLens', 'main.mjs')).toHaveLength(1);
  });

  it('compares a file of 50,000 lines', async () => {
    const lines = Array.from({ length: 12_500 }, (_, i) =>
      [`function f${i}(x) {`, `  const y = x + ${i};`, `  return g(y);`, '}'].join('\n'),
    );
    const text = `${lines.join('\n')}\nfunction g(y) { return y; }\n`;
    const test = await TestClient.start();
    await test.run({ 'main.mjs': text });
    await test.open('main.mjs', text);
    await test.edit('main.mjs', text.replace('x + 6000;', 'x + 6000 + h();'));
    const lenses = await test.request<{ range: { start: { line: number } } }[]>(
      'textDocument/codeLens',
      'main.mjs',
    );
    expect(lenses.map(({ range }) => range.start.line)).toEqual([24_000]);
  });
});
