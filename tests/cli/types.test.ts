import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlan, type UpdatePlan } from '../../protocol/plan.js';
import { project, restitch, startProgram, write } from './command.js';
import { apply, codesOf, plan, rollback } from './planning.js';

const CONFIG = JSON.stringify({
  compilerOptions: { strict: true, target: 'es2022', module: 'nodenext', noEmit: true, types: [] },
});

const types = (v: string): string =>
  v === 'v1'
    ? `export interface Job { id: number; owner: string }
export interface Group { name: string; jobs: Job[] }
`
    : `export interface Job { id: number; owner: { name: string }; priority: number }
export interface Group { name: string; jobs: Job[] }
`;

/** Jobs in a module's array, in a map inside of groups, in a closure, in a frame, in an instance. */
const store = `import type { Group, Job } from './types.ts';
export const groups = new Map<string, Group>();
export const first: Job = { id: 1, owner: 'a' };
groups.set('x', { name: 'x', jobs: [first, { id: 2, owner: 'b' }] });
`;

const text = (v: string, job: string): string =>
  v === 'v1' ? `${job}.owner` : `${job}.owner.name + ${job}.priority`;

const main = (v: string): string => `import { groups, first } from './store.ts';
import type { Job } from './types.ts';
class Keeper {
  kept: Job | undefined = { id: 3, owner: 'c' };
  show(): string { return this.kept ? ${text(v, 'this.kept')} : ''; }
}
const keeper = new Keeper();
function keep(): () => string {
  const closed: Job[] = [{ id: 4, owner: 'd' }];
  return () => closed.map((job) => ${text(v, 'job')}).join();
}
const reader = keep();
async function serve(job: Job): Promise<void> {
  const same = job;
  for (;;) {
    await new Promise((wake) => setTimeout(wake, 10));
    const all = [...groups.values()].flatMap(({ jobs }) => jobs);
    console.log('${v}', all.map((one) => ${text(v, 'one')}).join(), ${text(v, 'job')}, same === job, reader(), keeper.show(), all[0] === first);
  }
}
void serve({ id: 5, owner: 'e' });
`;

const files = (v: string): Record<string, string> => ({
  'package.json': '{"type":"module"}',
  'tsconfig.json': CONFIG,
  'types.ts': types(v),
  'store.ts': store,
  'main.ts': main(v),
});

const TRANSFORM = `(old: { owner: string }, value: any): void => {
  value.owner = { name: old.owner.toUpperCase() };
  value.priority = 7;
}`;
const BACK = `(now: any, value: any): void => { value.owner = now.owner.name.toLowerCase(); delete value.priority; }`;

/** Waits for a line among those that are printed from now on. */
function saysAgain({ child }: ReturnType<typeof startProgram>, line: string): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not said: ${line}, but ${said}`)), 20_000);
    child.stdout?.on('data', (data: Buffer | string) => {
      said += String(data);
      if (!said.includes(`${line}\n`)) return;
      clearTimeout(late);
      resolve();
    });
  });
}

function decideTypes(folder: string, decide: (document: UpdatePlan) => void): void {
  const document = readPlan(readFileSync(join(folder, 'plan.json'), 'utf8'));
  decide(document);
  write(folder, 'plan.json', JSON.stringify(document));
}

describe('a structural type that changes', () => {
  it('is asked about, with the roots of its values; a transformer walks them, and back', async () => {
    const folder = project(files('v1'));
    const program = startProgram(['main.ts'], folder);
    await program.says('v1 a,b e true d c true');
    // Only the file that declares types has changed, and what uses them.
    write(folder, 'types.ts', types('v2'));
    write(folder, 'main.ts', main('v2'));
    const refused = await apply(folder, 'main');
    expect(refused.code).toBe(2);
    expect(codesOf(refused.result)).toEqual(['RS1222']);
    const { plan: found, diagnostics } = await plan(folder, 'main', '--out', 'plan.json');
    expect(diagnostics.map(({ code }) => code)).toContain('RS1222');
    expect(found?.types?.entries).toMatchObject([
      {
        name: 'Job',
        file: join(folder, 'types.ts'),
        line: 1,
        asks: true,
        members: [
          { name: 'owner', change: 'retyped', old: 'string', now: '{ name: string; }' },
          { name: 'priority', change: 'added', now: 'number' },
        ],
      },
    ]);
    const ways = found?.types?.entries[0]?.roots.map((root) => root.replaceAll(`${folder}/`, ''));
    expect(ways).toEqual(
      expect.arrayContaining([
        'groups.values().jobs[] (store.ts)',
        'first (store.ts)',
        'keeper.kept (main.ts)',
        'closed[] (keep, main.ts)',
        'job (serve, main.ts)',
        'this.kept (Keeper#show, main.ts)',
      ]),
    );
    expect(found?.types?.entries[0]?.skeleton).toContain('value.priority = …; // number');
    const open = await apply(folder, 'main', '--plan', 'plan.json');
    expect(codesOf(open.result)).toEqual(['RS1222']);
    decideTypes(folder, ({ types: own }) => {
      const [entry] = own?.entries ?? [];
      if (entry) entry.override = { transform: TRANSFORM, back: BACK };
    });
    // Planned again, the decision stays.
    await plan(folder, 'main', '--out', 'plan.json');
    const applied = await apply(folder, 'main', '--plan', 'plan.json');
    expect(applied.result, JSON.stringify(applied)).toMatchObject({ outcome: 'applied' });
    await program.says('v2 A7,B7 E7 true D7 C7 true');
    const back = await rollback(folder, 'main');
    expect(back.result, JSON.stringify(back)).toMatchObject({ outcome: 'applied' });
    await saysAgain(program, 'v1 a,b e true d c true');
    program.child.kill();
    const { stderr } = await program.ended;
    expect(stderr).toBe('');
  });

  it('is rolled back when a transformer throws, and kept as it is with --yes', async () => {
    const folder = project(files('v1'));
    const program = startProgram(['main.ts'], folder);
    await program.says('v1 a,b e true d c true');
    write(folder, 'types.ts', types('v2'));
    write(folder, 'main.ts', main('v2'));
    await plan(folder, 'main', '--out', 'plan.json');
    decideTypes(folder, ({ types: own }) => {
      const [entry] = own?.entries ?? [];
      const transform = `(old: any, value: any) => { value.owner = 1; if (old.id === 2) throw new Error('no'); }`;
      if (entry) entry.override = { transform };
    });
    const failed = await apply(folder, 'main', '--plan', 'plan.json');
    expect(failed.result).toMatchObject({ outcome: 'rolled-back' });
    await saysAgain(program, 'v1 a,b e true d c true');
    // Made for these texts only.
    write(folder, 'types.ts', `${types('v2')}// more\n`);
    const other = await apply(folder, 'main', '--plan', 'plan.json');
    expect(codesOf(other.result)).toEqual(['RS1212']);
    const kept = await apply(folder, 'main', '--yes');
    expect(kept.result).toMatchObject({ outcome: 'applied' });
    await program.says('v2 NaN,NaN NaN');
    program.child.kill();
    await program.ended;
  });
});

describe('a variable whose type changes', () => {
  const counter = (v: string): string => `
let total: ${v === 'v1' ? 'number' : 'string'} = load(${v === 'v1' ? '1' : "'1'"});
function load<T>(value: T): T { return value; }
async function serve(): Promise<void> {
  let own${v === 'v1' ? '' : ': string'} = ${v === 'v1' ? '1' : "'1'"};
  const limit = ${v === 'v1' ? '1' : '2'};
  for (;;) {
    await new Promise((wake) => setTimeout(wake, 10));
    console.log('${v}', typeof total, typeof own, limit);
  }
}
void serve();
`;

  it('is asked about where it keeps its value, and given one by a plan', async () => {
    const folder = project({
      'package.json': '{"type":"module"}',
      'tsconfig.json': CONFIG,
      'main.ts': counter('v1'),
    });
    const program = startProgram(['main.ts'], folder);
    await program.says('v1 number number 1');
    write(folder, 'main.ts', counter('v2'));
    const refused = await apply(folder, 'main');
    expect(codesOf(refused.result)).toEqual(['RS1223', 'RS1223']);
    await plan(folder, 'main', '--out', 'plan.json');
    decideTypes(folder, ({ modules }) => {
      const [module] = modules;
      const binding = module?.bindings.find(({ name }) => name === 'total');
      expect(binding).toMatchObject({ types: { old: 'number', now: 'string' }, asks: true });
      if (binding)
        binding.override = { transform: '(old) => String(old)', back: '(now) => Number(now)' };
      const own = module?.variables.find(({ name }) => name === 'own');
      expect(own).toMatchObject({ function: 'serve', types: { old: 'number', now: 'string' } });
      // A number is a number, whatever its value.
      expect(module?.variables.map(({ name }) => name)).toEqual(['own']);
      if (own) own.override = { value: 'String(own)' };
    });
    const applied = await apply(folder, 'main', '--plan', 'plan.json');
    expect(applied.result, JSON.stringify(applied)).toMatchObject({ outcome: 'applied' });
    await program.says('v2 string string');
    program.child.kill();
    await program.ended;
  });

  it('is none of our business without a tsconfig.json, or when it is not asked for', async () => {
    const folder = project({ 'package.json': '{"type":"module"}', 'main.ts': counter('v1') });
    const program = startProgram(['main.ts'], folder);
    await program.says('v1 number number 1');
    write(folder, 'main.ts', counter('v2'));
    const { plan: found } = await plan(folder, 'main');
    expect(found).not.toHaveProperty('types');
    write(folder, 'tsconfig.json', CONFIG);
    const text2 = await restitch(['plan', 'main'], folder);
    expect(text2.stdout).toContain('RS1223');
    const applied = await apply(folder, 'main', '--no-types');
    expect(applied.result).toMatchObject({ outcome: 'applied' });
    program.child.kill();
    await program.ended;
  });
});
