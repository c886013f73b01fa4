import type { ModuleCommit } from '../agent/commit.js';
import { planClasses } from './classes.js';
import type { Lineage } from './lineage.js';
import type { Step } from './step.js';
import type { TopPlan } from './top-plan.js';
import type { UnitFactory } from './units.js';
import type { Version } from './versions.js';

/**
 * What a thread has to do for a step to take effect, apart from what its own stack needs.
 * @param factory gives the code of classes its names
 */
export function planCommit(
  lineage: Lineage,
  step: Step,
  top: TopPlan | undefined,
  factory: UnitFactory,
): ModuleCommit {
  const { from, to } = step;
  const classes = planClasses(step, (code, fn) => factory.added(to, code, fn));
  const units = [...(top?.units ?? []), ...classes.flatMap((plan) => plan.units)];
  const kept = [...lineage.kept.values()];
  const older = [
    ...lineage.versions.filter((version) => version !== to),
    ...kept.map(({ version }) => version),
  ];
  return {
    id: to.source.id,
    from: from.hash,
    to: to.hash,
    ...flagsOf(to),
    hosts: matchHosts(step, top?.additions),
    classes: classes.map(({ old, now, change }) => ({ old, now, change })),
    kept: kept.map(({ version, of }) => ({
      hash: version.hash,
      of: of.hash,
      ...flagsOf(version),
    })),
    isLastOfSome: step.correspondence.functions.some(({ now }) => now === undefined),
    outdated: older.map((version) => ({ hash: version.hash, ...outdatedIn(lineage, version) })),
    // Those of older versions were told when they were the newest.
    suspendable: [from, ...kept.map(({ version }) => version)].map(suspendableIn),
    moved: older.map((version) => ({ hash: version.hash, ranges: movedIn(lineage, version) })),
    statements: top?.statements ?? [],
    units: units.map(({ name, title, hash, runs, names, fn }) => ({
      ...{ name, title, hash, runs, names, fn },
    })),
  };
}

/** What the names of a version's flags begin with, and how many there are. */
const flagsOf = ({ analysis, model }: Version): { flags: string; functions: number } => ({
  flags: `${analysis.names.prefix}${analysis.tag}_`,
  functions: model.functions.length + analysis.classes.length,
});

function matchHosts(
  { to, correspondence }: Step,
  additions: ReadonlyMap<number, string> | undefined,
): ModuleCommit['hosts'] {
  const before = new Map(correspondence.functions.map(({ old, now }) => [now, old]));
  return [...to.analysis.hosts].flatMap(({ index }) => {
    const old = before.get(index);
    return old === undefined ? [] : [{ now: index, old, additions: additions?.get(index) }];
  });
}

/** Functions whose code is another in the newest version; one that is gone keeps its last code. */
function outdatedIn(
  lineage: Lineage,
  version: Version,
): { functions: number[]; landings: number[] } {
  const functions: number[] = [];
  const landings: number[] = [];
  const table = lineage.standings(version);
  const isReplaced = (index: number): boolean =>
    table ? table.replaced[index] !== 0 : lineage.isReplaced(version.hash, index);
  for (const { index } of version.model.functions) {
    if (!isReplaced(index)) continue;
    functions.push(index);
    landings.push(lineage.land(version.hash, index)?.fn ?? -1);
  }
  return { functions, landings };
}

/**
 * Where the functions that go on in their old code stand in the newest version: triples of start, end
 * and new start, neighbours that moved alike in one.
 */
function movedIn(lineage: Lineage, version: Version): number[] {
  const ranges: number[] = [];
  let end = 0;
  const table = lineage.standings(version);
  const hasChanged = (index: number): boolean =>
    table ? table.changed[index] === 1 : lineage.hasChanged(version.hash, index);
  for (const fn of version.model.functions) {
    if (fn.index === 0 || fn.start < end || hasChanged(fn.index)) continue;
    const landing = lineage.land(version.hash, fn.index);
    const now = landing?.version.model.functions[landing.fn];
    if (!now) continue;
    end = fn.end;
    const [start = 0, , newStart = 0] = ranges.slice(-3);
    if (ranges.length > 0 && newStart - start === now.start - fn.start) {
      ranges[ranges.length - 2] = end;
    } else ranges.push(fn.start, end, now.start);
  }
  return ranges;
}

function suspendableIn(version: Version): ModuleCommit['suspendable'][number] {
  const functions = version.model.functions.filter((fn) => fn.async || fn.generator);
  return {
    hash: version.hash,
    functions: functions.map((fn) => fn.index),
    yields: functions.flatMap((fn) => (fn.obstacle ? [] : fn.yields.map((at) => fn.start + at))),
  };
}
