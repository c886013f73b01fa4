import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import {
  clientCommands,
  overrideRequest,
  planRequest,
  type OverrideParams,
} from '../../../protocol/lsp/index.js';
import { readPlan, type UpdatePlan } from '../../../protocol/plan.js';
import { TestClient } from '../testing/client.js';

const CONFIG =
  '{"compilerOptions":{"strict":true,"target":"es2022","module":"nodenext","lib":["es2022"],"types":[]}}';

const SHAPES = `export interface Account {
  name: string;
  balance: number;
}
`;

const MAIN = `import type { Account } from './shapes.js';
const accounts: Account[] = [];
let limit: number = JSON.parse('10');
export function open(name: string): void {
  accounts.push({ name, balance: 0 });
  if (accounts.length > limit) accounts.shift();
}
`;

/** A program of one module, whose types another file declares. */
async function start(options: Parameters<typeof TestClient.start>[0] = {}): Promise<TestClient> {
  const test = await TestClient.start(options);
  writeFileSync(join(test.folder, 'tsconfig.json'), CONFIG);
  writeFileSync(join(test.folder, 'shapes.ts'), SHAPES);
  await test.run({ 'main.ts': MAIN });
  await test.open('main.ts', MAIN);
  return test;
}

const codes = (
  found: readonly { code?: unknown; range: { start: { line: number } } }[],
): string[] => found.map(({ code, range }) => `${String(code)} ${range.start.line + 1}`);

const only = (found: readonly Diagnostic[], code: string): Diagnostic[] =>
  found.filter((diagnostic) => diagnostic.code === code);

describe('diagnostics of types', () => {
  it('tell of a module variable whose value does not fit its type', async () => {
    const test = await start();
    await test.edit(
      'main.ts',
      MAIN.replace("limit: number = JSON.parse('10')", "limit: string = '10'").replace(
        '> limit',
        '> Number(limit)',
      ),
    );
    const found = await test.diagnostics('main.ts', (all) =>
      all.some(({ code }) => code === 'RS1223'),
    );
    expect(codes(found)).toContain('RS1223 3');
    expect(found.find(({ code }) => code === 'RS1223')).toMatchObject({
      severity: 2,
      message: expect.stringContaining(
        'limit keeps its value, which is number and is to be string',
      ) as string,
      range: { start: { line: 2, character: 0 } },
    });
  });

  it('tell of a type whose values exist, in the unsaved file that declares it', async () => {
    const test = await start();
    const now = SHAPES.replace('balance: number;', 'balance: bigint;');
    await test.open('shapes.ts', now);
    await test.edit('main.ts', MAIN.replace('balance: 0', 'balance: 0n'));
    const found = await test.diagnostics('shapes.ts');
    expect(codes(found)).toEqual(['RS1222 1']);
    expect(found[0]?.message).toMatch(
      /^Values of Account exist in the old form \(balance: number → bigint\): accounts/,
    );
  });

  it('are questions of a plan that is asked for with types, and only of such a one', async () => {
    const test = await start();
    await test.open('shapes.ts', SHAPES.replace('balance: number;', 'balance: bigint;'));
    const limit = MAIN.replace("limit: number = JSON.parse('10')", "limit: string = '10'");
    await test.edit('main.ts', limit.replace('balance: 0', 'balance: 0n'));
    await test.diagnostics('shapes.ts');
    const { plan } = await test.client.sendRequest(planRequest, { types: true });
    expect(plan.types?.entries).toMatchObject([{ name: 'Account', asks: true }]);
    const [module] = plan.modules;
    expect(module?.bindings).toMatchObject([
      { name: 'limit', asks: true, types: { old: 'number', now: 'string' } },
    ]);
    const { plan: bare } = await test.client.sendRequest(planRequest, {});
    expect(bare.types).toBeUndefined();
    expect(bare.modules.map(({ file }) => file)).toEqual([module?.file]);
  });

  it('leave with decisions, which the plan of an update from the editor has, and no other', async () => {
    const test = await start();
    await test.open('shapes.ts', SHAPES.replace('balance: number;', 'balance: bigint;'));
    const limit = MAIN.replace('limit: number', 'limit: string');
    await test.edit('main.ts', limit.replace('balance: 0', 'balance: 0n'));
    const asked = await test.diagnostics('shapes.ts');
    await test.diagnostics('main.ts', (all) => all.some(({ code }) => code === 'RS1223'));
    const forUpdate = async (): Promise<UpdatePlan> =>
      (await test.client.sendRequest(planRequest, { types: 'decided' })).plan;
    expect((await forUpdate()).types).toBeUndefined();

    const actions = await test.actions('shapes.ts', asked);
    expect(actions.map(({ title }) => title)).toEqual([
      'Write a state transformer for Account',
      'Keep the values of Account as they are',
    ]);
    expect(actions[0]?.diagnostics).toMatchObject([{ code: 'RS1222' }]);
    expect(await test.carryOut(actions[0])).toEqual({ accepted: true });
    expect(await test.diagnostics('shapes.ts', (all) => all.length === 0)).toEqual([]);
    const first = await forUpdate();
    expect(first.types?.entries).toMatchObject([
      { name: 'Account', asks: false, override: { transform: expect.any(String) as string } },
    ]);
    // What is not decided is told as a warning, and stays as it is.
    expect(first.modules[0]?.bindings).toEqual([]);

    const about = await test.actions('main.ts', only(await test.diagnostics('main.ts'), 'RS1223'));
    const keep = about.find(({ title }) => title === 'Keep the value of limit');
    expect(await test.carryOut(keep)).toEqual({ accepted: true });
    await test.diagnostics('main.ts', (all) => only(all, 'RS1223').length === 0);
    const second = await forUpdate();
    expect(second.modules[0]?.bindings).toMatchObject([
      { name: 'limit', override: { keep: true } },
    ]);
    expect(readPlan(JSON.stringify(second))).toEqual(second);

    const back = { section: 'bindings' as const, name: 'limit', override: null };
    await test.client.sendRequest(overrideRequest, { uri: test.uri('main.ts'), decision: back });
    await test.diagnostics('main.ts', (all) => only(all, 'RS1223').length === 1);
  });

  it('let a client that can open a state transformer in its editor', async () => {
    const test = await start({ clientCommands: [clientCommands.editTransformer] });
    await test.open('shapes.ts', SHAPES.replace('balance: number;', 'balance: bigint;'));
    await test.edit('main.ts', MAIN.replace('balance: 0', 'balance: 0n'));
    const [write] = await test.actions('shapes.ts', await test.diagnostics('shapes.ts'));
    expect(write?.command?.command).toBe('restitch.editTransformer');
    const [given] = (write?.command?.arguments ?? []) as OverrideParams[];
    expect(given).toMatchObject({ decision: { section: 'types', name: 'Account' } });
    const decision = { ...given?.decision, override: { file: '/migrate.ts' } };
    const { uri } = given ?? {};
    expect(await test.client.sendRequest('restitch/override', { uri, decision })).toEqual({
      accepted: true,
    });
    await test.diagnostics('shapes.ts', (all) => all.length === 0);
  });

  it('forget what was decided about a step that has been made', async () => {
    const test = await TestClient.start();
    writeFileSync(join(test.folder, 'tsconfig.json'), CONFIG);
    writeFileSync(join(test.folder, 'shapes.ts'), SHAPES);
    const session = await test.run({ 'main.ts': MAIN });
    const now = SHAPES.replace('balance: number;', 'balance: bigint;');
    await test.open('shapes.ts', now);
    const edited = MAIN.replace('balance: 0', 'balance: 0n');
    await test.open('main.ts', edited);
    const asked = await test.diagnostics('shapes.ts');
    await test.carryOut((await test.actions('shapes.ts', asked))[0]);
    const typed = async (): Promise<UpdatePlan['types']> =>
      (await test.client.sendRequest(planRequest, { types: 'decided' })).plan.types;
    expect((await typed())?.entries).toHaveLength(1);
    session.update({ 'main.ts': edited });
    await expect.poll(typed).toBeUndefined();
    // The next change of the type is asked about again.
    await test.edit('shapes.ts', SHAPES.replace('balance: number;', 'balance: string;'));
    await test.edit('main.ts', MAIN.replace('balance: 0', "balance: '0'"));
    expect(codes(await test.diagnostics('shapes.ts'))).toEqual(['RS1222 1']);
  });

  it('take no decision that cannot be', async () => {
    const test = await start();
    await test.open('shapes.ts', SHAPES.replace('balance: number;', 'balance: bigint;'));
    await test.edit('main.ts', MAIN.replace('balance: 0', 'balance: 0n'));
    await test.diagnostics('shapes.ts');
    const uri = test.uri('shapes.ts');
    const decide = (decision: unknown): Promise<unknown> =>
      test.client.sendRequest('restitch/override', { uri, decision });
    const account = { section: 'types', name: 'Account' };
    expect(await decide({ ...account, name: 'None', override: { keep: true } })).toMatchObject({
      accepted: false,
    });
    expect(await decide({ ...account, override: { transform: 5 } })).toMatchObject({
      accepted: false,
    });
  });

  it('clear when the type is as it was, and when the session ends', async () => {
    const test = await TestClient.start();
    writeFileSync(join(test.folder, 'tsconfig.json'), CONFIG);
    writeFileSync(join(test.folder, 'shapes.ts'), SHAPES);
    const session = await test.run({ 'main.ts': MAIN });
    const changed = MAIN.replace(
      "limit: number = JSON.parse('10')",
      "limit: string = '10'",
    ).replace('> limit', '> Number(limit)');
    const isTold = (all: readonly { code?: unknown }[]): boolean =>
      all.some(({ code }) => code === 'RS1223');
    await test.open('main.ts', changed);
    await test.diagnostics('main.ts', isTold);
    await test.edit('main.ts', MAIN);
    await test.diagnostics('main.ts', (all) => all.length === 0);
    await test.edit('main.ts', changed);
    await test.diagnostics('main.ts', isTold);
    session.end();
    await test.diagnostics('main.ts', (all) => all.length === 0);
  });

  it('are not there without a tsconfig.json', async () => {
    const test = await TestClient.start();
    await test.run({ 'main.ts': 'let limit: number = 10;\nexport const f = () => limit;\n' });
    await test.open('main.ts', "let limit: string = '10';\nexport const f = () => limit + 1;\n");
    const found = await test.diagnostics('main.ts');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(found.map(({ code }) => code)).not.toContain('RS1223');
  });
});
