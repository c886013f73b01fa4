import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../protocol/plan.js';
import { call } from '../../runtime-agent/client/connection.js';
import { project, restitch, startProgram, write } from './command.js';
import { apply, codesOf, decide, only, plan, sessionIn } from './planning.js';

const program = (v: string): string => `
import { existsSync } from 'node:fs';
${v === 'v1' ? '' : "import { join } from 'node:path';"}
interface Job { id: number }
const limit: number = ${v === 'v1' ? 1 : 2};
export class Queue {
  ${v === 'v1' ? 'size' : 'length'} = 0;
  async take(job: Job): Promise<string> {
    ${v === 'v1' ? '' : 'const since = Date.now();'}
    await new Promise((wake) => setTimeout(wake, 3_600_000).unref());
    return \`\${job.id}\${${v === 'v1' ? "''" : 'since'}}\`;
  }
}
${v === 'v1' ? '' : "export const where = join('a', 'b');"}
function spin(): void {
  for (;;) {
    ${v === 'v1' ? '' : "console.log('turn');"}
    if (existsSync('go')) break;
  }
}
const queue = new Queue();
for (const id of [1, 2, 3]) void queue.take({ id });
void new Queue().take({ id: 4 });
${v === 'v1' ? '' : "console.log('once');"}
console.log('spinning');
spin();
console.log('done');
`;

describe('plan', () => {
  it('says all that an update would do, and does nothing', async () => {
    const folder = project({ 'prog.ts': program('v1'), 'package.json': '{"type":"module"}' });
    const running = startProgram(['prog.ts'], folder);
    await running.says('spinning');
    expect(await plan(folder, 'prog')).toEqual({
      code: 0,
      outcome: 'nothing-to-do',
      plan: { format: 3, modules: [] },
      diagnostics: [],
    });
    write(folder, 'prog.ts', program('v2'));
    const {
      code,
      outcome,
      plan: found,
      diagnostics,
    } = await plan(folder, 'prog', '--out', 'p.json');
    expect({ code, outcome }).toEqual({ code: 0, outcome: 'planned' });
    expect(readPlan(readFileSync(join(folder, 'p.json'), 'utf8'))).toEqual(found);
    const module = only(found?.modules ?? [], ({ file }) => file === join(folder, 'prog.ts'));
    expect(module.functions.map(({ old, now, change }) => [old, now, change].join(' '))).toEqual([
      'Queue#size Queue#length renamed',
      'Queue#take Queue#take changed',
      'spin spin changed',
    ]);
    const points = module.points.map(({ from, activations, suspended }) => ({
      at: `${from.function}:${from.line} ${from.at.slice(0, 20)}`,
      activations,
      suspended,
    }));
    expect(points).toContainEqual({
      at: 'Queue#take:10 await await new Prom',
      activations: 4,
      suspended: 4,
    });
    const busy = only(points, ({ at }) => at.startsWith('spin:'));
    expect(busy).toMatchObject({ activations: 1, suspended: 0 });
    expect(module.variables).toMatchObject([
      {
        function: 'Queue#take',
        name: 'since',
        line: 9,
        asks: true,
        from: { kind: 'question', proposed: 'Date.now()' },
      },
    ]);
    expect(module.classes).toMatchObject([
      { old: 'Queue', now: 'Queue', line: 6, members: [{ name: 'length', from: 'size' }] },
    ]);
    expect(module.bindings.map(({ name, line, change }) => `${name} ${line} ${change}`)).toEqual([
      'limit 5 reinitialised',
      'where 14 added',
    ]);
    expect(module.imports).toEqual([{ name: 'join from node:path', change: 'added' }]);
    expect(module.exports).toEqual([{ name: 'where', change: 'added' }]);
    expect(module.statements.map(({ text, line, run }) => `${line} ${text} ${run}`)).toEqual([
      '24 console.log("once"); true',
    ]);
    // An open question, at the author's line.
    const question = only(diagnostics, ({ code: name }) => name === 'RS1204');
    expect(question).toMatchObject({ severity: 'error', file: join(folder, 'prog.ts'), line: 10 });
    const text = await restitch(['plan', 'prog'], folder);
    expect(text).toMatchObject({ code: 0, stderr: '' });
    for (const part of [
      '~ Queue#take',
      '? since of Queue#take needs a value; proposed: Date.now()',
      'size → length',
      '+ join from node:path',
      'runs now: console.log("once");',
      'RS1204',
    ]) {
      expect(text.stdout).toContain(part);
    }
    expect(await call(sessionIn(folder), 'info', undefined)).toMatchObject({ version: 1 });
    write(folder, 'go', '');
    expect(await running.ended).toMatchObject({ stdout: 'spinning\ndone\n', stderr: '', code: 0 });
  });

  it('is refused for sources that do not parse, and for an earlier plan that is none', async () => {
    const folder = project({ 'prog.ts': program('v1') });
    const running = startProgram(['prog.ts'], folder);
    await running.says('spinning');
    write(folder, 'prog.ts', 'const = ;\n');
    const broken = await restitch(['plan', 'prog', '--out', 'p.json'], folder);
    expect(broken).toMatchObject({ code: 2, stdout: '' });
    expect(broken.stderr).toMatch(/prog\.ts:1: error RS1102/);
    write(folder, 'prog.ts', program('v2'));
    write(folder, 'p.json', '{}');
    const none = await plan(folder, 'prog', '--out', 'p.json');
    expect(none).toMatchObject({ code: 2, outcome: 'refused', diagnostics: [{ code: 'RS1006' }] });
    expect(readFileSync(join(folder, 'p.json'), 'utf8')).toBe('{}');
  });
});

const counterparts = (v: string, print = `'${v}'`): string =>
  `
const gates = [];
const gate = () => new Promise((open) => gates.push(open));
${
  v === 'v1'
    ? `async function serve(a, b) { await gate(); return [${print}, 'serve', a, b].join(); }`
    : `async function first(a, b) { let sum; await gate(); return [${print}, 'first', a, b, sum].join(); }
async function second(b, a) { await gate(); let other = 1; return [${print}, 'second', a, b, other].join(); }`
}
const waiting = serve(1, 2);
setInterval(() => console.log('tick'), 20);
console.log('ready');
waiting.then((value) => { console.log(value); process.exit(); });
process.on('SIGUSR2', () => gates[0]());
`.replace(
    'const waiting = serve(1, 2);',
    v === 'v1' ? 'const waiting = serve(1, 2);' : 'const waiting = second(2, 1);',
  );

describe('decisions about functions and variables', () => {
  it('survive further edits, and are carried out', async () => {
    const folder = project({ 'prog.mjs': counterparts('v1') });
    const running = startProgram(['prog.mjs'], folder);
    await running.says('ready');
    write(folder, 'prog.mjs', counterparts('v2'));
    await decide(folder, 'prog', ({ functions }) => {
      only(functions, ({ old }) => old === 'serve').override = { now: 'first' };
    });
    // The frame goes on in the other function now, which has a variable that asks.
    const module = await decide(folder, 'prog', ({ variables }) => {
      only(variables, ({ name }) => name === 'sum').override = { value: 'a + b' };
    });
    expect(only(module.functions, ({ old }) => old === 'serve').override).toEqual({ now: 'first' });
    write(folder, 'prog.mjs', counterparts('v2', "'v3', 'later'"));
    const stale = await apply(folder, 'prog', '--plan', 'plan.json');
    expect(stale).toMatchObject({ code: 2, result: { outcome: 'refused' } });
    expect(codesOf(stale.result)).toEqual(['RS1212']);
    const again = await decide(folder, 'prog', () => undefined);
    expect(only(again.variables, ({ name }) => name === 'sum')).toMatchObject({
      override: { value: 'a + b' },
      asks: false,
    });
    const { result } = await apply(folder, 'prog', '--plan', 'plan.json');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    // The plan was made from the version before this one.
    write(folder, 'prog.mjs', counterparts('v2', "'v4'"));
    const old = await apply(folder, 'prog', '--plan', 'plan.json');
    expect(codesOf(old.result)).toEqual(['RS1212']);
    running.child.kill('SIGUSR2');
    expect((await running.ended).stdout.replaceAll('tick\n', '')).toContain('v3,later,first,1,2,3');
  });

  it('say that a function has no counterpart: then its frame needs an end', async () => {
    const folder = project({ 'prog.mjs': counterparts('v1') });
    const running = startProgram(['prog.mjs'], folder);
    await running.says('ready');
    write(folder, 'prog.mjs', counterparts('v1', "'v2'"));
    await decide(folder, 'prog', ({ functions }) => {
      only(functions, ({ old }) => old === 'serve').override = { now: null };
    });
    const refused = await apply(folder, 'prog', '--plan', 'plan.json', '--yes');
    expect(refused).toMatchObject({ code: 2, result: { outcome: 'refused' } });
    expect(codesOf(refused.result)).toContain('RS1202');
    await decide(folder, 'prog', ({ points }) => {
      only(points, ({ from }) => from.function === 'serve').override = {
        do: 'return',
        value: '`ended ${a}`',
      };
    });
    const { result } = await apply(folder, 'prog', '--plan', 'plan.json');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    running.child.kill('SIGUSR2');
    expect((await running.ended).stdout.replaceAll('tick\n', '')).toContain('ended 1');
  });
});

const closures = (v: string): string => `
function makeCounter(step, unit) {
  let count = 0;
  return () => { count += step; return '${v} ' + count${v === 'v1' ? '' : ' + unit'}; };
}
const counter = makeCounter(2, 'kg');
setInterval(() => { console.log(counter()); }, 20);
`;

/** A closure, and what is between its outer function's head and it. */
const outer = (between: string, body = 'return x + count'): string => `
let x = 1;
function make(count) {
  ${between}
  return () => { ${body}; };
}
const old = make(10);
setInterval(() => { console.log(old() + ' and ' + make(20)()); }, 20);
`;

describe('a closure whose new code needs what it has not kept', () => {
  it.each([
    ['has the value of a literal that is never assigned', 'const y = 500;', 'return y + count'],
    ['also where its own text is as it was', 'const x = 500;', undefined],
  ])('%s', async (_name, between, body) => {
    const folder = project({ 'prog.mjs': outer('') });
    const running = startProgram(['prog.mjs'], folder);
    await running.says('11 and 21');
    write(folder, 'prog.mjs', outer(between, body));
    const { result } = await apply(folder, 'prog');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    await running.says('510 and 520');
  });

  it.each([
    ['a variable that is assigned', 'let x = 500; setTimeout(() => { x += 1; }, 9e6);'],
    ['a value that is computed', 'const x = Number(process.pid);'],
  ])('is refused for %s, also where its own text is as it was', async (_name, between) => {
    const folder = project({ 'prog.mjs': outer('') });
    const running = startProgram(['prog.mjs'], folder);
    await running.says('11 and 21');
    write(folder, 'prog.mjs', outer(between));
    const refused = await apply(folder, 'prog', '--yes');
    expect(refused, JSON.stringify(refused)).toMatchObject({ code: 2 });
    expect(refused.result.diagnostics).toContainEqual(expect.objectContaining({ code: 'RS1213' }));
  });

  it('is refused with the variable’s name, unless a plan gives a value', async () => {
    const folder = project({ 'prog.mjs': closures('v1') });
    const running = startProgram(['prog.mjs'], folder);
    await running.says('v1 4');
    write(folder, 'prog.mjs', closures('v2'));
    const refused = await apply(folder, 'prog', '--yes');
    expect(refused).toMatchObject({ code: 2, result: { outcome: 'refused' } });
    const [found] = refused.result.diagnostics;
    expect(found).toMatchObject({ code: 'RS1213', line: 4 });
    expect(found?.message).toContain('unit');
    await decide(folder, 'prog', ({ variables }) => {
      only(variables, ({ name }) => name === 'unit').override = { value: "' of ' + step" };
    });
    const { result } = await apply(folder, 'prog', '--plan', 'plan.json');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', diagnostics: [] });
    await running.says(' of 2');
    running.child.kill('SIGKILL');
    const numbers = (await running.ended).stdout
      .trim()
      .split('\n')
      .map((line) => Number(line.split(' ')[1]));
    expect(numbers).toEqual(numbers.map((_, index) => 2 * index + 2));
  });

  it('is no matter where no such function exists any more', async () => {
    const text = (v: string): string =>
      closures(v)
        .replace('setInterval(', "console.log('first', makeCounter(1, 'm')());\nsetInterval(")
        .replace('const counter', 'let counter')
        .replace('counter()', "makeCounter(1, 'm')()")
        .replace("makeCounter(2, 'kg');", 'undefined;');
    const folder = project({ 'prog.mjs': text('v1') });
    const running = startProgram(['prog.mjs'], folder);
    await running.says('v1 1');
    write(folder, 'prog.mjs', text('v2'));
    const { result } = await apply(folder, 'prog');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', diagnostics: [] });
    await running.says('v2 1m');
  });
});
