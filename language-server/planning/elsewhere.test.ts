import { expect, test } from 'vitest';
import { modelSource } from '../../program-model/model/index.js';
import type { ModulePlan } from '../../protocol/plan.js';
import { inferAcross, inferCorrespondence, type ModuleChange } from '../inference/index.js';
import { Elsewhere, planModule, type ActivePlace } from './index.js';

const file = (id: string, old?: string, now?: string): ModuleChange => ({
  id,
  ...(old !== undefined && { old: modelSource({ id, text: old, format: 'module' }) }),
  ...(now !== undefined && { now: modelSource({ id, text: now, format: 'module' }) }),
});

/** The plan of one file of an update; activations stand at the calls that begin as `at` does. */
function planOf(changes: ModuleChange[], id: string, at?: string): ModulePlan {
  const program = inferAcross(changes);
  const own = program.files.find(({ now }) => now === id);
  const change = changes.find((c) => c.id === id);
  if (!change?.old || !change.now) throw new Error(`no two texts of ${id}`);
  const c = own?.correspondence ?? inferCorrespondence(change.old, change.now);
  const active = c.old.functions.flatMap((fn) =>
    fn.points
      .filter(
        ({ kind, start }) =>
          kind === 'call' && at !== undefined && c.old.text.startsWith(at, start),
      )
      .map((point): ActivePlace => ({ fn: fn.index, point, activations: 1 })),
  );
  const elsewhere = new Elsewhere(program, id);
  return planModule(c, { file: id, from: 'a', to: 'b', active, elsewhere });
}

const WORK = `const seen = new Map();
function work(job) {
  const started = begin(job);
  seen.set(job.id, started);
  finish(job, started);
}
class Queue {
  items = [];
  push(item) { this.items.push(item); return this.items.length; }
}
`;
const exported = WORK.replace('const', 'export const')
  .replace('function', 'export function')
  .replace('class', 'export class');
const moved = [
  file(
    '/main.mjs',
    `${WORK}work(new Queue());\n`,
    `import { Queue, work } from './work.mjs';\nwork(new Queue());\n`,
  ),
  file('/work.mjs', 'export const other = 1;\n', `export const other = 1;\n${exported}`),
];

test('the file that code left says where it is now', () => {
  const plan = planOf(moved, '/main.mjs', 'finish(');
  const own = plan.functions.filter(({ old }) => old === 'work');
  expect(own).toMatchObject([
    { change: 'moved', elsewhere: { file: '/work.mjs', function: 'work' }, asks: false },
  ]);
  expect(own[0]?.confidence).toBeGreaterThanOrEqual(0.95);
  expect(own[0]).not.toHaveProperty('now');
  expect(plan.classes).toMatchObject([
    { old: 'Queue', change: 'moved', elsewhere: { file: '/work.mjs', class: 'Queue' } },
  ]);
  expect(plan.bindings).toMatchObject([
    { name: 'seen', change: 'moved', elsewhere: { file: '/work.mjs', name: 'seen', side: 'to' } },
  ]);
  expect(plan.points).toMatchObject([
    {
      from: { function: 'work', line: 5 },
      to: { file: '/work.mjs', function: 'work', at: 'call finish(job, started)', line: 6 },
      asks: false,
    },
  ]);
});

test('the file that code came to says where it was', () => {
  const plan = planOf(moved, '/work.mjs');
  expect(plan.functions.filter(({ now }) => now === 'work')).toMatchObject([
    { change: 'moved', elsewhere: { file: '/main.mjs', function: 'work' } },
  ]);
  expect(plan.classes).toMatchObject([
    { now: 'Queue', change: 'moved', elsewhere: { file: '/main.mjs', class: 'Queue' } },
  ]);
  expect(plan.bindings).toMatchObject([
    { name: 'seen', change: 'moved', elsewhere: { file: '/main.mjs', side: 'from' } },
  ]);
});

test('code that is only alike elsewhere, or has stayed, is not moved', () => {
  const [main, work] = moved;
  const copied = [
    file('/main.mjs', main?.old?.text, `${WORK}work(new Queue(), 1);\n`),
    file('/work.mjs', work?.old?.text, work?.now?.text),
  ];
  const changes = [
    ...planOf(copied, '/main.mjs').functions,
    ...planOf(copied, '/work.mjs').functions,
  ];
  expect(changes.filter(({ change }) => change === 'moved')).toEqual([]);
  expect(planOf(copied, '/work.mjs').bindings).toMatchObject([{ name: 'seen', change: 'added' }]);
});
