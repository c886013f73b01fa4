import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { project, restitch, runPlain } from './command.js';

/** The kept code of Restitch's bundles: bundle and inode, which changes when a file is written anew. */
function kept(cwd: string): string[] {
  const folder = join(cwd, 'node_modules/.restitch/cache/code');
  return readdirSync(folder)
    .map(
      (name) => `${name.replace(/-[0-9a-f]{32}\.code$/, '')} ${statSync(join(folder, name)).ino}`,
    )
    .sort();
}

const bundles = (files: readonly string[]): string[] =>
  files.map((file) => file.replace(/ .*/, ''));

it('keeps V8’s code of the agent and the compiler, and takes it at the next start', async () => {
  const cwd = project({ 'package.json': '{}', 'main.js': 'console.log("here")' });
  const first = await restitch(['run', 'main.js'], cwd);
  expect(first).toMatchObject({ stdout: 'here\n', stderr: '', code: 0 });
  const files = kept(cwd);
  expect(bundles(files)).toEqual(['agent-code', 'compile']);
  // Another text, so that the compiler is needed again.
  writeFileSync(join(cwd, 'main.js'), 'console.log("there")');
  const second = await restitch(['run', 'main.js'], cwd);
  expect(second).toMatchObject({ stdout: 'there\n', stderr: '', code: 0 });
  expect(kept(cwd).filter((file) => file.startsWith('agent-code'))).toEqual(
    files.filter((file) => file.startsWith('agent-code')),
  );
});

it('starts workers with kept code', async () => {
  const cwd = project({
    'package.json': '{}',
    'worker.js': 'require("node:worker_threads").parentPort.postMessage("up")',
    'main.js': `const { Worker } = require("node:worker_threads");
const start = () => new Worker(require.resolve("./worker.js")).on("message", console.log);
start();
setTimeout(start, 500);`,
  });
  for (const _ of ['cold', 'warm']) {
    const ended = await restitch(['run', 'main.js'], cwd);
    expect(ended).toMatchObject({ stdout: 'up\nup\n', stderr: '', code: 0 });
  }
});

it('starts where nothing can be kept', async () => {
  const cwd = project({ 'package.json': '{}', 'main.js': 'console.log("here")' });
  await restitch(['run', 'main.js'], cwd);
  const folder = join(cwd, 'node_modules/.restitch/cache/code');
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file in its place');
  const ended = await restitch(['run', 'main.js'], cwd);
  expect(ended).toMatchObject({ stdout: 'here\n', stderr: '', code: 0 });
});

it('lets V8 inline more from the first line of a program on', async () => {
  // V8 may have taken a hash of the flags while they were being set: until the coordinator is there.
  const later = 'setTimeout(() => console.log(cachedDataVersionTag()), 300)';
  const text = `const { cachedDataVersionTag } = require("node:v8"); ${later}`;
  const cwd = project({
    'package.json': '{}',
    'main.js': text,
    'main.mjs': `import { cachedDataVersionTag } from "v8"; ${later}`,
  });
  const kinds = Number(process.versions.v8.split('.')[0]) >= 12 ? ['', 'maglev-'] : [''];
  const flags = kinds.flatMap((kind) => [
    `--max-${kind}inlined-bytecode-size=920`,
    `--max-${kind}inlined-bytecode-size-cumulative=3600`,
    `--max-${kind}inlined-bytecode-size-small=60`,
  ]);
  for (const file of ['main.js', 'main.mjs']) {
    const flagged = await runPlain([...flags, file], cwd);
    // From the cache as well.
    for (const _ of ['cold', 'warm']) {
      expect((await restitch(['run', file], cwd)).stdout).toBe(flagged.stdout);
    }
  }
});

it('loads what the first module names of Node before its code would be refused', async () => {
  const text = `const before = (name) => process.moduleLoadList.includes('NativeModule ' + name);
console.log(before('dgram'), before('punycode'), before('http'));
require('node:dgram'); () => require('punycode');`;
  const cwd = project({ 'package.json': '{}', 'main.js': text });
  const { stdout, stderr } = await restitch(['run', 'main.js'], cwd);
  expect({ stdout, stderr }).toEqual({ stdout: 'true false false\n', stderr: '' });
});
