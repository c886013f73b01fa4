import type { FullSourceModel, FunctionModel, Node } from '../../program-model/model/index.js';
import type { Subject } from './subject.js';
import type { Truth } from './truth.js';

const lineAt = (text: string, offset: number): number => {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
};

const lastSegment = (path: string): string =>
  path.slice(path.lastIndexOf('/') + 1).replace(/\$\d+$/, '');

function nearest<T>(list: readonly T[], distance: (item: T) => number): T | undefined {
  return [...list].sort((a, b) => distance(a) - distance(b))[0];
}

/** Functions by name, the nearest line where several have it; the rest by line within them. */
export function byNameAndLine({ old, now }: Truth): Subject {
  const line = (model: FullSourceModel, node: Node): number => lineAt(model.text, node.start);
  const functionFor = (index: number): number | undefined => {
    const fn = old.functions[index] as FunctionModel;
    const same = now.functions.filter((other) => lastSegment(other.path) === lastSegment(fn.path));
    return nearest(same, (other) => Math.abs(line(now, other.node) - line(old, fn.node)))?.index;
  };
  return {
    functionFor: (index) => {
      const to = functionFor(index);
      return to === undefined ? undefined : { now: to, confidence: 0 };
    },
    point(fn, point) {
      const target = now.functions[functionFor(fn.index) ?? -1];
      const offset = line(old, point.node) - line(old, fn.node);
      const same = target?.points.filter(
        (p) => p.kind === point.kind && line(now, p.node) - line(now, target.node) === offset,
      );
      const column = (model: FullSourceModel, at: number): number =>
        at - model.text.lastIndexOf('\n', at);
      const found =
        same && nearest(same, (p) => Math.abs(column(now, p.start) - column(old, point.start)));
      if (!target || !found) return { fn: -1, node: undefined, how: 'lost', confidence: 0 };
      return { fn: target.index, node: found.node, how: 'place', confidence: 0 };
    },
    variables: (from, to) =>
      (now.functions[to]?.variables ?? []).map((variable) => {
        const same = old.functions[from]?.variables.filter((v) => v.name === variable.name) ?? [];
        const found = nearest(same, (v) => Math.abs(v.offset - variable.offset));
        return { now: variable.key, from: found ? { old: found.key } : 'question', confidence: 0 };
      }),
  };
}

/** The n-th function below a parent, the n-th point of a kind, the n-th variable. */
export function byOrdinal({ old, now }: Truth): Subject {
  const children = (model: FullSourceModel, parent: number): FunctionModel[] =>
    model.functions.filter((fn) => fn.parent === parent);
  const functionFor = (index: number): number | undefined => {
    const fn = old.functions[index] as FunctionModel;
    if (fn.parent < 0) return 0;
    const parent = functionFor(fn.parent);
    if (parent === undefined) return undefined;
    return children(now, parent)[children(old, fn.parent).indexOf(fn)]?.index;
  };
  return {
    functionFor: (index) => {
      const to = functionFor(index);
      return to === undefined ? undefined : { now: to, confidence: 0 };
    },
    point(fn, point) {
      const target = now.functions[functionFor(fn.index) ?? -1];
      const place = fn.points.filter((p) => p.kind === point.kind).indexOf(point);
      const found = target?.points.filter((p) => p.kind === point.kind)[place];
      if (!target || !found) return { fn: -1, node: undefined, how: 'lost', confidence: 0 };
      return { fn: target.index, node: found.node, how: 'place', confidence: 0 };
    },
    variables: (from, to) =>
      (now.functions[to]?.variables ?? []).map((variable, place) => {
        const found = old.functions[from]?.variables[place];
        return { now: variable.key, from: found ? { old: found.key } : 'question', confidence: 0 };
      }),
  };
}
