import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { TestClient } from '../testing/client.js';

const OLD = `export function serve(queue) {
  for (const job of queue) {
    start(job);
    work(job);
  }
}
export class Store {
  size = 0;
  constructor() { this.root = '/'; }
}
let limit = load();
console.log('started');
serve([1]);
`;

const edited = (from: string, to: string): string => {
  if (!OLD.includes(from)) throw new Error(`no ${from}`);
  return OLD.replace(from, to);
};

/** Opens the file with an edit, and gives what is told as `code line severity`. */
async function told(
  text: string,
  at: string | null = 'work(job)',
): Promise<{ test: TestClient; codes: string[] }> {
  const test = await TestClient.start();
  const session = await test.run({ 'main.mjs': OLD });
  if (at !== null) session.activity({ file: 'main.mjs', at, isLeaf: true, count: 2 });
  await test.client.sendRequest('restitch/baseline', { refresh: true });
  await test.open('main.mjs', text);
  const found = await test.diagnostics('main.mjs');
  const codes = found.map(({ code, range, severity }) =>
    [code, range.start.line + 1, severity].join(' '),
  );
  return { test, codes };
}

describe('diagnostics', () => {
  it('tell of a position that is lost', async () => {
    const { test, codes } = await told(
      edited('for (const job of queue) {\n    start(job);\n    work(job);\n  }', 'return 5;'),
    );
    expect(codes).toEqual([expect.stringMatching(/^RS120[23] 3 1$/)]);
    const [first] = await test.diagnostics('main.mjs');
    expect(first).toMatchObject({
      source: 'restitch',
      codeDescription: {
        href: expect.stringMatching(/^https:\/\/example.test\/diagnostics.md#rs120/) as string,
      },
    });
  });

  it('tell of a guess', async () => {
    const { codes } = await told(edited('work(job);', 'note(1);'));
    expect(codes).toEqual([expect.stringMatching(/^RS1203 \d [12]$/)]);
  });

  it('tell of a function that is gone while it is active', async () => {
    const gone = OLD.slice(OLD.indexOf('export class')).replace('serve([1]);\n', '');
    const { codes } = await told(gone);
    expect(codes).toEqual(expect.arrayContaining([expect.stringMatching(/^RS1202 \d+ 1$/)]));
  });

  it('tell of a function that is gone and not active', async () => {
    const gone = OLD.slice(OLD.indexOf('export class')).replace('serve([1]);\n', '');
    const { codes } = await told(gone, null);
    expect(codes).toContain('RS1207 1 3');
    expect(codes.filter((code) => code.startsWith('RS1202'))).toEqual([]);
  });

  it('tell of a variable that needs a value', async () => {
    const { codes } = await told(
      edited('  for (', '  const since = now();\n  for (').replace(
        'work(job)',
        'work(job, since);\n    log(since)',
      ),
    );
    expect(codes).toEqual(['RS1204 2 1']);
  });

  it('tell of what a closure made before the update has not kept', async () => {
    const OUTER = `export function make(name) {
  const size = name.length;
  return () => name;
}
`;
    const test = await TestClient.start();
    await test.run({ 'main.mjs': OUTER });
    await test.open('main.mjs', OUTER.replace('() => name', '() => name + size'));
    const [lacking] = await test.diagnostics('main.mjs');
    expect(lacking).toMatchObject({ code: 'RS1213', severity: 2, range: { start: { line: 2 } } });
    expect(lacking?.message).toContain('size');
    const actions = await test.actions('main.mjs', [lacking as Diagnostic]);
    await test.carryOut(actions.find(({ title }) => title.startsWith('Start size as 0')));
    await test.diagnostics('main.mjs', (found) => found.length === 0);
    await test.edit('main.mjs', OUTER.replace('() => name', '() => name + 1'));
    await test.diagnostics('main.mjs', (found) => found.length === 0);
  });

  it('tell of code that has run, and of what will run', async () => {
    const { codes } = await told(
      edited("console.log('started')", "console.log('begun')")
        .replace('load()', 'load(1)')
        .replace('serve([1]);', 'serve([1]);\nsetTimeout(serve, 1);'),
    );
    expect(codes.sort()).toEqual(['RS1206 11 3', 'RS1206 12 3', 'RS1301 14 3']);
  });

  it('tell of instances that keep their shape', async () => {
    const { codes } = await told(edited("this.root = '/'", "this.base = '/'"));
    expect(codes).toEqual(['RS1302 7 2']);
    const { codes: declared } = await told(
      edited('size = 0;', 'size = 0;\n  count = 0;').replace('load()', 'load(1)'),
    );
    expect(declared.filter((code) => code.startsWith('RS13'))).toEqual([]);
  });

  it('tell of what a class cannot become, and a module cannot gain', async () => {
    const { codes } = await told(
      edited('class Store', 'class Store extends Map') + 'export default 5;\n',
    );
    expect(codes.sort()).toEqual(['RS1214 7 1', 'RS1303 14 2']);
  });

  it('show a syntax error alone, and come back', async () => {
    const { test } = await told(edited('work(job);', 'note(1);'));
    await test.edit('main.mjs', edited('work(job);', 'note(1;'));
    const [error, ...more] = await test.diagnostics(
      'main.mjs',
      ([first]) => first?.code === 'RS1101',
    );
    expect(more).toEqual([]);
    expect(error?.range.start).toEqual({ line: 3, character: 10 });
    await test.edit('main.mjs', edited('work(job);', 'note(2);'));
    await test.diagnostics('main.mjs', ([first]) => first?.code === 'RS1203');
  });

  it('clear when the text is the running one, when it is applied, and when the session ends', async () => {
    const { test } = await told(edited('work(job);', 'note(1);'));
    await test.edit('main.mjs', OLD);
    await test.diagnostics('main.mjs', (found) => found.length === 0);
    const next = edited('load()', 'load(2)');
    await test.edit('main.mjs', next);
    await test.diagnostics('main.mjs');
    const other = await test.run({ 'other.mjs': '1;\n' }, 'other');
    other.end();
    await test.diagnostics('main.mjs');
  });

  it('follow updates and the end of the session', async () => {
    const test = await TestClient.start();
    const session = await test.run({ 'main.mjs': OLD });
    const next = edited('load()', 'load(2)');
    await test.open('main.mjs', next);
    await test.diagnostics('main.mjs');
    session.update({ 'main.mjs': next });
    await test.diagnostics('main.mjs', (found) => found.length === 0);
    await test.edit('main.mjs', OLD);
    await test.diagnostics('main.mjs');
    session.end();
    await test.diagnostics('main.mjs', (found) => found.length === 0);
  });

  it('are in the author’s lines of TypeScript', async () => {
    const test = await TestClient.start();
    const text = `interface Job { id: number }\n\n// A comment\nexport function serve(queue: Job[]): void {\n  for (const job of queue) {\n    work(job as unknown);\n  }\n}\n`;
    const session = await test.run({ 'main.ts': text });
    session.activity({ file: 'main.ts', at: 'work(job)' });
    await test.client.sendRequest('restitch/baseline', { refresh: true });
    await test.open('main.ts', text.replace('work(job as unknown)', 'note()'));
    const [first] = await test.diagnostics('main.ts');
    expect(first).toMatchObject({ code: 'RS1203', range: { start: { line: 5, character: 4 } } });
    await test.edit('main.ts', text.replace('queue: Job[]', 'queue: Job['));
    const [error] = await test.diagnostics('main.ts', ([only]) => only?.code === 'RS1102');
    expect(error?.range.start.line).toBe(3);
  });

  it('say once what two sessions have in common', async () => {
    const test = await TestClient.start();
    const first = await test.run({ 'main.mjs': OLD }, 'first');
    const second = await test.run({ 'main.mjs': OLD }, 'second');
    await test.open('main.mjs', edited('load()', 'load(1)'));
    expect(await test.diagnostics('main.mjs')).toHaveLength(1);
    first.end();
    await test.until(async () => {
      const { sessions } = await test.client.sendRequest<{ sessions: unknown[] }>(
        'restitch/baseline',
        {},
      );
      return sessions.length === 1;
    });
    expect(await test.diagnostics('main.mjs')).toHaveLength(1);
    second.end();
    await test.diagnostics('main.mjs', (found) => found.length === 0);
  });
});
