import { describe, expect, it } from 'vitest';
import { modelSource } from '../../program-model/model/index.js';
import { inferCorrespondence } from './index.js';

const model = (text: string): ReturnType<typeof modelSource> =>
  modelSource({ id: '/m.js', text, format: 'commonjs' });

/** Where the new variables of `f` get their values, for the activation that waits in `wait()`. */
function sources(oldBody: string, nowBody: string): string[] {
  const c = inferCorrespondence(
    model(`function f(a) { ${oldBody} }`),
    model(`function f(a) { ${nowBody} }`),
  );
  const point = c.old.functions[1]?.points.find(
    ({ kind, start }) => kind === 'call' && c.old.text.startsWith('wait(', start),
  );
  if (!point) throw new Error('nothing waits');
  const match = c.mapPoint(1, point);
  return c.mapVariables(1, match.fn, match).flatMap(({ now, from, reason }) => {
    if (from.kind === 'kept') return [];
    return [`${now.replace(/@.*/, '')} ${from.kind === 'question' ? 'asked' : reason}`];
  });
}

const given = 'given a value before it is read';

describe('a new variable that is given its value behind the place', () => {
  const old = 'wait(a); done(a);';

  it.each([
    ['the declaration that the call is in', 'const x = wait(a); done(a, x);'],
    ['an assignment that the call is in', 'let x; x = wait(a); done(a, x);'],
    ['a statement that follows', 'let x; x = 1; wait(a); x = note(a); done(a, x);'],
    [
      'the head of a loop that follows',
      'var x; x = note(a); wait(a); for (x = 0; x < a; x++) done(a, x);',
    ],
  ])('needs none: %s', (_, now) => {
    expect(sources(old, now)).toEqual([`x ${given}`]);
  });

  it.each([
    ['it is read in its assignment', 'let x = note(a); wait(a); x = x + note(a); done(a, x);'],
    [
      'it is only assigned in a branch',
      'let x = note(a); wait(a); if (a) { x = note(1); } done(a, x);',
    ],
    [
      'it is only assigned in a branch without braces',
      'let x = note(a); wait(a); if (a) x = note(1); done(a, x);',
    ],
    [
      'it is only assigned when a condition holds',
      'let x = note(a); wait(a); a && (x = note(1)); done(a, x);',
    ],
    ['it is added to', 'let x = note(a); wait(a); x += note(1); done(a, x);'],
    [
      'what catches the error reads it',
      'let x = note(a); try { x = wait(a); done(a, x); } catch (e) { note(x); }',
    ],
    ['a closure has it', 'let x = note(a); later(() => x); wait(a); x = note(1); done(a, x);'],
    [
      'the loop around reads it first',
      'let x = note(a); while (a) { note(x); wait(a); x = note(1); } done(a);',
    ],
    ['it is an operand in front of the call', 'let x = note(a); done(a, x + wait(a));'],
    ['the call is added to it', 'let x = note(a); x += wait(a); done(a);'],
    [
      'another case reads it',
      'let x = note(a); wait(a); switch (a) { case 1: x = note(1); case 2: done(a, x); }',
    ],
  ])('is asked for where %s', (_, now) => {
    const before = now.includes('while') ? `while (a) { ${old} }` : old;
    expect(sources(before, now)).toEqual(expect.arrayContaining(['x asked']));
  });
});
