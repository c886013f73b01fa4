import { describe, expect, it } from 'vitest';
import { modelSource } from '../../program-model/model/index.js';
import type { ModulePlan } from '../../protocol/plan.js';
import { inferCorrespondence } from '../inference/index.js';
import { planModule } from './index.js';

function plan(old: string, now: string): ModulePlan {
  const model = (text: string): ReturnType<typeof modelSource> =>
    modelSource({ id: '/app.js', text, format: 'module' });
  const c = inferCorrespondence(model(old), model(now));
  return planModule(c, { file: '/app.js', from: 'old', to: 'new', active: [] });
}

const changes = (list: readonly { name: string; change: string }[]): string[] =>
  list.map(({ name, change }) => `${name} ${change}`);

const members = (made: ModulePlan): string[] =>
  made.classes.flatMap(({ old, now, change, members: list }) => [
    `${old ?? ''} → ${now ?? ''} ${change}`,
    ...list.map((m) => `  ${m.kind} ${m.name} ${m.change}${m.from ? ` from ${m.from}` : ''}`),
  ]);

describe('classes and their members', () => {
  const shape = `class Shape {
  #sides = 3;
  static made = 0;
  name = 'shape';
  constructor(sides) { this.#sides = sides; Shape.made++; }
  get sides() { return this.#sides; }
  set sides(n) { this.#sides = n; }
  static from(text) { const parts = text.split(','); return new Shape(parts.length); }
  area(unit) { const base = measure(this, unit); return base * this.#sides; }
}
`;

  it('are found under another class name, with all members as they were', () => {
    const made = plan(shape, shape.replaceAll('Shape', 'Figure'));
    expect(members(made)).toEqual(['Shape → Figure renamed']);
    expect(
      made.functions.filter(({ change }) => change === 'removed' || change === 'added'),
    ).toEqual([]);
  });

  it('are told of each kind: what came, what went, what has another name', () => {
    const now = shape
      .replaceAll('#sides', '#edges')
      .replace("name = 'shape';", "name = 'shape';\n  colour = 'red';")
      .replace('set sides(n) { this.#edges = n; }\n', '')
      .replace('area(unit)', 'surface(unit)');
    const made = plan(shape, now);
    expect(members(made)).toEqual([
      'Shape → Shape changed',
      '  private #edges renamed from #sides',
      '  setter sides removed',
      '  method surface renamed from area',
      '  field colour added',
    ]);
  });

  it('come and go', () => {
    expect(members(plan(shape, `${shape}class Dot {}\n`))).toEqual([' → Dot added']);
    expect(members(plan(`${shape}class Dot {}\n`, shape))).toEqual(['Dot →  removed']);
  });

  it('move within the file unchanged', () => {
    const rest = 'function aside(x) { return x ? call(x) : 1; }\n';
    expect(members(plan(shape + rest, rest + shape))).toEqual([]);
  });
});

describe('module bindings, imports and exports', () => {
  it('are told where they come, go, and start from something else', () => {
    const made = plan(
      'let count = 0;\nvar gone = 1;\nconst limit = 5;\nexport function f() { return count + limit; }\n',
      'let count = 9;\nlet fresh = [];\nconst limit = 6;\nexport function f() { return count + limit; }\n',
    );
    expect(changes(made.bindings)).toEqual([
      'count kept',
      'fresh added',
      'limit reinitialised',
      'gone removed',
    ]);
  });

  it('are found under another name', () => {
    const made = plan(
      'let count = 0;\nexport function f() { count++; return count; }\n',
      'let total = 0;\nexport function f() { total++; return total; }\n',
    );
    expect(made.bindings).toMatchObject([{ name: 'total', change: 'renamed', from: 'count' }]);
  });

  it('are told apart from imports: names, files and kinds', () => {
    const made = plan(
      "import a, { b, c as d } from './x.js';\nimport * as all from './y.js';\nuse(a, b, d, all);\n",
      "import { b, c as e, f } from './x.js';\nimport a from './z.js';\nuse(a, b, e, f);\n",
    );
    expect(changes(made.imports)).toEqual([
      'f from ./x.js added',
      'default from ./z.js added',
      'default from ./x.js removed',
      '* from ./y.js removed',
    ]);
  });

  it('are told of exports: declared, listed, renamed, re-exported, default', () => {
    const made = plan(
      "export function f() {}\nexport const x = 1;\nconst y = 2;\nexport { y as why };\nexport * from './s.js';\n",
      "function f() {}\nexport const x = 1;\nconst y = 2;\nexport { y };\nexport default f;\nexport { z } from './t.js';\n",
    );
    expect(changes(made.exports)).toEqual([
      'y added',
      'default added',
      'z added',
      'f removed',
      'why removed',
      '* from ./s.js removed',
    ]);
  });
});
