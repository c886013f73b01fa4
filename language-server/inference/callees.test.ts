import { describe, expect, it } from 'vitest';
import { modelSource } from '../../program-model/model/index.js';
import { ASK_BELOW } from '../planning/index.js';
import { inferCorrespondence } from './index.js';

const model = (text: string): ReturnType<typeof modelSource> =>
  modelSource({ id: '/m.js', text, format: 'module' });

/** What is said of the first call in a function whose body is that one statement, followed by another. */
function said(old: string, now: string): { how: string; confidence: number } {
  const body = (code: string): string => `function f(fs, path) { ${code} done(path); }`;
  const c = inferCorrespondence(model(body(old)), model(body(now)));
  const point = c.old.functions[1]?.points.find(({ kind }) => kind === 'call' || kind === 'new');
  if (!point) throw new Error('no call');
  const { how, confidence } = c.mapPoint(1, point);
  return { how, confidence };
}

describe('a call of what has another name now', () => {
  it.each([
    ['an import of its own', 'return fs.open(path);', 'return open(path);'],
    ['another object', 'return listener.run(path);', 'return this.listener.run(path);'],
    [
      'a class that can be chosen',
      'return new Socket(path);',
      'return new this.options.Socket(path);',
    ],
    ['the same words in another order', 'return fs.statAsync(path);', 'return fsAsync.stat(path);'],
  ])('goes on there without a question: %s', (_, old, now) => {
    const { how, confidence } = said(old, now);
    expect(how).toBe('exact');
    expect(confidence).toBeGreaterThan(ASK_BELOW);
    // It may do something else all the same.
    expect(confidence).toBeLessThan(0.95);
  });

  it.each([
    ['another function', 'return fs.open(path);', 'return fs.close(path);'],
    ['one more word', 'return fs.stat(path);', 'return fs.statSync(path);'],
    ['one word less', 'return fs.unlock(path);', 'return fs.lock(path);'],
    ['what a function gives', 'return make().open(path);', 'return other()(path);'],
  ])('is asked about where it is %s', (_, old, now) => {
    const { how, confidence } = said(old, now);
    expect(how).toBe('guess');
    expect(confidence).toBeLessThan(ASK_BELOW);
  });
});

it('takes a name that ends like that of a second function for a name', () => {
  const big = (name: string, extra: string): string =>
    `function ${name}(list) { for (const x of list) { send(x, 1); ${extra} } return list.length; }`;
  const old = `${big('load', '')}\n${big('load$1', 'note(x);')}`;
  const now = `${big('load$1', 'note(x, 2);')}\n${big('load', 'flush(x);')}`;
  const c = inferCorrespondence(model(old), model(now));
  const pairs = [1, 2].map((index) => {
    const match = c.functionFor(index);
    return [
      c.old.functions[index]?.name,
      c.now.functions[match?.now ?? -1]?.name,
      match?.reason.replace(/,.*/, ''),
    ];
  });
  expect(pairs).toEqual([
    ['load', 'load', 'same name'],
    ['load$1', 'load$1', 'same name'],
  ]);
});
