// The rules of an update, as a developer may rely on them: one sentence after the other.
import { describe, expect, it } from 'vitest';
import type { ApplyResult } from '../../protocol/results.js';
import type { ApplyOptions } from '../../protocol/rpc.js';
import { call } from '../../runtime-agent/client/connection.js';
import { project, startProgram, write, type Started } from './command.js';
import { codesOf, sessionIn } from './planning.js';

interface Case {
  folder: string;
  program: Started;
  update: (text: string, options?: ApplyOptions) => Promise<ApplyResult>;
  /** Lets everything go on that waits at `gate()`; what the program prints from then on. */
  finish: () => Promise<string[]>;
}

/** Code in front of every program: what waits at `gate()` goes on when the file `go` is there. */
const PRELUDE = `
import { existsSync } from 'node:fs';
const gates = [];
const gate = (value) => new Promise((open) => gates.push(() => open(value)));
const log = (...words) => console.log(...words);
const timer = setInterval(() => {
  if (!existsSync('go')) return;
  clearInterval(timer);
  console.log('open');
  for (const open of gates) open();
}, 10);
`;

async function start(v1: string, files: Record<string, string> = {}): Promise<Case> {
  const folder = project({ ...files, 'prog.mjs': `${PRELUDE}${v1}\nconsole.log('ready');\n` });
  const program = startProgram(['prog.mjs'], folder);
  await program.says('ready');
  return {
    folder,
    program,
    update: (text, options = {}) => {
      write(folder, 'prog.mjs', `${PRELUDE}${text}\nconsole.log('ready');\n`);
      return call(sessionIn(folder), 'apply', options);
    },
    finish: async () => {
      write(folder, 'go', '');
      const { stdout, stderr, code } = await program.ended;
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
      const lines = stdout.trim().split('\n');
      return lines.slice(lines.indexOf('open') + 1);
    },
  };
}

const applied = (result: ApplyResult, codes: string[] = []): void => {
  expect({ outcome: result.outcome, codes: codesOf(result) }, JSON.stringify(result)).toEqual({
    outcome: 'applied',
    codes,
  });
};

describe('a frame', () => {
  it('goes on at the corresponding point, in the handlers of the new code, each finally once', async () => {
    const { update, finish } = await start(`
async function plain() { log('before'); await gate(); log('v1 after'); }
async function handled() { await gate(); throw new Error('v1'); }
async function wrapped() { try { await gate(); } finally { log('v1 finally'); } }
void plain(); void handled().catch(() => log('uncaught')); void wrapped();`);
    applied(
      await update(`
async function plain() { log('never again'); await gate(); log('v2 after'); }
async function handled() { try { await gate(); throw new Error('v2'); } catch (error) { log('caught ' + error.message); } }
async function wrapped() { try { try { await gate(); } finally { log('v2 inner'); } } finally { log('v2 outer'); } }
void plain(); void handled().catch(() => log('uncaught')); void wrapped();`),
    );
    const lines = await finish();
    expect(lines.sort()).toEqual(['caught v2', 'v2 after', 'v2 inner', 'v2 outer']);
  });

  it('that waits in a call gets its value; operands to the left keep theirs, those to the right are new', async () => {
    const text = (v: string): string => `
const named = (name) => { log('evaluated ' + name); return name; };
async function sum() {
  log('sum ' + [named('${v} left'), await gate('arrived'), named('${v} right')].join());
  ${v === 'v1' ? '' : "log('then');"}
}
async function outer() { try { log('outer ' + (await inner())); } catch (error) { log('${v} caught ' + error.message); } }
async function inner() { await gate(); throw new Error('${v} inner'); }
void sum(); void outer();`;
    const { update, finish } = await start(text('v1'));
    applied(await update(text('v2')));
    const lines = await finish();
    expect(lines.filter((line) => !line.includes('caught'))).toEqual([
      'evaluated v2 right',
      'sum v1 left,arrived,v2 right',
      'then',
    ]);
    expect(lines).toContain('v2 caught v2 inner');
  });

  it('whose statement is gone goes on at the next that follows, told as a guess', async () => {
    const text = (v: string): string => `
async function work() {
  log('one');
  ${v === 'v1' ? 'await gate();' : ''}
  log('${v} two');
}
void work();`;
    const { update, finish } = await start(text('v1'));
    applied(await update(text('v2')), ['RS1203']);
    expect(await finish()).toEqual(['v2 two']);
  });

  it('whose function is gone refuses the update', async () => {
    const { update, finish } = await start(`
async function work() { await gate(); log('v1'); }
void work();`);
    const refused = await update(`log('nothing of it');`, { yes: true });
    expect(refused).toMatchObject({ outcome: 'refused', version: 1 });
    expect(codesOf(refused)).toContain('RS1202');
    expect(refused.diagnostics.find(({ code }) => code === 'RS1202')).toMatchObject({ line: 13 });
    expect(await finish()).toEqual(['v1']);
  });
});

describe('a new variable', () => {
  const text = (v: string, parameter = '', local = '', use = "''"): string => `
async function work(kept${parameter}) {
  ${local}
  await gate();
  log('${v} ' + ${use});
}
void work(3);`;

  it('gets its initialiser’s value when that is a literal or reads what is kept; a parameter its default', async () => {
    const { update, finish } = await start(text('v1'));
    applied(
      await update(
        text(
          'v2',
          ', given = 4',
          'const literal = 5; const sum = kept + literal; let later; const unused = Math.random();',
          '[given, literal, sum, later].join()',
        ),
      ),
    );
    expect(await finish()).toEqual(['v2 4,5,8,']);
  });

  it('asks for anything else, with a proposed answer that can be accepted', async () => {
    const { update, finish } = await start(text('v1'));
    const asking = text(
      'v2',
      ', given = Math.max(1, 2)',
      'const called = String(kept);',
      'called + given',
    );
    const refused = await update(asking);
    expect(refused).toMatchObject({ outcome: 'refused', version: 1 });
    expect(codesOf(refused)).toEqual(['RS1204', 'RS1204']);
    expect(refused.diagnostics.map(({ hint }) => hint).join()).toMatch(
      /Math\.max\(1, 2\).*String\(kept\)/,
    );
    applied(await update(asking, { yes: true }), ['RS1205', 'RS1205']);
    expect(await finish()).toEqual(['v2 32']);
  });
});

describe('module state', () => {
  it('is initialised in source order where it is new, kept where it is not', async () => {
    const text = (v: string): string => `
const size = ${v === 'v1' ? 1 : '2'};
const area = ${v === 'v1' ? '1 * 1' : '2 * 2'};
const list = [${v === 'v1' ? 1 : 2}];
let count = ${v === 'v1' ? 1 : 2};
${v === 'v1' ? '' : 'const first = size * 10; const second = first + 1;'}
async function show() {
  list.push(count);
  await gate();
  log([size, area, list.join('-'), count${v === 'v1' ? '' : ', first, second'}].join());
}
count += 10;
void show();`;
    const { update, finish } = await start(text('v1'));
    // Told: the initialisers of `list` and `count` do not run again.
    applied(await update(text('v2')), ['RS1206', 'RS1206']);
    expect(await finish()).toEqual(['2,4,1-11,11,20,21']);
  });

  it('new statements run once; those changed or gone do not, and are told', async () => {
    const text = (v: string): string => `
log('${v} changed');
${v === 'v1' ? 'globalThis.gone = [1, 2, 3];' : "log('new one'); log('new two');"}
async function work() { await gate(); log('${v}'); }
void work();`;
    const { program, update, finish } = await start(text('v1'));
    const result = await update(text('v2'));
    applied(result, ['RS1206', 'RS1206']);
    await program.says('new one\nnew two');
    expect(await finish()).toEqual(['v2']);
    const { stdout } = await program.ended;
    expect(stdout.split('new one')).toHaveLength(2);
    expect(stdout).not.toContain('v2 changed');
  });

  it('is as before when something throws, with the error shown', async () => {
    const text = (v: string, more = ''): string => `
const limit = ${v === 'v1' ? 1 : 2};
class Box { ${v === 'v1' ? '' : 'extra = 1;'} }
const box = new Box();
async function work() { await gate(); log('${v} ' + limit + Object.keys(box).join()); }
void work();
${more}`;
    const { update, finish } = await start(text('v1'));
    const failed = await update(text('v2', "log('tried'); null.thrown;"));
    expect(failed).toMatchObject({ outcome: 'rolled-back', version: 1 });
    expect(failed.diagnostics.at(-1)).toMatchObject({ code: 'RS1208' });
    expect(failed.diagnostics.at(-1)?.message).toContain('thrown');
    expect(await finish()).toEqual(['v1 1']);
  });
});

describe('an update that fails', () => {
  it('takes back what its new statements have assigned, in every module', async () => {
    const lib = (more: string): string => `export let lent = 'lent';
export let late;
export const lend = (value) => { lent = value; };
${more}`;
    const main = (v: string, more: string): string => `
import { lent, late, lend } from './lib.mjs';
let n = 1;
var old = 'old';
function named() { return 'named'; }
let renamed = 7;
const list = [];
async function work() {
  await gate();
  log(['${v}', n, old, named(), renamed, list.length, lent, late].join());
}
void work();
${more}`;
    const { folder, update, finish } = await start(main('v1', ''), { 'lib.mjs': lib('') });
    const more = `n = 1000; old += '!'; named = () => 'another'; renamed++; list.push(1); lend('to main'); null.thrown;`;
    write(folder, 'lib.mjs', lib("late = 'assigned';"));
    const failed = await update(main('v2', more));
    expect(failed).toMatchObject({ outcome: 'rolled-back', version: 1 });
    expect(failed.diagnostics.at(-1)).toMatchObject({ code: 'RS1208' });
    // What an object has in it is no variable.
    expect(await finish()).toEqual(['v1,1,old,named,7,1,lent,']);
  });
});

describe('code reached through an implicit call', () => {
  it('may finish its statement on the old code; it is counted as deferred', async () => {
    const text = (v: string): string => `
const never = new Int32Array(new SharedArrayBuffer(4));
const item = { get value() { while (!existsSync('go')) Atomics.wait(never, 0, 0, 5); log('${v} getter'); return 1; } };
function read() {
  log('${v} statement ' + item.value);
  log('${v} next');
}
console.log('ready');
console.log('open');
read();
clearInterval(timer);`;
    const { update, finish } = await start(text('v1'));
    const result = await update(text('v2'));
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    expect(result.threads[0]?.framesDeferred).toBeGreaterThan(0);
    const lines = await finish();
    expect(lines[0]).toBe('v2 getter');
    expect(['v1 statement 1', 'v2 statement 1']).toContain(lines[1]);
    expect(lines[2]).toBe('v2 next');
  });
});
