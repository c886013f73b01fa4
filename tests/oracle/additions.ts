import { modelSource } from '../../program-model/model/index.js';
import type { Thread } from '../../runtime-agent/agent/index.js';
import { planCommit } from '../../runtime-agent/update/commit-plan.js';
import type { Planner } from '../../runtime-agent/update/director.js';
import type { Lineage } from '../../runtime-agent/update/lineage.js';
import { planTop } from '../../runtime-agent/update/top-level.js';
import { topsOn, withoutComing } from '../../runtime-agent/update/tops-under-way.js';
import { Version, type SourceText } from '../../runtime-agent/update/versions.js';

/** What a program consists of at first when all of it is added by an update. */
export const BEGINNINGS = {
  /** The module's top is under way. */
  sync: 'for (let begins = 0; begins < 1; begins += 1) {} ',
  /** The same, and it has waited before. */
  await: 'await null; for (let begins = 0; begins < 1; begins += 1) {} ',
  /** It has come to its end. */
  late: 'setImmediate(() => { for (let begins = 0; begins < 1; begins += 1) {} }); ',
} as const;

export type Beginning = keyof typeof BEGINNINGS;

/** How many update points of a beginning come before the one at which the rest is added. */
export const pointsBefore = ({ text }: SourceText): number => (text === BEGINNINGS.late ? 1 : 0);

export const isBeginning = (name: string): name is Beginning => name in BEGINNINGS;

/** They look at their own text; an update waits until the modules that these import can be loaded. */
const CANNOT_BE_ADDED =
  /\/(fidelity|fs-callbacks|cycle-esm|import-evaluates-while-importer-waits)\b/;

/** Whether a program can be added to a beginning: not what has to be at a text's very start. */
export function canBeAdded(text: string, file: string, beginning: Beginning): boolean {
  if (CANNOT_BE_ADDED.test(file)) return false;
  const code = text.replace(/^(\/\/.*\n)*/, '');
  if (/^(#!|['"]use strict)/.test(code)) return false;
  if (beginning === 'await') return file.endsWith('.mjs');
  // What has run to its end cannot wait.
  const format = file.endsWith('.mjs') ? 'module' : 'commonjs';
  return beginning !== 'late' || !modelSource({ id: file, text, format }).functions[0]?.async;
}

/**
 * Adds what a module has more in its next version while the thread stands still, as the coordinator does.
 *
 * @throws Error where a module that it imports is not there at once
 */
export function addTo(thread: Thread, planner: Planner, lineage: Lineage, next: SourceText): void {
  const step = lineage.push(new Version(next));
  const top = planTop(step, (code) => planner.units.added(step.to, code));
  for (const source of top.imports) {
    const state = thread.links.loadNow(next.id, source);
    if (state !== 'done') throw new Error(`${source} is not loaded: ${JSON.stringify(state)}`);
  }
  const { handle, fn, key } = thread.leaf;
  const own = fn === 0 ? [{ id: handle.id, hash: handle.hash, key }] : [];
  const open = [...own, ...topsOn(planner.frames(thread.stack)), ...thread.standing().tops];
  const commit = planCommit(lineage, step, top, planner.units);
  thread.commit({ modules: withoutComing(planner, [commit], [top], open) });
  thread.settle();
}
