import { describe, expect, it } from 'vitest';
import { project, restitch, runPlain, type Ended } from './command.js';

/** Programs that end, by file name; each must print, fail and exit as under plain Node. */
const programs: Record<string, string> = {
  'arguments.cjs': `
    console.log(process.argv.slice(1), process.argv.length, process.execArgv);
    console.log(require.main === module, Object.keys(require.cache), module.parent, module.children);
    console.log(__filename, __dirname, typeof Error.prepareStackTrace);`,
  'arguments.mjs': `
    console.log(process.argv.slice(1), process.execArgv, import.meta.url);
    console.log(import.meta.dirname, typeof require);`,
  'order.cjs': `
    setTimeout(() => console.log('timeout'));
    process.nextTick(() => console.log('tick'));
    Promise.resolve().then(() => console.log('micro')).then(() => console.log('micro 2'));
    queueMicrotask(() => process.nextTick(() => console.log('tick in micro')));
    process.on('exit', (code) => console.log('exit', code));
    process.on('beforeExit', () => console.log('beforeExit'));
    console.log('sync');`,
  'order.mjs': `
    process.nextTick(() => console.log('tick'));
    Promise.resolve().then(() => console.log('micro'));
    process.on('exit', (code) => console.log('exit', code));
    console.log('sync');
    await null;
    console.log('after await');`,
  'events.cjs': `
    process.on('worker', () => console.log('worker event'));
    console.log(process.listenerCount('exit'), process.listenerCount('uncaughtException'));
    console.log(process.eventNames());`,
  'stack.cjs': `
    class Shape { get area() { return this.#deep(3) } #deep(n) { return n ? this.#deep(n - 1) : new Error('deep').stack } }
    console.log(new Shape().area);
    const [first] = [1].map(function each() { return new Error('in a callback').stack });
    console.log(first);
    console.log(eval("new Error('in eval').stack"));
    Error.stackTraceLimit = 2; console.log(new Error('two').stack);
    Error.stackTraceLimit = 0; console.log(new Error('none').stack);`,
  'stack.mjs': `
    async function outer() { await null; await inner() }
    async function inner() { await null; throw new Error('async') }
    await outer().catch((error) => console.log(error.stack));
    const holder = {}; Error.captureStackTrace(holder); console.log(holder.stack);`,
  'prepare.cjs': `
    const standard = Error.prepareStackTrace;
    Error.prepareStackTrace = (error, sites) => sites.map((site) => [site.getFunctionName(), site.getFileName(),
      site.getLineNumber(), site.getColumnNumber(), site.isToplevel(), site.isConstructor(), String(site)]);
    function here() { return new Error('x').stack }
    console.log(here().slice(0, 2));
    Error.prepareStackTrace = (error, sites) => standard(error, sites.slice(0, 1));
    console.log(here());
    Error.prepareStackTrace = standard; console.log(here().split('\\n').slice(0, 3));
    Error.prepareStackTrace = undefined; console.log(here().split('\\n').slice(0, 3));`,
  'text.mjs': `
    class C { static async s(a) { return a } get g() { return 1 } #p = 2; m(x = this.#p) { return x } }
    const arrow = a => a + 1, o = { *gen() { yield 1 }, ['k' + 1]: function () { for (;;) break } };
    for (const f of [C, C.s, C.prototype.m, arrow, o.gen, o.k1, Math.max, String.raw, Function.prototype.toString])
      console.log(String(f), f.name, f.length);
    console.log(Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith('$')));`,
  'throw.cjs': `function fails() {\n\tthrow new Error('x');\n}\nfails();`,
  'throw.mjs': `function fails() {\n  throw new Error('x');\n}\nfails();`,
  'type-error.cjs': `function f(o) {\n\tconst y = 1; return o.foo.bar(y);\n}\nf({});`,
  'type-error.mjs': `function f(o) {\n\tconst y = 1; return o.foo.bar(y);\n}\nf({});`,
  'string.cjs': `function g() { throw 'abc' }\ng()`,
  'string.mjs': `function g() { throw 'abc' }\ng()`,
  'object.cjs': `function g() { throw { a: 1 } }\ng()`,
  'null.cjs': `function g() { throw null }\ng()`,
  'symbol.cjs': `throw Symbol('s')`,
  'function.cjs': `throw function foo() {}`,
  'stored.cjs': `const e = new Error('stored');\nfunction f() { return e }\nfunction h() {\n  throw f(); }\nh()`,
  'rethrown.cjs': `try { null.a } catch (e) {\n  throw e }`,
  'subclass.cjs': `class My extends Error { constructor(m) { super(m); this.name = 'My'; this.extra = 1 } }
    function h() {\n  throw new My('m', { cause: 1 }); }\nh()`,
  'cause.cjs': `const e = new Error('c', { cause: new Error('why') }); e.code = 'X'; throw e`,
  'aggregate.cjs': `function f() { throw new AggregateError([new Error('1')], 'agg') }\nf()`,
  'no-stack.cjs': `const e = new Error('nostack'); e.stack = undefined; throw e`,
  'timer.cjs': `process.on('exit', (c) => console.log('exit', c, process.exitCode));
    process.on('uncaughtExceptionMonitor', (e, origin) => console.log('monitor', e.message, origin));
    setTimeout(() => { throw new RangeError('timer') }, 5)`,
  'exit-code.cjs': `process.on('exit', () => { process.exitCode = 9 });\nnull.x`,
  'handled.cjs': `process.on('uncaughtException', (e, origin) => console.log('handled', e.message, origin, e.stack));
    setTimeout(() => console.log('goes on'), 5);\nthrow new Error('first')`,
  'handler-throws.cjs': `process.on('uncaughtException', (e) => { throw new Error('in handler') });
    function h() { throw new Error('first') }\nh()`,
  'rejection.cjs': `async function g() { await 1; throw new Error('late') }\ng()`,
  'rejection-string.cjs': `Promise.reject('str')`,
  'rejection-handled.cjs': `process.on('unhandledRejection', (e) => console.log(e.message));\nPromise.reject(new Error('r'))`,
  'executor.cjs': `new Promise(() => { throw new Error('in executor') })`,
  'top-level-await.mjs': `await Promise.reject(new Error('tla'))`,
  'unsettled-exit-code.mjs': `process.exitCode = 4; await new Promise(() => {})`,
  'node-error.cjs': `function f() { require('fs').readFileSync('/does/not/exist') }\nf()`,
  'argument-error.cjs': `setImmediate(() => { Buffer.alloc('x') })`,
  'assertion.cjs': `function f() { require('assert').strictEqual(1, 2) }\nf()`,
  'missing-module.cjs': `require('./nothing')`,
  'reading.mjs': `
    import { promises, readFileSync } from 'node:fs';
    import * as all from 'node:fs/promises';
    const own = new URL(import.meta.url), authored = readFileSync(own, 'utf8');
    for (const read of [all.readFile, all.default.readFile, promises.readFile])
      console.log(read === promises.readFile, read.name, read.length, String(await read(own)) === authored);
    const plain = promises.readFile;
    promises.readFile = async (...args) => [args.length, (await plain(...args)).length === authored.length];
    console.log(await promises.readFile(own), Object.keys(promises).includes('readFile'));`,
  'emitted.cjs': `const E = require('events');\nfunction f() { new E().emit('error', new Error('emitted')) }\nf()`,
  'unknown-export.mjs': `import { nothing } from './throw.mjs'`,
  'syntax.cjs': `let x = 1;\nfunction f( {\n`,
  'syntax.mjs': `let x = 1;\nexport { y z };\n`,
  'worker-error.cjs': `const { Worker, isMainThread } = require('worker_threads');
    if (isMainThread) new Worker(__filename);\nelse { function f() { throw new TypeError('in a worker') }\nf() }`,
  'worker-error-event.cjs': `const { Worker, isMainThread, workerData } = require('worker_threads');
    if (isMainThread) new Worker(__filename, { workerData: 1, execArgv: [], env: {} })
      .on('error', (e) => console.log(e.stack)).on('exit', (c) => console.log('exit', c));
    else throw new TypeError('in a worker ' + workerData + process.execArgv);`,
  'worker-eval.cjs': `const { Worker } = require('worker_threads');
    new Worker('console.log("evaluated", process.execArgv); process.exit(7)', { eval: true })
      .on('exit', (c) => console.log('exit', c));`,
  'fork.cjs': `if (process.argv[2] === 'child') { process.send(process.execArgv); throw new Error('in a child') }
    const child = require('child_process').fork(__filename, ['child']);
    child.on('message', (m) => console.log(m)); child.on('exit', (c) => console.log('exit', c));`,
  'detect.js': `import { basename } from 'node:path';\nconsole.log(basename(import.meta.url), await 1);`,
  'require-esm.cjs': `const { answer } = require('./lib.mjs');\nconsole.log(answer);`,
  'import-cjs.mjs': `import whole, { named } from './lib.cjs';\nconsole.log(whole, named);
    console.log((await import('./lib.cjs')).default === whole);`,
  'query.mjs': `const [a, b, c] = [await import('./lib.mjs?1'), await import('./lib.mjs?2'), await import('./lib.mjs?1')];
    console.log(a === b, a === c, a.where.slice(-8), b.where.slice(-8));`,
  'other-kinds.mjs': `import { createRequire } from 'node:module';
    import data from './data.json' with { type: 'json' };
    console.log(data, createRequire(import.meta.url)('./data.json'), (await import('node:os')).EOL.length);`,
  'hashbang.cjs': `#!/usr/bin/env node\nconsole.log('hashbang');\nnull.x`,
  'cycle-a.cjs': `exports.early = 1; const b = require('./cycle-b.cjs'); console.log(b, exports);`,
  'stdin.cjs': `process.stdin.on('data', (d) => process.stdout.write(String(d).toUpperCase()));`,
};

const others: Record<string, string> = {
  'package.json': '{ "name": "programs" }',
  'lib.mjs': `export const answer = 42;\nexport const where = import.meta.url;`,
  'lib.cjs': `exports.named = 'n';\nexports.other = () => 1;`,
  'cycle-b.cjs': `const a = require('./cycle-a.cjs'); exports.seen = a.early; exports.a = a;`,
  'data.json': '{ "json": true }',
};

describe('a program under Restitch does as under plain Node', () => {
  it.each(Object.keys(programs))('%s', async (name) => {
    const folder = project({ ...others, ...programs });
    const input = name === 'stdin.cjs' ? 'some input\n' : undefined;
    const args = [name, 'an argument', '--flag'];
    const [plain, cold] = await Promise.all([
      runPlain(args, folder, input),
      restitch(['run', ...args], folder, input),
    ]);
    expect(comparable(cold)).toEqual(comparable(plain));
  });

  it.each(['stack.cjs', 'throw.mjs', 'syntax.cjs', 'worker-error.cjs'])(
    '%s, from the cache',
    async (name) => {
      const folder = project({ ...others, ...programs });
      const cold = await restitch(['run', name], folder);
      expect(comparable(await restitch(['run', name], folder))).toEqual(comparable(cold));
    },
  );
});

/**
 * Warnings begin with the process's id. Two functions of Node's loader have one name or another in
 * stacks, depending on whether V8 took them from Node's code cache: not in a worker that starts under other flags.
 * Plain Node hears of a worker's error by a message or, on a busy machine, only when the worker has ended.
 */
function comparable({ stdout, stderr, ...ended }: Ended): Ended {
  const named = (text: string): string =>
    text
      .replace(/ Object\.\.js \(node:/g, ' Module._extensions..js (node:')
      .replace(/ Function\._load \(node:/g, ' Module._load (node:');
  const anonymous = stderr
    .replace(/^\(node:\d+\)/gm, '(node:PID)')
    .replace(/^ +at (?:\[kOnExit\]|Worker\.<computed>\.onexit) .*\n/gm, '');
  return { ...ended, stdout: named(stdout), stderr: named(anonymous) };
}

describe('what differs is known', () => {
  it('an unsettled top-level await ends with exit code 13', async () => {
    const folder = project({ 'never.mjs': 'await new Promise(() => {})' });
    const { code, stdout } = await restitch(['run', 'never.mjs'], folder);
    expect({ code, stdout }).toEqual({ code: 13, stdout: '' });
  });
});
