import { expect, it } from 'vitest';
import { modelSource, nextPoint } from './index.js';

const TEXT = `function count(limit) {
  let sum = 0;
  for (let i = 0; i < limit; i++) {
    sum += i;
    log(sum);
  }
  return done(sum);
}
`;

/** Where an activation of `count` that is at a text comes to. */
function comesTo(at: string, statements: boolean): string | undefined {
  const model = modelSource({ id: '/a.mjs', text: TEXT, format: 'module', statements });
  const fn = model.functions[1];
  const point = fn && nextPoint(fn, TEXT.indexOf(at));
  return point && `${point.kind} ${TEXT.slice(point.start).split(/[(;\n]/)[0]}`;
}

it('is the end of the turn of a loop, or the next call', () => {
  expect(comesTo('sum += i', false)).toBe('loop for ');
  expect(comesTo('log(sum)', false)).toBe('loop for ');
  expect(comesTo('let sum', false)).toBe('loop for ');
  expect(comesTo('return', false)).toBe('call done');
});

it('is the next statement where each one is a point, in the same turn', () => {
  expect(comesTo('log(sum)', true)).toBe('before log');
  expect(comesTo('+= i', true)).toBe('before log');
  expect(comesTo('(sum);\n  }', true)).toBe('loop for ');
  expect(comesTo('return', true)).toBe('before return done');
});
