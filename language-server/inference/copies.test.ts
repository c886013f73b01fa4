import { describe, expect, it } from 'vitest';
import { modelSource, type FunctionModel } from '../../program-model/model/index.js';
import { inferCorrespondence, type Correspondence, type PointMatch } from './index.js';

// Code that one version has once and the other twice: either may be the one that was there all along.

const SURE = 0.95;

const infer = (old: string, now: string): Correspondence => {
  const model = (text: string): ReturnType<typeof modelSource> =>
    modelSource({ id: '/m.js', text, format: 'module' });
  return inferCorrespondence(model(old), model(now));
};

const named = (c: Correspondence, path: string): FunctionModel =>
  c.old.functions.find((fn) => fn.path === path) as FunctionModel;

/** Where the activation goes on that waits in the nth call that reads `code` in the old text. */
function waiting(c: Correspondence, path: string, code: string, nth = 0): PointMatch {
  const fn = named(c, path);
  const points = fn.points.filter(
    (p) => p.kind === 'call' && c.old.text.startsWith(code, p.start) && p.end > p.start,
  );
  return c.mapPoint(fn.index, points[nth] ?? '');
}

describe('one of two equal neighbours goes', () => {
  const one = 'function f(list) { start(list);\n emit(list, (x) => log(x));\n}';
  const two =
    'function f(list) { start(list);\n emit(list, (x) => log(x));\n emit(list, (x) => log(x));\n}';
  const three = two.replace('\n}', '\n stop(list);\n}');

  it('is not sure which stays, at the end of the list too', () => {
    const c = infer(two, one);
    expect(waiting(c, 'f', 'emit').confidence).toBeLessThan(SURE);
    expect(c.functionFor(named(c, 'f/emit(1)').index)?.confidence ?? 0).toBeLessThan(SURE);
    const followed = infer(three, three.replace('emit(list, (x) => log(x));\n', ''));
    expect(waiting(followed, 'f', 'emit').confidence).toBeLessThan(SURE);
  });

  it('is sure where nothing has gone', () => {
    const c = infer(two, two.replace('start(list)', 'start(list, 1)'));
    for (const nth of [0, 1]) {
      expect(waiting(c, 'f', 'emit', nth).confidence).toBeGreaterThanOrEqual(SURE);
    }
  });
});

describe('code that stands in a function and in a new one that it calls', () => {
  const block =
    'scope.list.filter(check).forEach((item) => {\n if (item.bad) report(item, scope.name);\n });';
  const whole = `function walk(scope) {\n ${block}\n scope.below.forEach(walk);\n}`;
  const copied = `function walk(scope) {\n ${block}\n step(scope);\n scope.below.forEach(walk);\n}\nfunction step(scope) {\n ${block}\n}`;
  const inner = 'walk/forEach(0)';

  it('may be in either, with the functions inside it', () => {
    for (const c of [infer(whole, copied), infer(copied, whole)]) {
      expect(c.functionFor(named(c, 'walk').index)?.confidence).toBeGreaterThanOrEqual(SURE);
      expect(waiting(c, 'walk', 'scope.list').confidence).toBeLessThan(SURE);
      expect(c.functionFor(named(c, inner).index)?.confidence ?? 0).toBeLessThan(SURE);
      expect(waiting(c, inner, 'report').confidence).toBeLessThan(SURE);
      expect(waiting(c, 'walk', 'scope.below').confidence).toBeGreaterThanOrEqual(SURE);
    }
  });

  it('is sure to be where it was when the new function holds something else', () => {
    const other = `function walk(scope) {\n ${block}\n step(scope);\n scope.below.forEach(walk);\n}`;
    const c = infer(whole, `${other}\nfunction step(scope) { note(scope); }`);
    expect(waiting(c, 'walk', 'scope.list').confidence).toBeGreaterThanOrEqual(SURE);
  });
});

describe('a variable that nothing reads any more', () => {
  const sources = (old: string, now: string): string[] => {
    const c = infer(old, now);
    return c.mapVariables(1, 1).map(({ now: key, from, confidence }) => {
      const what =
        from.kind === 'kept' ? from.old : from.kind === 'expression' ? from.text : from.kind;
      return `${key.replace(/@.*/, '')} ${what.replace(/@.*/, '')} ${confidence < SURE ? 'perhaps' : 'sure'}`;
    });
  };

  it('is found by what it is taken from', () => {
    const old = 'function f(a) { const code = a.code; return { go() { return code.run(1); } }; }';
    const now = 'function f(a) { const { code: text } = a; return { go() { return made(7); } }; }';
    expect(sources(old, now)).toEqual(['a a sure', 'text code perhaps']);
    expect(sources(now, old)).toEqual(['a a sure', 'code text perhaps']);
  });

  it('is not surely new where an old one has gone', () => {
    const old = 'function f(a) { const code = load(a); start(a); return code; }';
    const now = 'function f(a) { start(a); if (a) { note(a); const other = [1, 2]; } return a; }';
    expect(sources(old, now)).toEqual(['a a sure', 'other undefined perhaps']);
    const more = now
      .replace('{ start', '{ const code = load(a); start')
      .replace('return a', 'return code');
    expect(sources(old, more)).toContain('other undefined sure');
  });
});
