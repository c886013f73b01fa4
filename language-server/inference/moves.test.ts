import { describe, expect, it } from 'vitest';
import { modelSource, type FunctionModel } from '../../program-model/model/index.js';
import { inferCorrespondence, type Correspondence, type PointMatch } from './index.js';

const model = (text: string): ReturnType<typeof modelSource> =>
  modelSource({ id: '/m.js', text, format: 'module' });

/** Where the activation that waits in `call` of the old text goes on, and what became of its function. */
function follow(
  old: string,
  now: string,
  call: string,
): { c: Correspondence; fn: FunctionModel; match: PointMatch; became: string | undefined } {
  const c = inferCorrespondence(model(old), model(now));
  const start = old.indexOf(call);
  const fn = c.old.functions.find(({ points }) =>
    points.some((p) => p.kind === 'call' && p.start === start),
  );
  if (!fn) throw new Error(`no call ${call}`);
  const point = fn.points.find((p) => p.kind === 'call' && p.start === start);
  const match = c.mapPoint(fn.index, point ?? '');
  const became = c.now.functions[c.functionFor(fn.index)?.now ?? -1]?.path;
  return { c, fn, match, became };
}

/** The new function and the code that a match leads to. */
const placeOf = (c: Correspondence, { fn, node, how }: PointMatch): string =>
  `${how} ${c.now.functions[fn]?.path ?? ''}: ${c.now.text.slice(node?.start, node?.end)}`;

const BODY = `const rows = parse(input);
  let total = 0;
  for (const row of rows) { total += weigh(row); log(row, total); }
  return total;`;

describe('a function that changes how it stands', () => {
  const forms = {
    'a top-level declaration': [`function sum(input) { ${BODY} }`, 'sum'],
    'a nested function': [
      `function outer() { function sum(input) { ${BODY} } return sum; }`,
      'outer/sum',
    ],
    'an arrow function': [`const sum = (input) => { ${BODY} };`, 'sum'],
    'a method': [`class Scale { sum(input) { ${BODY} } }`, 'Scale#sum'],
    'a static method': [`class Scale { static sum(input) { ${BODY} } }`, 'Scale.sum'],
    'a member of an object': [`const scale = { sum(input) { ${BODY} } };`, 'sum'],
    'an async function': [`async function sum(input) { ${BODY} }`, 'sum'],
  } as const;
  const changes = Object.keys(forms).flatMap((from) =>
    Object.keys(forms).flatMap((to) => (from === to ? [] : [[from, to] as const])),
  );

  it.each(changes)('from %s to %s', (from, to) => {
    const [old] = forms[from as keyof typeof forms];
    const [now, path] = forms[to as keyof typeof forms];
    const other = 'function aside(x) { return x ? call(x) : undefined; }';
    const { c, match, became } = follow(`${other}\n${old}`, `${now}\n${other}`, 'log(row, total)');
    expect(became).toBe(path);
    expect(placeOf(c, match)).toBe(`exact ${path}: log(row, total)`);
    const names = c
      .mapVariables(c.functions.find((f) => f.now === match.fn)?.old ?? -1, match.fn)
      .map(({ now: key, from: source }) => `${key.split('@')[0] ?? ''} ${source.kind}`);
    expect(names).toEqual(['input kept', 'rows kept', 'total kept', 'row kept']);
  });
});

describe('a function that is split or merged', () => {
  const whole = `function report(rows) {
  const head = title(rows);
  for (const row of rows) { const cost = price(row); send(row, cost); note(row); }
  finish(head);
}`;
  const split = `function report(rows) {
  const head = title(rows);
  for (const row of rows) { handle(row); }
  finish(head);
}
function handle(row) { const cost = price(row); send(row, cost); note(row); }`;

  it('becomes two frames, the caller first', () => {
    const { c, match, became } = follow(whole, split, 'send(row, cost)');
    expect(became).toBe('report');
    expect(placeOf(c, match)).toBe('moved handle: send(row, cost)');
    const frames = match.frames?.map(({ fn, key }) => {
      const owner = c.now.functions[fn];
      const at = owner?.points.find((point) => point.key === key)?.node;
      return `${owner?.path ?? ''}: ${c.now.text.slice(at?.start, at?.end)}`;
    });
    expect(frames).toEqual(['report: handle(row)', 'handle: send(row, cost)']);
    const kept = (fn: string): string[] => {
      const index = c.now.functions.findIndex(({ path }) => path === fn);
      const old = c.old.functions.findIndex(({ path }) => path === 'report');
      return c
        .mapVariables(old, index)
        .map(({ now, from }) => `${now.split('@')[0] ?? ''} ${from.kind}`);
    };
    expect(kept('handle')).toEqual(['row kept', 'cost kept']);
    expect(kept('report')).toEqual(['rows kept', 'head kept', 'row kept']);
  });

  it('leaves frames alone whose code stayed', () => {
    const { c, match } = follow(whole, split, 'finish(head)');
    expect(match.frames).toBeUndefined();
    expect(placeOf(c, match)).toBe('exact report: finish(head)');
  });

  it('becomes one frame with its caller', () => {
    const { c, match } = follow(split, whole, 'send(row, cost)');
    expect(placeOf(c, match)).toBe('moved report: send(row, cost)');
    expect(match.joinsCaller).toBe(true);
    const caller = follow(split, whole, 'handle(row)');
    expect(caller.became).toBe('report');
  });
});

describe('a loop that becomes another kind', () => {
  const loop = (head: string, tail = '}'): string =>
    `function run(list) { before(); ${head} { work(item); ${tail} after(); }`;
  const counting = `function run(list) { before(); for (let i = 0; i < list.length; i++) { const item = list[i]; work(item); } after(); }`;
  const whole = (text: string): string => `${text}\nfunction work(x) { return x; }`;

  it('is carried over between counting and iterating', () => {
    const there = follow(
      whole(counting),
      whole(loop('for (const item of list)', '}')),
      'work(item)',
    );
    expect(placeOf(there.c, there.match)).toBe('exact run: work(item)');
    expect(there.c.loops(there.fn.index).size).toBe(1);
    const back = follow(
      whole(loop('for (const item of list)', '}')),
      whole(counting),
      'work(item)',
    );
    expect(placeOf(back.c, back.match)).toBe('exact run: work(item)');
  });

  it('goes on in two frames where native code iterates, and in one when it does so no more', () => {
    const each = loop('list.forEach((item) =>', '});');
    const { match } = follow(whole(loop('for (const item of list)')), whole(each), 'work(item)');
    expect(match.how).toBe('moved');
    expect(match.frames?.length).toBe(2);
    const back = follow(whole(each), whole(loop('for (const item of list)')), 'work(item)');
    expect(back.match).toMatchObject({ how: 'moved', joinsCaller: true });
  });

  it.each([
    ['over another list', 'others.forEach((item) =>'],
    ['that does not wait for its callbacks', 'list.forEach(async (item) =>'],
  ])('is refused, with the reason, for a forEach %s', (_, head) => {
    const each = loop(head, '});');
    const { match } = follow(whole(loop('for (const item of list)')), whole(each), 'work(item)');
    expect(match.how).toBe('lost');
    expect(match.reason).toMatch(/forEach|iteration|callback/);
  });
});

describe('locals that are split or merged by destructuring', () => {
  const apart = `function area(box) { const width = box.width; const height = box.height; draw(width, height); return width * height; }`;
  const together = `function area(box) { const { width, height } = box; draw(width, height); return width * height; }`;
  const whole = `function area(box) { const size = measure(box); draw(size.width, size.height); return size.width * size.height; }`;
  const parts = `function area(box) { const { width, height } = measure(box); draw(width, height); return width * height; }`;

  const sources = (old: string, now: string): string[] => {
    const { c, fn, match } = follow(old, now, 'draw(');
    return c.mapVariables(fn.index, match.fn, match).map(({ now: key, from }) => {
      const name = key.split('@')[0] ?? '';
      switch (from.kind) {
        case 'kept':
          return `${name} is ${from.old.split('@')[0] ?? ''}`;
        case 'expression':
          return `${name} = ${from.text}`;
        case 'question':
          return `${name}? ${from.proposed ?? ''}`;
        default:
          return `${name} ${from.kind}`;
      }
    });
  };

  it('keep their values where only the declaration has changed', () => {
    expect(sources(apart, together)).toEqual(['box is box', 'width is width', 'height is height']);
    expect(sources(together, apart)).toEqual(['box is box', 'width is width', 'height is height']);
  });

  it('are taken from the whole that was split', () => {
    expect(sources(whole, parts)).toEqual([
      'box is box',
      'width = size.width',
      'height = size.height',
    ]);
    const nested = parts.replace('{ width, height }', "{ width, 'deep one': { height } }");
    expect(sources(whole, nested).at(-1)).toBe('height = size["deep one"].height');
  });

  it('are asked about where the whole may not have them so, or is not kept', () => {
    expect(sources(parts, whole)).toEqual(['box is box', 'size? ({ width, height })']);
    const listed = parts.replace('{ width, height }', '[width, height]');
    expect(sources(whole, listed).slice(1)).toEqual(['width? size[0]', 'height? size[1]']);
    const defaulted = parts.replace('{ width, height }', '{ width, height = 1 }');
    expect(sources(whole, defaulted).at(-1)).toBe('height? measure(box)');
    const other = parts.replace('measure(box)', 'measure(box, 2)');
    expect(sources(whole, other).at(-1)).toBe('height? measure(box, 2)');
  });
});
