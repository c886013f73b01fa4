// What updates add to a module or a class is code like any other: stacks name it, and the next update takes it up.
import { describe, expect, it } from 'vitest';
import type { ApplyResult } from '../../protocol/results.js';
import { project, restitch, startProgram, write } from './command.js';

/** @param call what is done every 10 ms, once the members are there */
const program = (members: string, call: string, functions = ''): string => `
class Base {}
class Counter extends Base {
${members}
}
const counter = new Counter();
const place = (error) => error.stack.split('\\n')[1].replace(/ \\(.*\\//, ' (');
function tick() {
  ${call};
}
setInterval(() => {
  try { tick(); } catch (error) { console.log('thrown', place(error)); }
}, 10);
console.log('ready');
${functions}`;

/** @param declared how the function begins that has the loop */
const spinning = (declared: string, version: string): string => `${declared} {
    for (let i = 0; ; i += 1) {
      if (i % 100_000_000 === 0) console.log('${version}', place(new Error()));
    }
  }`;

async function apply(folder: string): Promise<{ outcome: string; deferred: number[] }> {
  const { stdout, stderr } = await restitch(['apply', 'prog', '--json'], folder);
  if (stdout === '') throw new Error(`no result: ${stderr}`);
  const { outcome, threads } = JSON.parse(stdout) as ApplyResult;
  return { outcome, deferred: threads.map(({ framesDeferred }) => framesDeferred) };
}

const done = { outcome: 'applied', deferred: [0] };

const kinds = [
  { kind: 'method', declared: 'spin()', call: 'counter.spin()' },
  {
    kind: 'static method',
    declared: 'static spin()',
    call: 'Counter.spin()',
    name: 'Function.spin',
  },
  { kind: 'getter', declared: 'get spin()', call: 'void counter.spin' },
  { kind: 'function', declared: 'function spin()', call: 'spin()' },
];

describe('a function that an update has added', () => {
  it.each(kinds)('$kind: is named in stacks, and changed in its loop', async (item) => {
    const { kind, declared, call } = item;
    const text = (version: string, above = ''): string => {
      const spin = above + spinning(declared, version);
      return kind === 'function' ? program('', call, spin) : program(spin, call);
    };
    const folder = project({ 'prog.mjs': program('', '0') });
    const started = startProgram(['prog.mjs'], folder);
    await started.says('ready');
    write(folder, 'prog.mjs', text('v2'));
    expect(await apply(folder)).toEqual(done);
    await started.says('v2 ');
    const { stdout: stack } = await restitch(['stack', 'prog'], folder);
    expect(stack).toMatch(/\bspin +v2 +prog.mjs:\d/);
    write(folder, 'prog.mjs', text('v3', '\n'));
    expect(await apply(folder)).toEqual(done);
    await started.says('v3 ');
    started.child.kill();
    const { stdout } = await started.ended;
    const lines = ['v2', 'v3'].map((version) => {
      const [, line] = new RegExp(`${version} +at .*spin \\(prog.mjs:(\\d+)`).exec(stdout) ?? [];
      return Number(line);
    });
    const line =
      text('v2')
        .split('\n')
        .findIndex((one) => one.includes('v2')) + 1;
    expect(lines).toEqual([line, line + 1]);
  });

  it('throws at its own line, also as the beginning of a field', async () => {
    const folder = project({ 'prog.mjs': program('', '0') });
    const started = startProgram(['prog.mjs'], folder);
    await started.says('ready');
    const members = `  fail() {
    throw new Error('no');
  }
  late = globalThis.isLate ? null.x : 1;`;
    const call = 'globalThis.isLate ? new Counter() : (globalThis.isLate = true, counter.fail())';
    write(folder, 'prog.mjs', program(members, call));
    expect(await apply(folder)).toEqual(done);
    await started.says('prog.mjs:7');
    started.child.kill();
    const { stdout } = await started.ended;
    const [first, second] = stdout.split('\n').filter((line) => line.startsWith('thrown'));
    expect(first).toMatch(/^thrown +at Counter.fail \(prog.mjs:5:11\)$/);
    expect(second).toMatch(/^thrown +at .*prog.mjs:7:/);
  });
});
