import { describe, expect, it } from 'vitest';
import type { FrameChoice, ModulePlan } from '../../protocol/plan.js';
import { project, startProgram, write, type Started } from './command.js';
import { apply, codesOf, decide, only } from './planning.js';

/** A program whose functions wait until the file `go` is there; `text(v)` is a version of it. */
async function waiting(
  text: (version: string) => string,
): Promise<{ folder: string; program: Started }> {
  const folder = project({ 'prog.mjs': text('v1') });
  const program = startProgram(['prog.mjs'], folder);
  await program.says('waiting');
  write(folder, 'prog.mjs', text('v2'));
  return { folder, program };
}

async function end(folder: string, program: Started): Promise<string[]> {
  write(folder, 'go', '');
  const { stdout, stderr, code } = await program.ended;
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return stdout.trim().split('\n');
}

const choose = (module: ModulePlan, fn: string, at: string, choice: FrameChoice): void => {
  only(module.points, ({ from }) => from.function === fn && from.at === at).override = choice;
};

const suspended = (v: string): string => `
import { existsSync } from 'node:fs';
const gates = [];
const gate = () => new Promise((open) => gates.push(open));
const log = (...words) => console.log(...words);
async function resumes(n) {
  let seen = n + 1;
  log('${v} first', seen);
  await gate();
  log('${v} second', seen);
  ${v === 'v1' ? '' : "log('v2 third', seen, more);"}
  ${v === 'v1' ? '' : 'var more;'}
  return seen;
}
async function restarts(n, m = 5) {
  const seen = n + m;
  log('${v} begins', seen);
  if (n > 0) { n = n - 1; if (globalThis.again !== true) { globalThis.again = true; await gate(); } }
  log('${v} ends', seen);
  return 'restarted';
}
async function returns(n) { const half = n / 2; await gate(); log('not reached'); return half; }
async function throws(n) { await gate(); log('not reached', n); }
async function finishes(n) {
  await gate();
  log('${v} finishes', n);
  const nested = () => log('${v} nested', n);
  nested();
  return 'finished';
}
const all = Promise.allSettled([resumes(1), restarts(2), returns(8), throws(3), finishes(4), finishes(5)]);
const timer = setInterval(() => {
  if (!existsSync('go')) return;
  clearInterval(timer);
  for (const open of gates) open();
}, 10);
console.log('waiting');
for (const { value, reason } of await all) console.log(value ?? reason?.message);
finishes(6);
gates.at(-1)();
`;

describe('the choices of a plan for frames', () => {
  it('that are suspended', async () => {
    const { folder, program } = await waiting(suspended);
    await decide(folder, 'prog', (module) => {
      choose(module, 'resumes', 'await await gate()', {
        do: 'resume',
        function: 'resumes',
        at: "before log('v2 third', seen, more);",
        variables: { more: 'seen * 100 + n' },
      });
      choose(module, 'restarts', 'await await gate()', { do: 'restart' });
      choose(module, 'returns', 'await await gate()', { do: 'return', value: 'half + 1' });
      choose(module, 'throws', 'await await gate()', {
        do: 'throw',
        value: 'new Error(`thrown ${n}`)',
      });
      choose(module, 'finishes', 'await await gate()', { do: 'finish-old' });
    });
    const { code, result } = await apply(folder, 'prog', '--plan', 'plan.json');
    expect({ code, outcome: result.outcome }, JSON.stringify(result)).toEqual({
      code: 0,
      outcome: 'applied',
    });
    expect(codesOf(result).sort()).toEqual(['RS1218', 'RS1219', 'RS1219']);
    const lines = await end(folder, program);
    expect(lines.slice(0, 3)).toEqual(['v1 first 2', 'v1 begins 7', 'waiting']);
    expect(lines.slice(3)).toEqual([
      'v2 third 2 201',
      // The parameter had been assigned: it begins again with the arguments as they are.
      'v2 begins 6',
      'v2 ends 6',
      'v1 finishes 4',
      'v2 nested 4',
      'v1 finishes 5',
      'v2 nested 5',
      '2',
      'restarted',
      '5',
      'thrown 3',
      'finished',
      'finished',
      // Only the activations that stood there were to finish in the old code.
      'v2 finishes 6',
      'v2 nested 6',
    ]);
  });

  it('that wait in calls, one above the other', async () => {
    const { folder, program } = await waiting(stacked);
    await decide(folder, 'prog', (module) => {
      choose(module, 'restarts', 'call spins()', { do: 'restart' });
      choose(module, 'returns', 'call restarts()', {
        do: 'return',
        value: 'local + n',
      });
      choose(module, 'finishes', 'call returns(FIVE)', { do: 'finish-old' });
      choose(module, 'throws', 'call finishes()', {
        do: 'throw',
        value: 'new Error(local)',
      });
      choose(module, 'resumes', 'call throws()', {
        do: 'resume',
        function: 'resumes',
        at: 'call throws()',
      });
    });
    const { result } = await apply(folder, 'prog', '--plan', 'plan.json');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    const lines = await end(folder, program);
    expect(lines.slice(lines.indexOf('waiting') + 1)).toEqual([
      'v1 restarts',
      'v2 spun',
      'v2 restarts',
      'v2 spun',
      'v1 finishes 15',
      'caught throws',
      'v2 resumes at',
      'v2 restarts',
      'v2 spun',
      'v2 returns 8',
      'v2 finishes 8',
    ]);
  });

  it('are carried out on every later update too: what finishes in old code stays there', async () => {
    const { folder, program } = await waiting(suspended);
    await decide(folder, 'prog', (module) => {
      choose(module, 'finishes', 'await await gate()', { do: 'finish-old' });
    });
    const first = await apply(folder, 'prog', '--plan', 'plan.json', '--yes');
    expect(first.result, JSON.stringify(first.result)).toMatchObject({ outcome: 'applied' });
    write(folder, 'prog.mjs', suspended('v3'));
    const second = await apply(folder, 'prog', '--yes');
    expect(second.result, JSON.stringify(second.result)).toMatchObject({ outcome: 'applied' });
    const lines = await end(folder, program);
    expect(lines).toContain('v1 finishes 4');
    expect(lines).toContain('v3 nested 4');
    expect(lines).toContain('v3 finishes 6');
  });
});

const stacked = (v: string): string => `
import { existsSync } from 'node:fs';
const never = new Int32Array(new SharedArrayBuffer(4));
function spins() {
  while (!existsSync('go')) Atomics.wait(never, 0, 0, 5);
  console.log('${v} spun');
  return 7;
}
function restarts() {
  console.log('${v} restarts');
  return spins();
}
function returns(n) {
  const local = 10;
  const got = restarts();
  console.log('${v} returns ' + (got + n));
  return got + n;
}
function finishes() {
  const got = returns(FIVE);
  console.log('${v} finishes ' + got);
  return got;
}
function throws() {
  const local = 'throws';
  finishes();
  console.log('${v} not reached');
}
function resumes() {
  try {
    throws();
    console.log('${v} not reached');
  } catch (error) {
    console.log('caught ' + error.message);
  }
  console.log('${v} resumes at');
}
let FIVE = 5;
console.log('waiting');
resumes();
FIVE = 1;
finishes();
`;
