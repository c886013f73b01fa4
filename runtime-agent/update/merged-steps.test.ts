import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { history } from '../../language-server/inference/testing/programs.js';
import type { Variable } from '../../program-model/model/index.js';
import { Lineage } from './lineage.js';
import { isPlain } from './merged-steps.js';
import { followRoute, type Route } from './route.js';
import { Version } from './versions.js';

/** A module's history as an update has it; its versions have the same models in all that are made. */
function lineageOf(versions: readonly Version[]): Lineage {
  const [first, ...rest] = versions as [Version, ...Version[]];
  const lineage = new Lineage(first);
  for (const version of rest) lineage.push(version);
  return lineage;
}

const versionsOf = (texts: readonly string[]): Version[] =>
  texts.map(
    (text, index) => new Version({ id: '/m.js', hash: `h${index}`, text, format: 'module' }),
  );

/** All that a route says to whoever makes code for it, in words that can be compared. */
function describeRoute(route: Route | undefined): unknown {
  if (!route || route.fn < 0) return 'lost';
  const { to, fn, place } = route;
  const found = followRoute(route);
  const used: Variable[] = [
    ...(to.model.functions[fn]?.variables ?? []),
    ...(to.analysis.info(fn)?.free ?? []),
  ];
  return {
    fn,
    place: { ...place, node: place.node.start },
    values: used.map((variable) => {
      const source = found.source(variable);
      if (source?.kind === 'kept') return `${variable.key} = ${source.old.key}`;
      if (source?.kind === 'position')
        return `${variable.key} in ${source.loop?.start ?? 'forEach'}`;
      return `${variable.key}: ${JSON.stringify(source)}`;
    }),
  };
}

describe('versions of which nothing is in use', () => {
  it('are forgotten without changing where anything goes on, and with which values', () => {
    fc.assert(
      fc.property(history, (texts) => {
        const versions = versionsOf(texts);
        const long = lineageOf(versions);
        const short = lineageOf(versions);
        // A loop that becomes a callback says by itself how its iterations go on.
        fc.pre(long.steps.every(isPlain));
        expect(short.retire(() => false)).toHaveLength(texts.length - 2);
        expect(short.steps).toHaveLength(1);
        const first = versions[0] as Version;
        for (const { index, points } of first.model.functions) {
          expect(short.land('h0', index)?.fn).toBe(long.land('h0', index)?.fn);
          expect(short.hasChanged('h0', index)).toBe(long.hasChanged('h0', index));
          if (long.land('h0', index) === undefined) continue;
          expect(describeRoute(short.entry('h0', index))).toEqual(
            describeRoute(long.entry('h0', index)),
          );
          for (const { key } of points) {
            expect(describeRoute(short.route('h0', index, key)), key).toEqual(
              describeRoute(long.route('h0', index, key)),
            );
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('keep places at the ends of an arrow function’s expression', () => {
    const now = 'if (a) (a.run(a).then(() => a)); else a.run(a).then(() => a);';
    const old = 'items?.[a.run(a.run(a).then(() => a)).then(() => a.run(a).then(() => a))];';
    const versions = versionsOf([old, now, now, now]);
    const [long, short] = [lineageOf(versions), lineageOf(versions)];
    short.retire(() => false);
    const place = describeRoute(long.route('h0', 2, 'call@49'));
    expect(place).toMatchObject({ fn: 2, place: { kind: 'before' } });
    expect(describeRoute(short.route('h0', 2, 'call@49'))).toEqual(place);
  });

  it('are forgotten at once in a bundle, whose one function has thousands of variables', () => {
    const bundle = (count: number): string => {
      const functions = Array.from(
        { length: 600 },
        (_, at) =>
          `function f${at}(x) {\n  const y = f${(at * 7) % 600}(x);\n  return y;\n}\nf${at}(0);\n`,
      );
      functions[300] = `function f300(x) {\n  f1(x);\n  return f2(x) + ${count};\n}\nf300(0);\n`;
      return `(() => {\n${functions.join('')}})();\n`;
    };
    const versions = versionsOf([1, 2, 3, 4].map(bundle));
    const [long, short] = [lineageOf(versions), lineageOf(versions)];
    expect(short.retire(() => false)).toHaveLength(2);
    const { functions } = (versions[0] as Version).model;
    const changed = functions.findIndex(({ name }) => name === 'f300');
    for (const [fn, at] of [
      [1, 500],
      [changed, 0],
      [changed, 1],
    ] as const) {
      const key = functions[fn]?.points[at]?.key ?? '';
      expect(describeRoute(short.route('h0', fn, key)), key).toEqual(
        describeRoute(long.route('h0', fn, key)),
      );
    }
  });

  it('stay where merging takes more room than they do', () => {
    const long = (count: number): string => {
      const lines = Array.from({ length: 1000 }, (_, at) => `  let v${at} = g(${at});`).join('\n');
      return `export function f(g) {\n${lines}\n  g(${count});\n}\n`;
    };
    const lineage = lineageOf(versionsOf([1, 2, 3].map(long)));
    expect(lineage.retire(() => false)).toEqual([]);
    expect(lineage.versions).toHaveLength(3);
  });

  it('stay where something still needs them', () => {
    const versions = versionsOf(['let a = 1;', 'let a = 2;', 'let a = 3;', 'let a = 4;']);
    const lineage = lineageOf(versions);
    const retired = lineage.retire(({ hash }) => hash === 'h1');
    expect(retired.map(({ hash }) => hash)).toEqual(['h2']);
    expect(lineage.versions.map(({ hash }) => hash)).toEqual(['h0', 'h1', 'h3']);
  });

  it('stay where the developer has decided something', () => {
    const versions = versionsOf(['let a = 1;', 'let a = 2;', 'let a = 3;']);
    const lineage = new Lineage(versions[0] as Version);
    lineage.push(versions[1] as Version, { overrides: { functions: {} } });
    lineage.push(versions[2] as Version);
    expect(lineage.retire(() => false)).toEqual([]);
  });
});
