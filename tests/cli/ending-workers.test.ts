import { expect, it } from 'vitest';
import { project, startProgram, write } from './command.js';
import { apply } from './planning.js';

const main = `import { Worker } from 'node:worker_threads';
import { add } from './add.mjs';
let ended = 0;
const start = () => new Worker(new URL('./task.mjs', import.meta.url)).on('exit', () => { ended += 1; start(); });
for (let i = 0; i < 3; i += 1) start();
setInterval(() => console.log(add(1) + ' ended ' + ended), 20);
`;
const task = `import { add } from './add.mjs';
let sum = 0;
for (let i = 0; i < 50000; i += 1) sum = add(sum);
`;
const add = (step: number): string => `export function add(n) { return n + ${step} }\n`;

it('workers that end in the middle of an update do not hold it up', async () => {
  const folder = project({ 'main.mjs': main, 'task.mjs': task, 'add.mjs': add(1) });
  const program = startProgram(['main.mjs'], folder);
  await program.says('ended 3');
  for (let version = 2; version <= 5; version += 1) {
    write(folder, 'add.mjs', add(version));
    const { result } = await apply(folder, 'main');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', version });
  }
  program.child.kill('SIGTERM');
  expect(await program.ended).toMatchObject({ stderr: '' });
});
