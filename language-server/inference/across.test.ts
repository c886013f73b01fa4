import { describe, expect, it } from 'vitest';
import { modelSource, type FullSourceModel } from '../../program-model/model/index.js';
import { inferAcross, mapPointAcross, type ProgramCorrespondence } from './index.js';

const model = (id: string, text: string): FullSourceModel =>
  modelSource({ id, text, format: 'module' });

/** Files of a program, each with its old and its new text; without one it is new, or gone. */
function across(files: Record<string, [string | undefined, string | undefined]>): {
  program: ProgramCorrespondence;
  old: (id: string) => FullSourceModel;
} {
  const changes = Object.entries(files).map(([id, [old, now]]) => ({
    id,
    ...(old !== undefined && { old: model(id, old) }),
    ...(now !== undefined && { now: model(id, now) }),
  }));
  const old = (id: string): FullSourceModel =>
    changes.find((change) => change.id === id)?.old as FullSourceModel;
  return { program: inferAcross(changes), old };
}

const REPORT = `function report(list) {
  let total = 0;
  for (const item of list) {
    total += weigh(item);
    note(item);
  }
  return total;
}`;
const WEIGH = 'function weigh(item) { return item.grams / 1000; }';
const LINK = "import { report } from './b.js';\n";

/** Where an activation goes on that stands at the first call of `code` in a function. */
function whereGoes(
  { program, old }: ReturnType<typeof across>,
  id: string,
  path: string,
  code: string,
): string {
  const fn = old(id).functions.find((f) => f.path === path);
  const point = fn?.points.find((p) => p.kind === 'call' && old(id).text.startsWith(code, p.start));
  if (!fn || !point) throw new Error('no such point');
  const there = mapPointAcross(program, id, fn.index, point);
  const text = [...program.files, ...program.moved].find(
    (f) =>
      f[`correspondence`].now.functions[there?.match.fn ?? -1] &&
      ('now' in f ? f.now : f.to) === there?.id,
  )?.correspondence.now.text;
  const { node, how } = there?.match ?? {};
  return `${there?.id ?? ''} ${how ?? ''} ${node ? (text?.slice(node.start, node.end) ?? '') : ''}`;
}

describe('code that went to another file', () => {
  it.each([
    ['an existing', `${WEIGH}\nexport const other = 1;`],
    ['a new', undefined],
  ])('finds a function moved to %s file', (_, b) => {
    const found = across({
      '/a.js': [
        `${REPORT}\nexport function main() { report([1]); }`,
        `${LINK}export function main() { report([1]); }`,
      ],
      '/b.js': [b, `${b ?? ''}\nexport ${REPORT}`],
    });
    expect(whereGoes(found, '/a.js', 'report', 'note(')).toBe('/b.js exact note(item)');
    const [moved] = found.program.moved;
    expect(moved).toMatchObject({ from: '/a.js', to: '/b.js' });
    const own = found.program.files[0]?.correspondence.functions.find((m) => m.elsewhere);
    expect(own?.elsewhere?.id).toBe('/b.js');
    expect(own?.reason).toBe('moved');
  });

  it('follows a function that was moved and edited, and one that was renamed on the way', () => {
    const edited = REPORT.replace('total += weigh(item);', 'if (item) total += weigh(item, true);');
    const found = across({
      '/a.js': [`${REPORT}\n${WEIGH}\nexport const x = 1;`, `${WEIGH}\nexport const x = 2;`],
      '/b.js': [
        'export const y = 1;',
        `export const y = 1;\nexport ${edited.replace('report', 'sum')}`,
      ],
    });
    expect(whereGoes(found, '/a.js', 'report', 'weigh(')).toBe('/b.js moved weigh(item, true)');
    const renamed = across({
      '/a.js': [`${REPORT}\nexport const x = 1;`, 'export const x = 2;'],
      '/b.js': ['', `export ${REPORT.replace('report', 'sum')}`],
    });
    expect(
      renamed.program.moved[0]?.correspondence.functions.find(
        (m) => m.now !== undefined && m.old !== undefined,
      )?.reason,
    ).toBe('moved and renamed from report');
  });

  it('takes no other function of the old file for one that went away', () => {
    const alike = REPORT.replace('report', 'reportAll').replace('note(item)', 'note(item, 2)');
    const found = across({
      '/a.js': [`${REPORT}\nexport const x = 1;`, `${LINK}${alike}\nexport const x = 1;`],
      '/b.js': ['', `export ${REPORT}`],
    });
    expect(whereGoes(found, '/a.js', 'report', 'note(')).toBe('/b.js exact note(item)');
  });

  it('follows methods of a class with their class', () => {
    const cls = `class Store {\n  items = [];\n  add(item) { check(item); this.items.push(item); }\n}`;
    const found = across({
      '/a.js': [`export ${cls}`, "export { Store } from './b.js';"],
      '/b.js': ['export const y = 1;', `export const y = 1;\nexport ${cls}`],
    });
    expect(whereGoes(found, '/a.js', 'Store#add', 'check(')).toBe('/b.js exact check(item)');
  });

  it('says nothing where two files have the same body to offer', () => {
    const found = across({
      '/a.js': [REPORT, 'export {};'],
      '/b.js': ['', REPORT],
      '/c.js': ['', REPORT],
    });
    const sure = found.program.moved.flatMap(({ correspondence }) =>
      correspondence.functions.filter((m) => m.old && m.now && m.confidence >= 0.95),
    );
    expect(sure).toEqual([]);
  });
});

describe('files that have another name', () => {
  it('pairs them by what they say', () => {
    const text = `${REPORT}\n${WEIGH}\n`;
    const found = across({
      '/src/a.js': [text, undefined],
      '/src/other.js': [undefined, 'export const unrelated = () => 5;'],
      '/lib/a.js': [undefined, text.replace('1000', '1024')],
    });
    expect(found.program.renamed.map(({ old, now }) => [old.id, now.id])).toEqual([
      ['/src/a.js', '/lib/a.js'],
    ]);
    expect(whereGoes(found, '/src/a.js', 'report', 'note(')).toBe('/lib/a.js exact note(item)');
  });
});

describe('module state that went to another file', () => {
  it('is found by name and initialiser, also where the old file imports it now', () => {
    const { program } = across({
      '/a.js': [
        'let count = 0;\nexport const f = () => (count += 1);',
        "import { count } from './b.js';\nexport const f = () => count;",
      ],
      '/b.js': ['export const y = 1;', 'export const y = 1;\nexport let count = 0;'],
    });
    expect(
      program.bindings.map(({ from, to, confidence }) => [
        from.id,
        from.variable.name,
        to.id,
        confidence,
      ]),
    ).toEqual([['/a.js', 'count', '/b.js', 0.98]]);
  });

  it('is not what stays, nor what merely has the same name', () => {
    const { program } = across({
      '/a.js': ['let count = 0;', 'let count = 0;\nlet more = 1;'],
      '/b.js': ['export const y = 1;', 'export const y = 1;\nexport let count = 0;'],
    });
    expect(program.bindings).toEqual([]);
  });
});
