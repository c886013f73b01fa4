import { describe, expect, it } from 'vitest';
import { project, startProgram, write } from './command.js';
import { apply, codesOf } from './planning.js';

describe('immediately', () => {
  it('in the middle of an endless loop', async () => {
    const loop = (version: string): string => `
const until = (ms) => { const end = Date.now() + ms; while (Date.now() < end); };
let n = 0;
while (true) { n += 1; until(5); console.log('${version} ' + n); }
`;
    const folder = project({ 'prog.mjs': loop('v1') });
    const program = startProgram(['prog.mjs'], folder);
    await program.says('v1 3');
    write(folder, 'prog.mjs', loop('v2'));
    const { result } = await apply(folder, 'prog');
    expect(result).toMatchObject({ outcome: 'applied', threads: [{ framesDeferred: 0 }] });
    expect(result.threads[0]?.framesRebuilt).toBeGreaterThan(0);
    await program.says('v2 ');
  });

  it('thousands of frames deep', async () => {
    const deep = (version: string): string => `
import { existsSync } from 'node:fs';
const never = new Int32Array(new SharedArrayBuffer(4));
function down(depth) {
  if (depth === 0) {
    console.log('at the bottom');
    while (!existsSync('updated')) Atomics.wait(never, 0, 0, 5);
    return 0;
  }
  const below = down(depth - 1);
  return below + ${version === 'v1' ? 1 : 2};
}
console.log('${version} depth ' + down(4000));
`;
    const folder = project({ 'prog.mjs': deep('v1') });
    const program = startProgram(['prog.mjs'], folder);
    await program.says('at the bottom');
    write(folder, 'prog.mjs', deep('v2'));
    const { result } = await apply(folder, 'prog');
    expect(result).toMatchObject({ outcome: 'applied' });
    write(folder, 'updated', '');
    const { stdout, stderr } = await program.ended;
    expect(stderr).toBe('');
    expect(stdout).toContain('depth 8000');
  });

  it('hundreds of suspended activations, which wake after two further updates', async () => {
    const many = (version: string): string => `
import { existsSync } from 'node:fs';
const woken = [];
async function one(i, gate) {
  await gate;
  woken.push('${version}');
  return i;
}
let open;
const gate = new Promise((resolve) => (open = resolve));
const all = Promise.all(Array.from({ length: 500 }, (_, i) => one(i, gate)));
const timer = setInterval(() => { if (existsSync('go')) { clearInterval(timer); open(); } }, 10);
console.log('waiting');
const sum = (await all).reduce((a, b) => a + b, 0);
console.log(sum, [...new Set(woken)].join());
`;
    const folder = project({ 'prog.mjs': many('v1') });
    const program = startProgram(['prog.mjs'], folder);
    await program.says('waiting');
    for (const version of ['v2', 'v3', 'v4']) {
      write(folder, 'prog.mjs', many(version));
      const { result } = await apply(folder, 'prog');
      expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
      expect(result.threads[0]?.activationsPending).toBeGreaterThanOrEqual(500);
    }
    write(folder, 'go', '');
    const { stdout, stderr } = await program.ended;
    expect(stderr).toBe('');
    expect(stdout).toContain('124750 v4');
  });

  it('over all threads, busy and waiting ones', async () => {
    const worker = (version: string): string => `
import { workerData, parentPort } from 'node:worker_threads';
let n = 0;
const until = (ms) => { const end = Date.now() + ms; while (Date.now() < end); };
const never = new Int32Array(new SharedArrayBuffer(4));
for (;;) {
  n += 1;
  if (workerData === 3) Atomics.wait(never, 0, 0, 50); else until(5);
  parentPort.postMessage([workerData, '${version}', n]);
}
`;
    const folder = project({
      'worker.mjs': worker('v1'),
      'prog.mjs': `
import { Worker } from 'node:worker_threads';
const seen = new Map();
for (let i = 0; i < 4; i++) {
  new Worker(new URL('./worker.mjs', import.meta.url), { workerData: i }).on('message', ([who, version, n]) => {
    if ((seen.get(who)?.n ?? 0) !== n - 1) console.log('lost', who, n);
    if (seen.get(who)?.version === 'v2' && version === 'v1') console.log('back', who, n);
    if (seen.get(who)?.version !== version) console.log(version, who);
    seen.set(who, { version, n });
  });
}
`,
    });
    const program = startProgram(['prog.mjs'], folder);
    for (let i = 0; i < 4; i++) await program.says(`v1 ${i}`);
    write(folder, 'worker.mjs', worker('v2'));
    const { result } = await apply(folder, 'prog');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    expect(result.threads).toHaveLength(5);
    for (let i = 0; i < 4; i++) await program.says(`v2 ${i}`);
    program.child.kill();
    const { stdout } = await program.ended;
    expect(stdout).not.toMatch(/lost|back/);
  });

  it('threads that start later run what the session runs, and take part', async () => {
    const worker = (version: string): string => `
import { workerData } from 'node:worker_threads';
setInterval(() => console.log('worker ' + workerData + ' ${version}'), 20);
`;
    const folder = project({
      'worker.mjs': worker('v1'),
      'prog.mjs': `
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
const start = (n) => new Worker(new URL('./worker.mjs', import.meta.url), { workerData: n });
start(1);
const timer = setInterval(() => { if (existsSync('go')) { clearInterval(timer); start(2); } }, 20);
`,
    });
    const program = startProgram(['prog.mjs'], folder);
    await program.says('worker 1 v1');
    write(folder, 'worker.mjs', worker('v2'));
    expect(await apply(folder, 'prog')).toMatchObject({ result: { outcome: 'applied' } });
    await program.says('worker 1 v2');
    write(folder, 'worker.mjs', worker('v3'));
    write(folder, 'go', '');
    await program.says('worker 2 v2');
    const { result } = await apply(folder, 'prog');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', version: 3 });
    expect(result.threads).toHaveLength(3);
    await program.says('worker 1 v3');
    await program.says('worker 2 v3');
  });

  it('code of other modules gets exports that an update has added', async () => {
    const folder = project({
      'lib.mjs': `export const one = () => 'one';`,
      'prog.mjs': `
import { one } from './lib.mjs';
function tick() { console.log(one()); }
setInterval(() => tick(), 10);
`,
    });
    const program = startProgram(['prog.mjs'], folder);
    await program.says('one');
    write(
      folder,
      'lib.mjs',
      `import { three } from './new.mjs';\nexport const one = () => 'uno';\nexport const two = () => 'two ' + three;\nexport default function named() { return 'default'; }\nexport { three as drei } from './new.mjs';`,
    );
    write(folder, 'new.mjs', `export const three = 'three';`);
    write(
      folder,
      'prog.mjs',
      `
import standard, { drei, one, two } from './lib.mjs';
function tick() { console.log([one(), two(), standard(), drei].join()); }
setInterval(() => tick(), 10);
`,
    );
    const { result } = await apply(folder, 'prog');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    await program.says('uno,two three,default,three');
  });

  it('says which call a thread is blocked in', async () => {
    const blocked = (version: string): string => `
import { execFileSync } from 'node:child_process';
console.log('${version}');
execFileSync(process.execPath, ['-e', 'setTimeout(() => {}, 4000)']);
console.log('done ${version}');
`;
    const folder = project({ 'prog.mjs': blocked('v1') });
    const program = startProgram(['prog.mjs'], folder);
    await program.says('v1');
    write(folder, 'prog.mjs', blocked('v2'));
    const failed = await apply(folder, 'prog', '--timeout', '500');
    expect(failed).toMatchObject({ code: 3, result: { outcome: 'rolled-back', version: 1 } });
    expect(codesOf(failed.result)).toEqual(['RS1201']);
    expect(failed.result.diagnostics[0]?.message).toContain('main');
    const { stdout, code } = await program.ended;
    expect(code).toBe(0);
    expect(stdout).toContain('done v1');
  });

  it('is made at the second try, when the call that a thread was blocked in is over', async () => {
    const blocked = (version: string): string => `
import { execFileSync } from 'node:child_process';
setInterval(() => console.log('tick ${version}'), 20);
console.log('start');
execFileSync(process.execPath, ['-e', 'setTimeout(() => {}, 4000)']);
console.log('done');
`;
    const folder = project({ 'prog.mjs': blocked('v1') });
    const program = startProgram(['prog.mjs'], folder);
    await program.says('start');
    write(folder, 'prog.mjs', blocked('v2'));
    const failed = await apply(folder, 'prog', '--timeout', '300');
    expect(codesOf(failed.result)).toEqual(['RS1201']);
    await program.says('done');
    const { result } = await apply(folder, 'prog');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', version: 2 });
    await program.says('tick v2');
  });

  it('gives on the arguments that a function made before is called with, undefined ones too', async () => {
    const counts = (version: string): string => `
function f(...args) { for (const _ of [0]); return '${version} ' + args.length; }
const kept = f;
setInterval(() => console.log(kept(), kept(undefined), kept(1, undefined)), 10);
`;
    const folder = project({ 'prog.mjs': counts('v1') });
    const program = startProgram(['prog.mjs'], folder);
    await program.says('v1 0 v1 1 v1 2');
    write(folder, 'prog.mjs', counts('v2'));
    expect(await apply(folder, 'prog')).toMatchObject({ result: { outcome: 'applied' } });
    await program.says('v2 0 v2');
    program.child.kill('SIGTERM');
    const { stdout } = await program.ended;
    expect(stdout).toContain('v2 0 v2 1 v2 2');
  });

  it('refuses to change a module that is there twice, and no other', async () => {
    const counter = (version: string): string =>
      `let n = 0;\nexports.inc = () => '${version} ' + (n += 1);\n`;
    const main = (version: string): string => `
const path = require.resolve('./counter.cjs');
const first = require('./counter.cjs');
first.inc();
delete require.cache[path];
const second = require('./counter.cjs');
setInterval(() => console.log('${version}', first.inc(), second.inc()), 10);
`;
    const folder = project({ 'prog.cjs': main('m1'), 'counter.cjs': counter('v1') });
    const program = startProgram(['prog.cjs'], folder);
    await program.says('m1 v1 2 v1 1');
    write(folder, 'counter.cjs', counter('v2'));
    const refused = await apply(folder, 'prog');
    expect(refused).toMatchObject({
      code: 2,
      result: { outcome: 'refused', diagnostics: [{ code: 'RS1225' }] },
    });
    write(folder, 'counter.cjs', counter('v1'));
    write(folder, 'prog.cjs', main('m2'));
    expect(await apply(folder, 'prog')).toMatchObject({ result: { outcome: 'applied' } });
    await program.says('m2 v1');
    program.child.kill('SIGTERM');
    const { stdout } = await program.ended;
    expect(stdout).not.toContain('v2');
  });

  it('keeps listeners what they are: one registered before can be removed after', async () => {
    const events = (version: string): string => `
import { EventEmitter } from 'node:events';
const emitter = new EventEmitter();
function heard(n) { console.log('${version} heard ' + n); }
emitter.on('x', heard);
let n = 0;
setInterval(() => {
  n += 1;
  emitter.emit('x', n);
  ${version === 'v1' ? '' : "if (n > 60) { emitter.off('x', heard); console.log('left: ' + emitter.listenerCount('x')); process.exit(); }"}
}, 10);
`;
    const folder = project({ 'prog.mjs': events('v1') });
    const program = startProgram(['prog.mjs'], folder);
    await program.says('v1 heard 2');
    write(folder, 'prog.mjs', events('v2'));
    expect(await apply(folder, 'prog')).toMatchObject({ result: { outcome: 'applied' } });
    const { stdout } = await program.ended;
    expect(stdout).toContain('v2 heard');
    expect(stdout).toContain('left: 0');
  });
});
