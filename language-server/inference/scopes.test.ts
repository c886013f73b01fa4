import { describe, expect, it } from 'vitest';
import { modelSource } from '../../program-model/model/index.js';
import { inferCorrespondence } from './index.js';

const model = (text: string): ReturnType<typeof modelSource> =>
  modelSource({ id: '/m.js', text, format: 'module' });

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** From where each variable of the new `f` has its value, with lines, for the activation in `wait(…)`. */
function sources(old: string, now: string): string[] {
  const c = inferCorrespondence(model(old), model(now));
  const fn = c.old.functions.find(({ path }) => path === 'f');
  const point = fn?.points.find(
    ({ kind, start }) => kind === 'call' && old.startsWith('wait(', start),
  );
  if (!fn || !point) throw new Error('nothing waits');
  const match = c.mapPoint(fn.index, point);
  return c.mapVariables(fn.index, match.fn, match).map(({ now: key, from }) => {
    const [name = '', offset = ''] = key.split('@');
    const to = `${name}:${lineOf(now, Number(offset))}`;
    if (from.kind !== 'kept') return `${to} ${from.kind}`;
    const [was = '', at = ''] = from.old.split('@');
    return `${to} ← ${was}:${lineOf(old, Number(at))}`;
  });
}

describe('a local that moves between scopes', () => {
  const outer = `function f(a) {
    let size = measure(a);
    if (a.ready) {
      wait(size);
      note(size);
    }
  }`;
  const inner = `function f(a) {
    if (a.ready) {
      let size = measure(a);
      wait(size);
      note(size);
    }
  }`;

  it('is kept from the function into a block, and back', () => {
    expect(sources(outer, inner)).toEqual(['a:1 ← a:1', 'size:3 ← size:2']);
    expect(sources(inner, outer)).toEqual(['a:1 ← a:1', 'size:2 ← size:3']);
  });

  it('is kept where its name changes on the way', () => {
    expect(sources(outer, inner.replaceAll('size', 'width'))).toEqual([
      'a:1 ← a:1',
      'width:3 ← size:2',
    ]);
  });

  it('is kept out of a loop, and into one', () => {
    const before = `function f(list) {
    for (const x of list) {
      let sum = start(x);
      wait(sum);
      sum += x;
    }
  }`;
    const after = `function f(list) {
    let sum = start(list);
    for (const x of list) {
      wait(sum);
      sum += x;
    }
  }`;
    expect(sources(before, after)).toEqual(['list:1 ← list:1', 'sum:2 ← sum:3', 'x:3 ← x:2']);
    expect(sources(after, before)).toEqual(['list:1 ← list:1', 'x:2 ← x:3', 'sum:3 ← sum:2']);
  });

  it('is kept where it becomes a parameter, and where a parameter becomes it', () => {
    const local = `function f(a) {
    const mode = pick(a);
    wait(a, mode);
    note(mode);
  }`;
    const param = `function f(a, mode) {
    wait(a, mode);
    note(mode);
  }`;
    expect(sources(local, param)).toEqual(['a:1 ← a:1', 'mode:1 ← mode:2']);
    expect(sources(param, local)).toEqual(['a:1 ← a:1', 'mode:2 ← mode:1']);
  });

  it('is not mistaken for another of its name in a scope beside it', () => {
    const twins = `function f(a) {
    if (a.ready) {
      let x = one(a);
      wait(x);
      note(x, 1);
    } else {
      let x = two(a);
      send(x, 2);
      drop(x);
    }
  }`;
    const swapped = `function f(a) {
    if (!a.ready) {
      let x = two(a);
      send(x, 2);
      drop(x);
    } else {
      let x = one(a);
      wait(x);
      note(x, 1);
    }
  }`;
    expect(sources(twins, swapped)).toEqual(['a:1 ← a:1', 'x:3 ← x:7', 'x:7 ← x:3']);
  });

  it('is kept when the block around it goes', () => {
    const bare = `function f(a) {
    let size = measure(a);
    wait(size);
    note(size);
  }`;
    expect(sources(inner, bare)).toEqual(['a:1 ← a:1', 'size:2 ← size:3']);
    expect(sources(bare, inner)).toEqual(['a:1 ← a:1', 'size:3 ← size:2']);
  });

  it('is renamed wherever it is used, and not where only one use is another name', () => {
    const old = `function f(a, b) {
    const n = a.size;
    wait(n);
    note(n, n + 1);
  }`;
    expect(sources(old, old.replace(/\bn\b/g, 'count'))).toContain('count:2 ← n:2');
    const other = old.replace('note(n, n', 'note(n, b');
    expect(sources(old, other)).toEqual(['a:1 ← a:1', 'b:1 ← b:1', 'n:2 ← n:2']);
  });
});
