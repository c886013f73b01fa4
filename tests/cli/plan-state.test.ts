import { describe, expect, it } from 'vitest';
import type { SessionRecord } from '../../protocol/session.js';
import { call } from '../../runtime-agent/client/connection.js';
import { project, restitch, startProgram, write, type Started } from './command.js';
import { apply, codesOf, decide, only, plan, rollback } from './planning.js';

/** Starts a program that shows its state again and again, and lays its next version ready. */
async function showing(
  v1: string,
  v2: string,
  more: Record<string, string> = {},
): Promise<{ folder: string; program: Started }> {
  const folder = project({ 'prog.ts': v1, ...more });
  const program = startProgram(['prog.ts'], folder);
  await program.says('state');
  write(folder, 'prog.ts', v2);
  return { folder, program };
}

const bindings = (v: string): string => `
const limit = ${v === 'v1' ? 10 : 20};
const other = ${v === 'v1' ? 1 : 2};
const list: unknown[] = [${v === 'v1' ? 1 : 2}];
const cache = new Map([['${v}', 1]]);
let counter = ${v === 'v1' ? 100 : 200};
const total = { ${v === 'v1' ? 'cents: 250' : 'amount: 0, currency: "EUR"'} };
${v === 'v1' ? '' : "let added = 'by itself';\nlet given: string = sayNot();"}
${v === 'v1' ? '' : "console.log('runs');\nconsole.log('does not run');"}
console.log('${v} top');
function sayNot(): string { throw new Error('was decided otherwise'); }
function show(): void {
  console.log('state', '${v}', JSON.stringify([limit, other, list, [...cache], counter, total${
    v === 'v1' ? '' : ', added, given'
  }]));
}
show();
setInterval(show, 20);
`;

describe('the decisions of a plan about module state', () => {
  it('values, what is kept, transformers, statements; and back again', async () => {
    const { folder, program } = await showing(bindings('v1'), bindings('v2'));
    const module = await decide(folder, 'prog', ({ bindings: found, statements }) => {
      const of = (name: string): (typeof found)[number] =>
        only(found, (entry) => entry.name === name);
      of('other').override = { keep: true };
      of('list').override = { keep: false };
      of('counter').override = { value: 'counter * 2 + limit' };
      of('given').override = { value: '`given ${counter}`' };
      of('total').override = {
        transform: '(old: { cents: number }) => ({ amount: old.cents / 100, currency: "EUR" })',
        back: '(now: { amount: number }) => ({ cents: now.amount * 100 })',
      };
      only(statements, ({ text }) => text.includes('does not run')).override = { run: false };
      only(statements, ({ change }) => change === 'changed').override = { run: true };
    });
    expect(module.bindings.map(({ name, change }) => `${name} ${change}`)).toEqual([
      'limit reinitialised',
      'other reinitialised',
      'list kept',
      'cache kept',
      'counter kept',
      'total kept',
      'added added',
      'given added',
    ]);
    const { code, result } = await apply(folder, 'prog', '--plan', 'plan.json');
    expect({ code, ...result }, JSON.stringify(result)).toMatchObject({
      code: 0,
      outcome: 'applied',
    });
    // `cache` is kept, and told; the statement that does not run is told.
    expect(codesOf(result).sort()).toEqual(['RS1206', 'RS1221']);
    await program.says(
      'state v2 [20,1,[2],[["v1",1]],220,{"amount":2.5,"currency":"EUR"},"by itself","given 220"]',
    );
    const back = await rollback(folder, 'prog');
    expect(back.result, JSON.stringify(back.result)).toMatchObject({ outcome: 'applied' });
    await program.says('state v1 [10,1,[2],[["v1",1]],220,{"cents":250}]');
    program.child.kill('SIGKILL');
    const { stdout } = await program.ended;
    const lines = stdout.split('\n').filter((line) => !line.startsWith('state'));
    expect(lines).toEqual(['v1 top', 'runs', 'v2 top', '']);
  });

  it('is taken back when it fails', async () => {
    const { folder, program } = await showing(bindings('v1'), bindings('v2'));
    await decide(folder, 'prog', ({ bindings: found }) => {
      only(found, ({ name }) => name === 'counter').override = { value: 'counter + 1' };
      only(found, ({ name }) => name === 'list').override = { keep: false };
      only(found, ({ name }) => name === 'given').override = { value: 'cache.nothing.there' };
    });
    const failed = await apply(folder, 'prog', '--plan', 'plan.json');
    expect(failed).toMatchObject({ code: 3, result: { outcome: 'rolled-back', version: 1 } });
    expect(failed.result.diagnostics.at(-1)).toMatchObject({ code: 'RS1208' });
    expect(failed.result.diagnostics.at(-1)?.message).toContain('there');
    program.child.kill('SIGKILL');
    const { stdout } = await program.ended;
    expect(stdout.trim().split('\n').at(-1)).toBe(
      'state v1 [10,1,[1],[["v1",1]],100,{"cents":250}]',
    );
  });
});

const classes = (v: string): string => `
class Account {
  ${v === 'v1' ? 'cents: number;' : 'amount = -1;'}
  ${v === 'v1' ? '' : "currency = 'EUR';"}
  constructor(readonly owner: string, cents: number) { ${
    v === 'v1' ? 'this.cents = cents;' : 'this.amount = cents / 100;'
  } }
  show(): string { return ${
    v === 'v1' ? '`${this.owner} ${this.cents}`' : '`${this.owner} ${this.amount} ${this.currency}`'
  }; }
}
class Savings extends Account {}
const all = [new Account('ann', 150), new Savings('bob', 20)];
function show(): void { console.log('state', '${v}', all.map((one) => one.show()).join()); }
show();
setInterval(show, 20);
`;

const transformer = `
interface Old { cents: number }
export function transform(old: Old, account: { amount: number; cents?: number }): void {
  if (typeof all === 'undefined') throw new Error('not in the module');
  account.amount = old.cents / 100;
  delete account.cents;
}
export const back = (old: { amount: number }, account: Record<string, unknown>): void => {
  account['cents'] = old.amount * 100;
  delete account['amount'];
  delete account['currency'];
};
declare const all: unknown[];
`;

describe('transformers of instances', () => {
  it('change all instances, those of subclasses too, and go back', async () => {
    const { folder, program } = await showing(classes('v1'), classes('v2'), {
      'account.ts': transformer,
    });
    const module = await decide(folder, 'prog', ({ classes: found }) => {
      only(found, ({ now }) => now === 'Account').override = { file: 'account.ts' };
    });
    expect(module.classes[0]?.skeleton).toContain('delete instance.cents');
    const { result } = await apply(folder, 'prog', '--plan', 'plan.json');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    await program.says('state v2 ann 1.5 EUR,bob 0.2 EUR');
    const back = await rollback(folder, 'prog');
    expect(back.result, JSON.stringify(back.result)).toMatchObject({ outcome: 'applied' });
    await program.says('state v1 ann 150,bob 20');
    program.child.kill('SIGKILL');
    expect((await program.ended).stderr).toBe('');
  });

  it('leave everything as it was when one fails', async () => {
    const { folder, program } = await showing(classes('v1'), classes('v2'));
    await decide(folder, 'prog', ({ classes: found }) => {
      only(found, ({ now }) => now === 'Account').override = {
        transform: `(old, account) => {
          account.cents = 0;
          if (account.owner === 'bob' || ++globalThis.seen > 1) throw new Error('no ' + account.owner);
        }`,
      };
    });
    const failed = await apply(folder, 'prog', '--plan', 'plan.json');
    expect(failed).toMatchObject({ code: 3, result: { outcome: 'rolled-back' } });
    expect(failed.result.diagnostics.at(-1)?.message).toContain('no bob');
    program.child.kill('SIGKILL');
    const { stdout } = await program.ended;
    expect(stdout.trim().split('\n').at(-1)).toBe('state v1 ann 150,bob 20');
  });

  it('without a way back are told of by a rollback', async () => {
    const { folder, program } = await showing(classes('v1'), classes('v2'));
    await decide(folder, 'prog', ({ classes: found }) => {
      only(found, ({ now }) => now === 'Account').override = {
        transform: '(old, account) => { account.amount = old.cents / 100 }',
      };
    });
    expect(await apply(folder, 'prog', '--plan', 'plan.json')).toMatchObject({ code: 0 });
    await program.says('state v2 ann 1.5');
    const { result } = await rollback(folder, 'prog');
    expect(codesOf(result)).toContain('RS1220');
    await program.says('state v1 ann 150');
  });
});

describe('decisions that cannot be carried out', () => {
  const f = (v: string): string => `
function work(n: number): number { return n + ${v === 'v1' ? 1 : 2}; }
class Box { size = 1; }
let state = 1;
setInterval(() => { console.log('state', work(state), new Box().size); }, 20);
`;

  it('are refused with their code, and change nothing', async () => {
    const { folder, program } = await showing(f('v1'), f('v2'));
    const { plan: found } = await plan(folder, 'prog');
    const [module] = found?.modules ?? [];
    if (!module) throw new Error('no plan');
    const entry = { line: 1, confidence: 1, reason: '', asks: false };
    const point = { ...entry, how: 'exact', activations: 0 };
    const at = (name: string): object => ({
      ...point,
      from: { function: 'work', at: name, line: 1 },
    });
    const frame = (choice: object): object => ({
      points: [{ ...at('entry'), line: undefined, override: choice }],
    });
    const cases: [string, object][] = [
      [
        'RS1216',
        { points: [{ ...at('call nothing()'), line: undefined, override: { do: 'restart' } }] },
      ],
      ['RS1216', frame({ do: 'resume', function: 'work', at: 'call nothing()' })],
      ['RS1216', frame({ do: 'resume', function: 'nothing', at: 'entry' })],
      [
        'RS1216',
        { ranges: [{ function: 'work', within: 'while (', override: { do: 'restart' } }] },
      ],
      ['RS1217', frame({ do: 'return', value: 'n +' })],
      ['RS1217', frame({ do: 'return', value: '1); process.exit(' })],
      ['RS1217', frame({ do: 'throw', value: 'nobody' })],
      [
        'RS1216',
        {
          functions: [
            {
              old: 'gone',
              change: 'changed',
              ...entry,
              line: undefined,
              override: { now: 'work' },
            },
          ],
        },
      ],
      [
        'RS1216',
        {
          functions: [
            {
              old: 'work',
              change: 'changed',
              ...entry,
              line: undefined,
              override: { now: 'gone' },
            },
          ],
        },
      ],
      [
        'RS1217',
        {
          bindings: [
            { name: 'state', change: 'kept', ...entry, asks: undefined, override: { value: ')' } },
          ],
        },
      ],
      [
        'RS1216',
        {
          bindings: [
            {
              name: 'nothing',
              change: 'kept',
              ...entry,
              asks: undefined,
              override: { value: '1' },
            },
          ],
        },
      ],
      [
        'RS1217',
        {
          classes: [
            {
              old: 'Box',
              now: 'Box',
              line: 1,
              change: 'changed',
              members: [],
              override: { transform: '(old => ' },
            },
          ],
        },
      ],
      [
        'RS1217',
        {
          classes: [
            {
              old: 'Box',
              now: 'Box',
              line: 1,
              change: 'changed',
              members: [],
              override: { file: 'none.ts' },
            },
          ],
        },
      ],
      [
        'RS1216',
        {
          classes: [
            {
              old: 'Gone',
              now: 'Gone',
              line: 1,
              change: 'changed',
              members: [],
              override: { transform: '() => 1' },
            },
          ],
        },
      ],
      [
        'RS1216',
        {
          statements: [
            {
              text: 'gone()',
              line: 1,
              change: 'removed',
              run: false,
              reason: '',
              override: { run: true },
            },
          ],
        },
      ],
      ['RS1006', { statements: [{ text: 'gone()', line: 1, change: 'removed', run: 'yes' }] }],
      ['RS1006', frame({ do: 'dance' })],
      ['RS1212', { from: 'another' }],
      ['RS1212', { to: 'another' }],
      ['RS1212', { file: 'other.ts' }],
    ];
    const { stdout: sessions } = await restitch(['ps', '--json'], folder);
    const [session] = JSON.parse(sessions) as SessionRecord[];
    if (!session) throw new Error('no session');
    const codes: string[] = [];
    for (const [, part] of cases) {
      const text = JSON.stringify({ ...found, modules: [{ ...module, ...part }] });
      const result = await call(session, 'apply', { plan: text, planFile: `${folder}/plan.json` });
      codes.push(`${result.outcome} ${codesOf(result)[0] ?? ''}`);
      write(folder, 'plan.json', text);
    }
    expect(codes).toEqual(cases.map(([code]) => `refused ${code}`));
    const missing = await apply(folder, 'prog', '--plan', 'none.json');
    expect(codesOf(missing.result)).toEqual(['RS1006']);
    const human = await restitch(['apply', 'prog', '--plan', 'plan.json'], folder);
    expect(human.stderr).toContain('RS1212');
    program.child.kill('SIGKILL');
    expect((await program.ended).stdout).not.toContain('state 3');
  });
});
