import { expect, it } from 'vitest';
import { project, startProgram, write } from './command.js';
import { apply, rollback } from './planning.js';

const settings = (version: string): string =>
  `if (typeof ready === 'undefined') throw new Error('not yet');
let read = 0;
exports.next = () => '${version} ' + (read += 1) + ' of ' + ready;
`;

it('updates a module that was loaded again, where the first copy failed or was dropped', async () => {
  const main = `const path = require.resolve('./settings.cjs');
let settings;
try {
  settings = require('./settings.cjs');
} catch (error) {
  console.log(error.message);
}
globalThis.ready = 1;
settings = require('./settings.cjs');
settings.next();
globalThis.ready = 2;
delete require.cache[path];
module.children.length = 0;
settings = require('./settings.cjs');
setInterval(() => console.log(settings.next()), 5);
`;
  const folder = project({ 'main.cjs': main, 'settings.cjs': settings('s1') });
  const program = startProgram(['main.cjs'], folder);
  await program.says('s1 3 of 2');
  write(folder, 'settings.cjs', settings('s2'));
  const { result } = await apply(folder, 'main');
  expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', diagnostics: [] });
  await program.says('s2 ');
  expect((await rollback(folder, 'main')).result.outcome).toBe('applied');
  program.child.kill();
  const { stdout, stderr } = await program.ended;
  expect(stderr).toBe('');
  const [first, ...steps] = stdout.trim().split('\n');
  expect(first).toBe('not yet');
  expect(steps.map((line) => line.slice(3))).toEqual(steps.map((_, at) => `${at + 1} of 2`));
});
