import { describe, expect, it } from 'vitest';
import { modelSource, type FullSourceModel } from '../../program-model/model/index.js';
import { PLAN_FORMAT, readPlan, type FrameChoice, type ModulePlan } from '../../protocol/plan.js';
import { inferCorrespondence, type CorrespondenceOverrides } from '../inference/index.js';
import { carryOverrides, overridesIn, planModule } from './index.js';

const OLD = `import { open } from 'node:fs';
const limit = 10;
const cache = new Map();
let retries = 3;
export class Store {
  size = 0;
  constructor(root) { this.root = root; }
  read(name) { return open(name); }
}
export function serve(queue) {
  for (const job of queue) {
    start(job);
    work(job);
  }
}
setInterval(tick, 100);
`;

const NOW = `import { open, close } from 'node:fs';
const limit = 20;
const cache = new Map([['a', 1]]);
let retries = 3;
let seen = 0;
export class Store extends Base {
  count = 0;
  constructor(root) { this.root = root; this.handles = []; }
  load(name) { return open(name); }
}
export function serve(queue) {
  const since = Date.now();
  for (const job of queue) {
    start(job);
    note(since);
  }
}
setInterval(tick, 200);
app.get('/', serve);
`;

const model = (text: string): FullSourceModel =>
  modelSource({ id: '/app.js', text, format: 'module' });

function plan(old: string, now: string, overrides?: CorrespondenceOverrides): ModulePlan {
  const a = model(old);
  const c = inferCorrespondence(a, model(now), overrides && { overrides });
  const serve = a.functions.find((fn) => fn.path === 'serve');
  const points = serve?.points.filter((point) => point.kind === 'call') ?? [];
  return planModule(c, {
    file: '/app.js',
    from: 'old',
    to: 'new',
    active: points.map((point) => ({ fn: serve?.index ?? -1, point, activations: 1 })),
  });
}

function decide(made: ModulePlan, choice: FrameChoice): ModulePlan {
  const points = made.points.map((p) =>
    p.from.at === 'call work(job)' ? { ...p, override: choice } : p,
  );
  const variables = made.variables.map((v) =>
    v.name === 'since' ? { ...v, override: { value: '0' } } : v,
  );
  return { ...made, points, variables };
}

describe('a plan', () => {
  const made = plan(OLD, NOW);

  it('is a valid document', () => {
    const text = JSON.stringify({ format: PLAN_FORMAT, modules: [made] });
    expect(readPlan(text).modules).toEqual([made]);
  });

  it('says what becomes of functions, bindings, names and statements', () => {
    expect(made.functions.map((f) => `${f.old ?? ''} → ${f.now ?? ''}: ${f.change}`)).toEqual([
      'Store#size → Store#count: renamed',
      'Store#constructor → Store#constructor: changed',
      'Store#read → Store#load: renamed',
      'serve → serve: changed',
    ]);
    expect(made.bindings.map((b) => `${b.name} ${b.change}`)).toEqual([
      'limit reinitialised',
      'cache kept',
      'seen added',
    ]);
    expect(made.imports).toEqual([{ name: 'close from node:fs', change: 'added' }]);
    expect(made.exports).toEqual([]);
    expect(made.statements.map((s) => `${s.line} ${s.change} ${String(s.run)} ${s.text}`)).toEqual([
      '18 changed false setInterval(tick, 200);',
      "19 added true app.get('/', serve);",
    ]);
  });

  it('says what becomes of classes', () => {
    expect(made.classes).toEqual([
      {
        old: 'Store',
        now: 'Store',
        line: 6,
        change: 'changed',
        superclass: { old: 'none', now: 'Base' },
        members: [
          { name: 'count', kind: 'field', change: 'renamed', from: 'size' },
          { name: 'load', kind: 'method', change: 'renamed', from: 'read' },
          { name: 'handles', kind: 'field', change: 'added' },
        ],
        skeleton: [
          '(old: any, instance: any): void => {',
          '  instance.count = old.size;',
          '  delete instance.size;',
          '  // instance.handles is new: it has what its initialiser gives.',
          '}',
        ].join('\n'),
      },
    ]);
  });

  it('asks where it is not sure', () => {
    expect(
      made.points.map((p) => `${p.from.at} → ${p.to?.at ?? ''} ${p.how} ${String(p.asks)}`),
    ).toEqual([
      'call start(job) → call start(job) exact false',
      'call work(job) → call note(since) guess true',
    ]);
    expect(made.variables).toMatchObject([
      { name: 'since', from: { kind: 'question' }, asks: true },
    ]);
  });

  it('keeps decisions when it is made again after further edits', () => {
    const decided = decide(made, { do: 'restart' });
    const later = plan(OLD, NOW.replace('let seen', '// more\nlet other = 1;\nlet seen'));
    const carried = carryOverrides(decided, later);
    expect(carried.points.map((p) => p.override)).toEqual([undefined, { do: 'restart' }]);
    expect(carried.variables[0]).toMatchObject({ override: { value: '0' }, asks: false });
    expect(carried.bindings.map((b) => b.name)).toContain('other');
  });

  it.each<[FrameChoice, string | undefined, string]>([
    [{ do: 'restart' }, 'entry', 'exact'],
    [{ do: 'resume', function: 'serve', at: 'call start(job)' }, 'call start(job)', 'exact'],
    [
      { do: 'resume', function: 'serve', at: 'before note(since);' },
      'before note(since);',
      'exact',
    ],
    [{ do: 'return', value: 'undefined' }, undefined, 'lost'],
  ])('carries out %j', (choice, at, how) => {
    const again = plan(OLD, NOW, overridesIn(decide(made, choice)));
    const point = again.points.find((p) => p.from.at === 'call work(job)');
    expect([point?.to?.at, point?.how, point?.asks]).toEqual([at, how, false]);
    const since = again.variables.find((v) => v.name === 'since');
    expect(since?.from).toEqual({ kind: 'expression', text: '0' });
  });
});
