import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corpusFiles, modelText, type CorpusFile } from '../../bench/mapping/corpus.js';
import type { FunctionModel, SourceModel } from '../../program-model/model/index.js';
import { PLAN_FORMAT, readPlan, type ModulePlan } from '../../protocol/plan.js';
import { planModule } from '../planning/index.js';
import {
  composeCorrespondences,
  functionLabel,
  inferAcross,
  inferCorrespondence,
  invertCorrespondence,
  pointLabels,
  variableLabels,
  type Correspondence,
  type PointMatch,
} from './index.js';
import { edited, model, source } from './testing/programs.js';

function everyPoint(
  c: Correspondence,
  visit: (match: PointMatch, fn: number, key: string) => void,
): void {
  for (const fn of c.old.functions) {
    for (const point of fn.points) visit(c.mapPoint(fn.index, point), fn.index, point.key);
  }
}

const options = { numRuns: 150 };

describe('laws of correspondences', () => {
  it('maps a program to itself point by point', () => {
    fc.assert(
      fc.property(source, (text) => {
        const c = inferCorrespondence(model(text), model(text));
        for (const match of c.functions)
          expect(match).toMatchObject({ old: match.now, changed: false });
        everyPoint(c, (match, fn, key) => {
          expect(match).toMatchObject({ fn, key, how: 'exact' });
        });
        for (const fn of c.old.functions) {
          for (const match of c.mapVariables(fn.index, fn.index)) {
            expect(match.from).toEqual({ kind: 'kept', old: match.now });
          }
        }
      }),
      options,
    );
  });

  it('names each function once on each side, and only nodes of the new version', () => {
    fc.assert(
      fc.property(edited, ([old, now]) => {
        const c = inferCorrespondence(model(old), model(now));
        const count = (side: 'old' | 'now'): number[] =>
          c.functions.flatMap((match) => match[side] ?? []).sort((x, y) => x - y);
        expect(count('old')).toEqual(c.old.functions.map((fn) => fn.index));
        expect(count('now')).toEqual(c.now.functions.map((fn) => fn.index));
        everyPoint(c, (match) => {
          if (match.how === 'lost') return;
          expect(match.node?.end).toBeLessThanOrEqual(c.now.text.length);
          expect(match.key?.split(/[@-]/)[1]).toBe(String(match.node?.start));
          expect(c.now.functions[match.fn]).toBeDefined();
        });
      }),
      options,
    );
  });

  it('inverts: what came from a node goes back to it', () => {
    fc.assert(
      fc.property(edited, ([old, now]) => {
        const forward = inferCorrespondence(model(old), model(now));
        const back = invertCorrespondence(forward);
        for (const fn of forward.old.functions) {
          const match = forward.functionFor(fn.index);
          if (match?.now === undefined) continue;
          expect(back.functionFor(match.now)?.now).toBe(fn.index);
          const returning = back.nodeMap(match.now);
          for (const [from, to] of forward.nodeMap(fn.index)) expect(returning.get(to)).toBe(from);
          for (const point of fn.points) {
            const there = forward.mapPoint(fn.index, point);
            if (there.how !== 'exact' || there.point === undefined) continue;
            const again = back.mapPoint(there.fn, there.point);
            expect([again.fn, again.key]).toEqual([fn.index, point.key]);
          }
        }
      }),
      options,
    );
  });

  it('composes: over a middle version, and with itself to itself', () => {
    fc.assert(
      fc.property(edited, ([old, now]) => {
        const a = model(old);
        const b = model(now);
        const forward = inferCorrespondence(a, b);
        const stay = inferCorrespondence(b, b);
        const joined = composeCorrespondences(forward, stay);
        everyPoint(forward, (match, fn, key) => {
          const point = a.functions[fn]?.points.find((p) => p.key === key);
          const direct = point && forward.mapPoint(fn, point);
          const through = point && joined.mapPoint(fn, point);
          expect([through?.fn, through?.key, through?.how]).toEqual([
            direct?.fn,
            direct?.key,
            direct?.how,
          ]);
        });
        const round = composeCorrespondences(forward, invertCorrespondence(forward));
        for (const match of round.functions) {
          if (match.old !== undefined && match.now !== undefined) expect(match.now).toBe(match.old);
        }
      }),
      options,
    );
  });

  it('composes over a place in front of the expression of an arrow function', () => {
    const a = model('run(x).then(() => new load(x));');
    const b = model('if (x) run(x).then(() => x); else run(x).then(() => x);');
    const forward = inferCorrespondence(a, b);
    const arrow = a.functions[1];
    const point = arrow?.points.find(({ kind }) => kind === 'new');
    const direct = arrow && point && forward.mapPoint(arrow.index, point);
    expect(direct?.how).toBe('guess');
    const joined = composeCorrespondences(forward, inferCorrespondence(b, b));
    const through = arrow && point && joined.mapPoint(arrow.index, point);
    expect(through).toMatchObject({ fn: direct?.fn, key: direct?.key, how: 'guess' });
  });

  it('goes there and back, and on, over three versions', () => {
    fc.assert(
      fc.property(edited, source, ([first, second], third) => {
        const [a, b, c] = [model(first), model(second), model(third)];
        const joined = composeCorrespondences(inferCorrespondence(a, b), inferCorrespondence(b, c));
        everyPoint(joined, (match) => {
          if (match.how === 'lost') return;
          expect(c.functions[match.fn]).toBeDefined();
          expect(match.node?.end).toBeLessThanOrEqual(c.text.length);
        });
        for (const { old, now } of joined.functions) {
          if (old !== undefined && now !== undefined) {
            expect(joined.mapVariables(old, now).length).toBe(c.functions[now]?.variables.length);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** The plan of a change, as if an activation stood at every point. */
function planOf(c: Correspondence): ModulePlan {
  const active = c.old.functions.flatMap(({ index, points }) =>
    points.map((point) => ({ fn: index, point, activations: 1 })),
  );
  return planModule(c, { file: '/m.js', from: '', to: '', active });
}

describe('laws of plans', () => {
  it('say nothing of a program that has not changed', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(source, (text) => {
        const { points, functions, ...plan } = planOf(
          inferCorrespondence(model(text), model(text)),
        );
        expect(functions).toEqual([]);
        for (const { from, to, how, asks } of points) {
          expect({ to: to && { function: to.function, at: to.at }, how, asks }).toEqual({
            to: { function: from.function, at: from.at },
            how: 'exact',
            asks: false,
          });
        }
        const lists = Object.values(plan).filter((value) => Array.isArray(value));
        expect(lists.flat()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it(
    'name only functions, places and variables that exist, in a document that can be read back',
    { timeout: 120_000 },
    () => {
      fc.assert(
        fc.property(edited, ([old, now]) => {
          const c = inferCorrespondence(model(old), model(now));
          const plan = planOf(c);
          const labels = (side: SourceModel): Map<string, FunctionModel> =>
            new Map(side.functions.map((fn) => [functionLabel(fn), fn]));
          const [before, after] = [labels(c.old), labels(c.now)];
          for (const entry of plan.functions) {
            if (entry.old !== undefined) expect(before.has(entry.old)).toBe(true);
            if (entry.now !== undefined) expect(after.has(entry.now)).toBe(true);
          }
          for (const { from, to } of plan.points) {
            const places = pointLabels(c.old.text, before.get(from.function) as FunctionModel);
            expect([...places.values()]).toContain(from.at);
            if (to === undefined) continue;
            const heir = after.get(to.function);
            expect(heir).toBeDefined();
            if (/^(before|end)/.test(to.at)) continue;
            expect([...pointLabels(c.now.text, heir as FunctionModel).values()]).toContain(to.at);
          }
          for (const { function: name, name: variable } of plan.variables) {
            const owner = after.get(name);
            expect(owner && [...variableLabels(owner).values()]).toContain(variable);
          }
          const document = { format: PLAN_FORMAT, modules: [plan] };
          expect(readPlan(JSON.stringify(document)).modules).toEqual([plan]);
        }),
        { numRuns: 60 },
      );
    },
  );
});

const files = corpusFiles(fileURLToPath(new URL('../../', import.meta.url))).filter(
  ({ text }) => text.length < 16_000,
);
const file = fc.nat(files.length - 1).map((index) => files[index] as CorpusFile);

/** All that can be asked of a correspondence, for any two texts. */
function askAll(c: Correspondence): void {
  for (const fn of c.old.functions) {
    for (const node of c.nodeMap(fn.index).values()) {
      expect(node.end).toBeLessThanOrEqual(c.now.text.length);
    }
  }
  everyPoint(c, (match, fn) => {
    if (match.how === 'lost') return;
    const owner = c.now.functions[match.fn];
    expect(owner).toBeDefined();
    expect(owner?.start).toBeLessThanOrEqual(match.node?.start ?? -1);
    expect(match.node?.end).toBeLessThanOrEqual(owner?.end ?? -1);
    c.mapVariables(fn, match.fn, match);
  });
}

describe('any two texts', () => {
  it('can be compared: files of packages that have nothing in common', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(file, file, ({ text: old }, { text: now }) => {
        const [a, b] = [modelText(old), modelText(now)];
        if (a && b) askAll(inferCorrespondence(a, b));
      }),
      { numRuns: 30 },
    );
  });

  it('can change at once, with code that goes from one to another', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(file, file, file, ({ text: first }, { text: second }, { text: third }) => {
        const [a, b, c] = [modelText(first), modelText(second), modelText(third)];
        if (!a || !b || !c) return;
        const program = inferAcross([
          { id: '/a.js', old: a, now: b },
          { id: '/b.js', old: b, now: a },
          { id: '/c.js', now: c },
        ]);
        for (const { correspondence } of [...program.files, ...program.moved])
          askAll(correspondence);
        for (const { from, to } of program.moved) expect(from).not.toBe(to);
      }),
      { numRuns: 12 },
    );
  });
});
