import { describe, expect, it } from 'vitest';
import { modelSource, type FunctionModel } from '../../program-model/model/index.js';
import { ASK_BELOW } from '../planning/index.js';
import { inferCorrespondence } from './index.js';

const model = (text: string): ReturnType<typeof modelSource> =>
  modelSource({ id: '/m.js', text, format: 'module' });

const infer = (old: string, now: string): ReturnType<typeof inferCorrespondence> =>
  inferCorrespondence(model(old), model(now));

/** The new text at the place where the point at `mark` of the old text goes on. */
function place(old: string, now: string, mark: string, kind: string): string {
  const c = infer(old, now);
  const start = old.indexOf(mark);
  const owner = c.old.functions.find((fn) =>
    fn.points.some((p) => p.kind === kind && p.start === start),
  );
  const match = c.mapPoint((owner as FunctionModel).index, `${kind}@${start}`);
  const at = match.node === undefined ? '' : now.slice(match.node.start, match.node.end);
  return `${match.how} ${match.key?.replace(/\d+/, '') ?? ''} ${at.split('\n')[0]}`;
}

describe('functions', () => {
  it('maps equal texts to themselves', () => {
    const text =
      'function a(x) { return [1].map(y => y + x); }\nclass B { m() { a(); } f = () => 1 }';
    const c = infer(text, text);
    expect(c.functions.map((m) => [m.old, m.now, m.changed, m.confidence])).toEqual(
      c.old.functions.map((fn) => [fn.index, fn.index, false, 1]),
    );
  });

  it('follows a function that changed its name, not the one that took it', () => {
    const body = '{ const list = []; for (const x of xs) { list.push(x * 2); } return list; }';
    const c = infer(
      `function work(xs) ${body}`,
      `function work(q) { return q.done; }\nfunction double(xs) ${body}`,
    );
    const match = c.functionFor(1);
    expect(c.now.functions[match?.now ?? -1]?.name).toBe('double');
  });

  it('follows a method that became a function', () => {
    const c = infer(
      'class A { run(x) { log(x); this.save(x); return x.id; } stop() { return 1; } }',
      'function run(x) { log(x); this.save(x); return x.id; }\nclass A { stop() { return 1; } }',
    );
    const run = c.old.functions.find((fn) => fn.path === 'A#run') as FunctionModel;
    expect(c.now.functions[c.functionFor(run.index)?.now ?? -1]?.path).toBe('run');
  });
});

describe('points', () => {
  it('finds a call again in a statement that was wrapped', () => {
    const old = 'function f(a) { start(a);\n work(a);\n stop(a); }';
    const now = 'function f(a) { start(a);\n if (a) { work(a); }\n stop(a); }';
    expect(place(old, now, 'work(a)', 'call')).toBe('moved call@ work(a)');
  });

  it('finds a call again in a statement that was moved up', () => {
    const old = 'function f(a) { start(a);\n work(a);\n stop(a); }';
    const now = 'function f(a) { stop(a);\n start(a);\n work(a); }';
    expect(place(old, now, 'stop(a)', 'call')).toBe('moved call@ stop(a)');
  });

  it('goes on in front of the next statement when the code is gone', () => {
    const old = 'function f(a) { start(a);\n work(a);\n stop(a); }';
    const now = 'function f(a) { start(a);\n stop(a); }';
    expect(place(old, now, 'work(a)', 'call')).toBe('guess before@ stop(a);');
  });

  it('goes on at the end of the block when nothing follows', () => {
    const old = 'function f(a) { while (a) { start(a);\n work(a); } }';
    const now = 'function f(a) { while (a) { start(a); } }';
    expect(place(old, now, 'work(a)', 'call')).toBe('guess end@ { start(a); }');
  });

  it('finds a call inside one that was put around it', () => {
    const old = 'function f(a) { const x = load(a);\n return x; }';
    const now = 'function f(a) { const x = parse(load(a));\n return x; }';
    expect(place(old, now, 'load(a)', 'call')).toBe('moved call@ load(a)');
  });
});

describe('a call whose result comes another way', () => {
  const byValue = 'function f(db) { const found = db.get(1);\n note(); return found; }';
  const byCallback = 'function f(db) { db.get(1, (found) => { note(found); });\n return 1; }';
  const sure = (old: string, now: string): number => {
    const c = infer(old, now);
    const point = c.old.functions[1]?.points.find(({ kind }) => kind === 'call');
    return point ? c.mapPoint(1, point).confidence : NaN;
  };

  it('is asked about, both ways', () => {
    expect(sure(byValue, byCallback)).toBeLessThan(ASK_BELOW);
    expect(sure(byCallback, byValue)).toBeLessThan(ASK_BELOW);
  });

  it('is not when it comes as before', () => {
    expect(sure(byValue, byValue.replace('get(1)', 'get(1, 2)'))).toBeGreaterThan(0.8);
    expect(sure(byCallback, byCallback.replace('get(1', 'get(1, 2'))).toBeGreaterThan(0.8);
  });
});

describe('variables', () => {
  it('keeps, renames and computes', () => {
    const c = infer(
      'function f(items) { let n = 0; for (const x of items) { n += x; use(n); } return n; }',
      'function f(items) { let total = 0; const size = items.length; const t = now(); let k = 1;' +
        ' for (const x of items) { total += x; use(total); k += size + t; } return total + k; }',
    );
    const sources = c.mapVariables(1, 1).map((v) => {
      const from = v.from.kind === 'kept' ? v.from.old.replace(/@.*/, '') : v.from.kind;
      return `${v.now.replace(/@.*/, '')} ${from}`;
    });
    expect(sources).toEqual([
      'items items',
      'total n',
      'size initialiser',
      't question',
      'k initialiser',
      'x x',
    ]);
  });
});
