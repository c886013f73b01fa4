// Variables of frames that an update has rebuilt.
import { expect, it } from 'vitest';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { TestSession } from './session.js';

const program = (by: number): string => `function outer(list) {
  let count = 0;
  var hoisted = 1;
  const bump = (by) => { count += by; return count; };
  function inner(z) {
    const here = z + ${by};
    return here + count + hoisted;
  }
  for (const item of list) {
    bump(item);
    inner(item);
  }
  return [count, hoisted, bump(0), inner(0)];
}
console.log(JSON.stringify(outer([1, 2, 3])));
`;

it('variables of rebuilt frames are changed, captured ones in all that have captured them', async () => {
  const session = await TestSession.open({ 'main.js': program(0) });
  await session.launch({ program: 'main.js' }, () => session.breakpoints('main.js', [7]));
  await session.stop();
  session.edit('main.js', program(100));
  await session.request('restitch/apply', { yes: true });
  await session.stop();
  const [inner, outer] = await session.frames();
  const set = async (frameId: number | undefined, name: string, value: string): Promise<string> => {
    const { scopes } = await session.request<{ scopes: DebugProtocol.Scope[] }>('scopes', {
      frameId,
    });
    for (const { variablesReference } of scopes) {
      const names = (await session.list(variablesReference)).map((item) => item.name);
      if (!names.includes(name)) continue;
      const args = { variablesReference, name, value };
      return (await session.request<{ value: string }>('setVariable', args)).value;
    }
    throw new Error(`${name} is in no scope`);
  };
  expect(await set(inner?.id, 'count', '49 + 1')).toBe('50');
  expect(await set(outer?.id, 'hoisted', '7')).toBe('7');
  expect(await set(inner?.id, 'z', '9')).toBe('9');
  await expect(set(inner?.id, 'here', '5')).rejects.toThrow('constant');
  for (const text of [
    'count = (50)',
    '(count) = 50',
    'count /* = */ = (1, 50)',
    'count++',
    '--count',
  ])
    await session.evaluate(text, 'repl', outer?.id);
  expect((await session.evaluate('[count, hoisted, z]')).result).toBe('(3) [50, 7, 9]');
  // Functions in an expression have names of their own, which hide those around it.
  const mapped = '[1, 2].map((z) => z + count).concat([3].map(function (count) { return count; }))';
  expect((await session.evaluate(mapped)).result).toBe('(3) [51, 52, 3]');
  expect((await session.evaluate('bump(1)', 'repl', outer?.id)).result).toBe('51');
  await session.breakpoints('main.js', []);
  await session.end();
  expect(session.output).toBe('[56,7,56,163]\n');
});
