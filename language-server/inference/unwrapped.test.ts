import { expect, it } from 'vitest';
import { modelSource } from '../../program-model/model/index.js';
import { inferCorrespondence } from './index.js';

/** Where the nth statement that reads `code` has gone, as how many of that text are before it. */
function wentTo(old: string, now: string, code: string, nth: number): number | undefined {
  const model = (text: string): ReturnType<typeof modelSource> =>
    modelSource({ id: '/m.js', text, format: 'module' });
  const c = inferCorrespondence(model(old), model(now));
  const at = old
    .split(code)
    .slice(0, nth + 1)
    .join(code).length;
  for (const [from, to] of c.nodeMap(1)) {
    if (from.start === at && /Statement$/.test(from.type))
      return now.slice(0, to.start).split(code).length - 1;
  }
  return undefined;
}

const wrapped =
  'function f() { start();\n try { read();\n c = peek(); } catch (e) { log(e); }\n read();\n return c; }';
const bare = 'function f() { start();\n read();\n c = peek();\n read();\n return c; }';

it('knows statements again whose braces have gone, or that have got some, beside equal ones', () => {
  for (const nth of [0, 1]) {
    expect(wentTo(wrapped, bare, 'read();', nth)).toBe(nth);
    expect(wentTo(bare, wrapped, 'read();', nth)).toBe(nth);
  }
});

it('keeps what stood beside the braces when they have gone with all that was in them', () => {
  const deleted = 'function f() { start();\n read();\n return c; }';
  const single = wrapped.replace('\n c = peek();', '');
  expect(wentTo(single, deleted, 'read();', 1)).toBe(0);
});

it('follows a break past its neighbour', () => {
  const old = 'function f(x) { for (;;) { one(x);\n break;\n two(x); } }';
  const now = 'function f(x) { for (;;) { one(x);\n two(x);\n break; } }';
  expect(wentTo(old, now, 'break;', 0)).toBe(0);
});
