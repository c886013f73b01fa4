import { functionLabel, variableLabels } from '../../language-server/inference/index.js';
import type { TypeNode, TypeReach } from '../../protocol/plan-types.js';
import type { UpdatePlan } from '../../protocol/plan.js';
import type { TypeWork } from '../agent/type-walks.js';
import type { CompileTransformer } from './plan-decisions.js';
import type { Version } from './versions.js';

/** How an update brings values of changed types into their new form. */
export interface TypeDecisions {
  /** Names the walk. */
  id: string;
  transforms: { target: number; name: string; file: string; code: string; hasBack: boolean }[];
  old: TypeReach;
  now: TypeReach;
  /** The update takes another one back. */
  isBack: boolean;
  /** Types whose values that other one has changed without a way back. */
  lost: readonly string[];
}

/** A variable of a function whose value is walked when a frame goes on. */
export interface StepTouch {
  walk: string;
  /** Key of the old variable; undefined for `this`. */
  key: string | undefined;
  nodes: readonly number[];
}

/** What a plan decides about types; undefined where nothing is to be done. */
export function typesIn(
  plan: UpdatePlan,
  compile: CompileTransformer,
  id: string,
): TypeDecisions | undefined {
  if (!plan.types) return undefined;
  const { entries, old, now } = plan.types;
  const transforms = entries.flatMap(({ name, file, override }, target) => {
    if (!override || 'keep' in override) return [];
    return [{ target, name, file, ...compile(override) }];
  });
  return transforms.length === 0
    ? undefined
    : { id, transforms, old, now, isBack: false, lost: [] };
}

/** The same for an update that takes another one back. */
export function invertTypes(
  types: TypeDecisions | undefined,
  id: string,
): TypeDecisions | undefined {
  if (!types) return undefined;
  const transforms = types.transforms.filter(({ hasBack }) => hasBack);
  const lost = types.transforms.flatMap(({ name, hasBack }) => (hasBack ? [] : [`type ${name}`]));
  return { ...types, id, transforms, isBack: !types.isBack, lost };
}

const reachOf = ({ isBack, old, now }: TypeDecisions): TypeReach => (isBack ? now : old);

/** The nodes from which a value that is to be changed can be reached. */
function leading({ nodes }: TypeReach, targets: ReadonlySet<number>): Set<number> {
  const found = new Set(
    nodes.flatMap(({ target }, id) => (target !== undefined && targets.has(target) ? [id] : [])),
  );
  for (let size = -1; size !== found.size;) {
    size = found.size;
    nodes.forEach((node, id) => {
      if (edgesOf(node).some((to) => found.has(to))) found.add(id);
    });
  }
  return found;
}

const edgesOf = ({ fields, items, keys, values, entries }: TypeNode): number[] => [
  ...Object.values(fields ?? {}).flat(),
  ...[items, keys, values, entries].flatMap((list) => list ?? []),
];

const targetsOf = ({ transforms }: TypeDecisions): Set<number> =>
  new Set(transforms.map(({ target }) => target));

/** The functions of a version whose frames hold values that are to be changed, by index. */
export function touchedIn(
  types: TypeDecisions | undefined,
  version: Version,
): Map<number, StepTouch[]> {
  const touched = new Map<number, StepTouch[]>();
  if (!types) return touched;
  const { id: walk } = types;
  const reach = reachOf(types);
  const leads = leading(reach, targetsOf(types));
  const roots = reach.roots.filter(({ file, nodes }) => {
    return file === version.source.id && nodes.some((id) => leads.has(id));
  });
  const own = new Map<number, StepTouch[]>();
  for (const fn of version.model.functions) {
    const label = functionLabel(fn);
    const labels = new Map([...variableLabels(fn)].map(([variable, name]) => [name, variable.key]));
    const touches = roots.flatMap(({ function: path, name, nodes }): StepTouch[] => {
      if (path !== label) return [];
      if (name === 'this') return [{ walk, key: undefined, nodes }];
      const key = labels.get(name);
      return key === undefined ? [] : [{ walk, key, nodes }];
    });
    own.set(fn.index, touches);
    // What it takes from functions around it, too.
    const free = new Set(version.analysis.info(fn.index)?.free.map(({ key }) => key));
    const all = [...touches];
    for (let at = fn.parent; at > 0; at = version.model.functions[at]?.parent ?? 0) {
      all.push(...(own.get(at) ?? []).filter(({ key }) => key !== undefined && free.has(key)));
    }
    if (all.length > 0) touched.set(fn.index, all);
  }
  return touched;
}

/** Code that walks from module variables, as a statement of a module's commit: `handle => undo`. */
export function migration(
  types: TypeDecisions,
  prefix: string,
  versionOf: (file: string) => Version | undefined,
): string {
  const { nodes, roots } = reachOf(types);
  const leads = leading({ nodes, roots }, targetsOf(types));
  const work: TypeWork = {
    id: types.id,
    nodes,
    roots: roots.flatMap(({ file, function: path, name, nodes: ids }) => {
      const version = versionOf(file);
      const variable = version?.model.functions[0]?.variables.find((own) => own.name === name);
      if (path !== undefined || !version || !variable) return [];
      if (!ids.some((id) => leads.has(id))) return [];
      const emitted = version.analysis.emittedNames.get(variable) ?? name;
      return [{ file, hash: version.hash, name: emitted, nodes: ids }];
    }),
    transforms: types.transforms.map(({ target, file, code }) => {
      return { target, file, code, isBack: types.isBack };
    }),
  };
  return `(${prefix}a=>${prefix}a.migrate(${JSON.stringify(work)},${prefix}q=>eval(${prefix}q)))`;
}
