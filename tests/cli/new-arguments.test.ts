import { expect, it } from 'vitest';
import { project, startProgram, write } from './command.js';
import { apply } from './planning.js';

const text = (version: string, uses: string, before = ''): string => `
async function told(first) {
  await null;
  return '${version} told ' + ${uses};
}
function busy(first, second) {
  ${before}
  for (let n = 0; ; n++) {
    const until = Date.now() + 5;
    while (Date.now() < until);
    console.log('${version} busy', ${uses});
    if (n > 2 && second > 1) return;
  }
}
setInterval(async () => console.log(await told(1, 2)), 5);
globalThis.stay = 1;
setTimeout(() => busy(1, globalThis.stay), 20);
`;

it('gives calls the arguments that their function did not use before, and no frame that has not kept them', async () => {
  const folder = project({ 'main.mjs': text('v1', 'first') });
  const program = startProgram(['main.mjs'], folder);
  await program.says('v1 busy 1');
  write(folder, 'main.mjs', text('v2', 'arguments.length'));
  const refused = await apply(folder, 'main');
  expect(refused.code).toBe(2);
  expect(refused.result.diagnostics).toMatchObject([{ code: 'RS1202' }]);
  expect(refused.result.diagnostics[0]?.message).toContain('uses arguments');
  // Only in front of where it stands; and another function's calls.
  write(folder, 'main.mjs', text('v3', 'first', 'console.log(arguments.length);'));
  const { result } = await apply(folder, 'main');
  expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
  await program.says('v3 busy 1');
  program.child.kill();
  expect((await program.ended).stderr).toBe('');
});

it('gives later calls of an async function their arguments', async () => {
  const main = (uses: string): string => `
async function told(first) {
  await null;
  return 'told ' + ${uses};
}
setInterval(async () => console.log(await told(1, 2)), 5);
`;
  const folder = project({ 'main.mjs': main('first') });
  const program = startProgram(['main.mjs'], folder);
  await program.says('told 1');
  write(folder, 'main.mjs', main("arguments.length + ' ' + arguments[1]"));
  const { result } = await apply(folder, 'main');
  expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
  await program.says('told 2 2');
  program.child.kill();
  expect((await program.ended).stderr).toBe('');
});
