import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLAN_FORMAT } from '../../protocol/plan.js';
import { project, restitch, startProgram, write, type Started } from './command.js';
import { apply, codesOf, rollback } from './planning.js';

/** Starts a one-file program that prints `v1 <count>` for ever. */
async function ticking(more = ''): Promise<{ folder: string; program: Started }> {
  const folder = project({ 'prog.mjs': ticks('v1', more) });
  const program = startProgram(['prog.mjs'], folder);
  await program.says('v1 3');
  return { folder, program };
}

const ticks = (version: string, more = ''): string => `
let count = 0;
${more}
function tick() {
  count += 1;
  console.log(\`${version} \${count}\`);
}
setInterval(tick, 10);
`;

const planFor = (file: string): object => ({
  format: PLAN_FORMAT,
  modules: [{ file, from: 'x', to: 'y' }],
});

describe('apply', () => {
  it('changes a function in its loop that an update has added, and names it in stacks', async () => {
    const { folder, program } = await ticking();
    const spinning = (version: string): string => `
let count = 0;
function spin() {
  for (let i = 0; ; i += 1) {
    if (i % 20_000_000 === 0) console.log('${version}', /prog.mjs:\\d+/.exec(new Error().stack)[0]);
  }
}
function tick() {
  spin();
}
setInterval(tick, 10);
`;
    write(folder, 'prog.mjs', spinning('v2'));
    expect(await apply(folder, 'prog')).toMatchObject({ code: 0 });
    await program.says('v2 prog.mjs:5');
    write(folder, 'prog.mjs', spinning('v3'));
    const { code, result } = await apply(folder, 'prog');
    expect({ code, deferred: result.threads.map(({ framesDeferred }) => framesDeferred) }).toEqual({
      ...{ code: 0, deferred: [0] },
    });
    await program.says('v3 prog.mjs:5');
  });

  it('changes an idle program, and rolls back, and applies again', async () => {
    const { folder, program } = await ticking();
    write(folder, 'prog.mjs', ticks('v2'));
    const first = await apply(folder, 'prog');
    expect(first).toMatchObject({ code: 0, result: { outcome: 'applied', version: 2 } });
    await program.says('v2 ');
    const back = await rollback(folder, 'prog');
    expect(back).toMatchObject({ code: 0, result: { outcome: 'applied', version: 3 } });
    const again = await apply(folder, 'prog');
    expect(again).toMatchObject({ code: 0, result: { outcome: 'applied', version: 4 } });
    write(folder, 'prog.mjs', ticks('v5'));
    await apply(folder, 'prog');
    await program.says('v5 ');
    program.child.kill();
    const { stdout, stderr } = await program.ended;
    expect(stderr).toBe('');
    const counts = stdout
      .trim()
      .split('\n')
      .map((line) => Number(line.split(' ')[1]));
    expect(counts).toEqual(counts.map((_, index) => index + 1));
    const versions = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    const switches = versions.filter((version, index) => version !== versions[index - 1]);
    expect(switches.filter((version) => version === 'v1').length).toBeLessThanOrEqual(2);
    expect(switches[0]).toBe('v1');
    expect(switches.at(-1)).toBe('v5');
  });

  it('has nothing to do when nothing has changed', async () => {
    const { folder } = await ticking();
    const none = await apply(folder, 'prog');
    expect(none).toMatchObject({ code: 0, result: { outcome: 'nothing-to-do', version: 1 } });
  });

  it('refuses a syntax error with file and line, and changes nothing', async () => {
    const { folder, program } = await ticking();
    write(folder, 'prog.mjs', ticks('v2').replace('count += 1;', 'count += ;'));
    const refused = await apply(folder, 'prog');
    expect(refused).toMatchObject({ code: 2, result: { outcome: 'refused', version: 1 } });
    const [found] = refused.result.diagnostics;
    expect(found).toMatchObject({ severity: 'error', file: join(folder, 'prog.mjs'), line: 5 });
    await program.says('v1 20');
  });

  it('refuses while a loaded file is missing, and for an unknown session or plan', async () => {
    const { folder, program } = await ticking();
    const unknown = await restitch(['apply', 'other', '--json'], folder);
    expect(unknown.code).not.toBe(0);
    expect(unknown.stdout + unknown.stderr).toContain('RS1002');
    write(folder, 'prog.mjs', ticks('v2'));
    write(folder, 'plan.json', 'not a plan');
    const unreadable = await apply(folder, 'prog', '--plan', 'plan.json');
    expect(unreadable.code).toBe(2);
    expect(codesOf(unreadable.result)).toEqual(['RS1006']);
    write(folder, 'plan.json', JSON.stringify(planFor('gone.mjs')));
    const foreign = await apply(folder, 'prog', '--plan', 'plan.json');
    expect(foreign.code).toBe(2);
    expect(codesOf(foreign.result)).toEqual(['RS1212', 'RS1212']);
    await program.says('v1 20');
  });

  it('rolls back when a new top-level statement throws', async () => {
    const { folder, program } = await ticking();
    write(folder, 'prog.mjs', `${ticks('v2')}\nthrow new Error('not today');\n`);
    const failed = await apply(folder, 'prog');
    expect(failed).toMatchObject({ code: 3, result: { outcome: 'rolled-back', version: 1 } });
    expect(failed.result.diagnostics.at(-1)?.message).toContain('not today');
    await program.says('v1 20');
    write(folder, 'prog.mjs', ticks('v2'));
    expect((await apply(folder, 'prog')).code).toBe(0);
    await program.says('v2 ');
  });

  it('refuses the second of two at once, or has nothing left to do for it', async () => {
    const { folder } = await ticking();
    write(folder, 'prog.mjs', ticks('v2'));
    const both = await Promise.all([apply(folder, 'prog'), apply(folder, 'prog')]);
    const outcomes = both.map(({ result }) => result.outcome).sort();
    expect(outcomes).toContain('applied');
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1);
    for (const one of both) {
      if (one.result.outcome === 'refused') expect(codesOf(one.result)).toEqual(['RS1005']);
    }
  });

  it('applies five updates in a row', async () => {
    const { folder, program } = await ticking();
    for (const version of ['v2', 'v3', 'v4', 'v5', 'v6']) {
      write(folder, 'prog.mjs', ticks(version));
      expect(await apply(folder, 'prog')).toMatchObject({ result: { outcome: 'applied' } });
      await program.says(`${version} `);
    }
  });

  it('asks for what it cannot know, and takes the proposed answer with --yes', async () => {
    const loop = (more: string, print: string): string => `
import { setTimeout } from 'node:timers/promises';
const now = () => 7;
async function work() {
  ${more}
  for (let i = 0; ; i++) {
    await setTimeout(10);
    console.log(${print});
  }
}
await work();
`;
    const folder = project({ 'prog.mjs': loop('', '"v1 " + i') });
    const program = startProgram(['prog.mjs'], folder);
    await program.says('v1 2');
    write(folder, 'prog.mjs', loop('const since = now();', '"v2 " + i + " since " + since'));
    const refused = await apply(folder, 'prog');
    expect(refused).toMatchObject({ code: 2, result: { outcome: 'refused' } });
    expect(codesOf(refused.result)).toEqual(['RS1204']);
    const accepted = await apply(folder, 'prog', '--yes');
    expect(accepted).toMatchObject({ code: 0, result: { outcome: 'applied' } });
    expect(codesOf(accepted.result)).toEqual(['RS1205']);
    await program.says('since 7');
  });
});
