import type { ClassChange } from './classes.js';
import type { ModuleHandle } from './module-handle.js';
import { ownBuiltins } from './own-builtins.js';
import type { UnitSource } from './code-unit.js';
import type { Thread } from './thread.js';

/** What making a version the newest one changes in a thread. */
export interface ThreadCommit {
  modules: readonly ModuleCommit[];
}

export interface ModuleCommit {
  id: string;
  from: string;
  to: string;
  /** What the names of the new version's flags begin with. */
  flags: string;
  /** How many functions the new version has. */
  functions: number;
  /** Scope hosts of the new version, with those of the old one that they continue. */
  hosts: { now: number; old: number; additions: string | undefined }[];
  /** Classes of the new version by offset, with those of the old one. */
  classes: { now: number; old: number; change: ClassChange }[];
  /** What is kept of old versions for activations that finish in them. */
  kept: { hash: string; of: string; flags: string; functions: number }[];
  /** Functions are gone: whoever still calls them gets code of the version before. */
  isLastOfSome: boolean;
  /** Functions of all older versions that are outdated now, and what they are in the new one. */
  outdated: { hash: string; functions: number[]; landings: number[] }[];
  suspendable: { hash: string; functions: number[]; yields: number[] }[];
  /** Of each older version, where unchanged functions stand now: start, end, new start, repeated. */
  moved: { hash: string; ranges: number[] }[];
  /** New bindings and statements of the module's top, in source order, to be run once. */
  statements: string[];
  /** Where these, and the hosts' additions, were made from. */
  units: UnitSource[];
}

/** Opens the new version of one module and outdates what it replaces. */
export function commitModule(thread: Thread, commit: ModuleCommit): () => void {
  if (!thread.modules.has(commit.id)) return () => undefined;
  const old = thread.find(commit.id, commit.from) ?? thread.modules.get(commit.id)?.at(-1);
  if (!old) return () => undefined;
  for (const kept of commit.kept) openKept(thread, commit.id, kept);
  const now = thread.open(commit.id, commit.to, commit.flags, commit.functions);
  if (commit.isLastOfSome) thread.modules.keep(old);
  now.meta = old.meta;
  now.templates = old.templates;
  for (const unit of commit.units) thread.onUnit(now, unit);
  if (commit.units.length > 0) thread.debugger.unitMade();
  for (const { now: index, old: before, additions } of commit.hosts) {
    const evaluate = old.evaluators.get(before);
    if (!evaluate) continue;
    now.evaluators.set(
      index,
      additions === undefined
        ? evaluate
        : ownBuiltins.without(() => added(evaluate(additions))(now)),
    );
  }
  const changed: (() => void)[] = [];
  for (const { now: position, old: before, change } of commit.classes) {
    const record = old.classRecord(before);
    now.classes.set(position, record);
    changed.push(ownBuiltins.without(() => record.change(change, now)));
  }
  for (const handle of thread.modules.get(commit.id) ?? []) {
    handle.code.forget();
  }
  const outdated: { handle: ModuleHandle; fn: number }[] = [];
  const landed: (() => void)[] = [];
  for (const { hash, functions, landings } of commit.outdated) {
    const handle = thread.find(commit.id, hash);
    if (!handle) continue;
    const before = handle.landings;
    landed.push(() => (handle.landings = before));
    handle.landings = new Map(
      functions.flatMap((fn, at) => {
        const landing = landings[at] ?? -1;
        return landing < 0 ? [] : [[fn, { handle: now, fn: landing }] as const];
      }),
    );
    for (const fn of functions) {
      if (handle.stale.has(fn)) continue;
      handle.stale.add(fn);
      handle.flags.set(fn, true);
      outdated.push({ handle, fn });
    }
  }
  for (const { hash, functions, yields } of commit.suspendable) {
    const handle = thread.find(commit.id, hash);
    if (!handle) continue;
    for (const fn of functions) handle.suspendable.add(fn);
    for (const position of yields) handle.yielding.add(position);
  }
  const undo = (): void => {
    for (const restore of [...changed, ...landed].reverse()) restore();
    for (const { handle, fn } of outdated) {
      handle.stale.delete(fn);
      handle.code.forget();
      handle.flags.set(fn, false);
    }
    for (const handle of thread.modules.get(commit.id) ?? []) {
      const isKept = commit.kept.some(({ hash }) => hash === handle.hash);
      if (handle === now || isKept) thread.modules.remove(handle);
    }
  };
  const ran: (() => void)[] = [];
  const undoAll = (): void => {
    for (const restore of ran.reverse()) restore();
    undo();
  };
  const evaluate = now.evaluators.get(0);
  try {
    for (const statement of commit.statements) {
      const run = evaluate?.(statement) as Statement | undefined;
      // Its log points are set before it runs; nothing stops in a commit.
      if (commit.units.length > 0) thread.debugger.unitMade();
      thread.debugger.showUnits();
      const restore = ownBuiltins.without(() => run?.(now));
      if (typeof restore === 'function') ran.push(restore);
    }
  } catch (error) {
    undoAll();
    throw error;
  }
  const restore = thread.onMoved(commit.to, commit.moved);
  return () => {
    restore();
    undoAll();
  };
}

type Added = (handle: object) => (source: string) => unknown;

/** What a host's additions evaluate to. */
const added = (value: unknown): Added => value as Added;

/** Runs what is new at a module's top; the result takes changed bindings back. */
type Statement = (handle: object) => (() => void) | undefined;

/** A handle with the scopes of an old version, and flags of its own. */
function openKept(thread: Thread, id: string, kept: ModuleCommit['kept'][number]): void {
  if (thread.find(id, kept.hash)) return;
  const old = thread.find(id, kept.of);
  if (!old) return;
  const handle = thread.open(id, kept.hash, kept.flags, kept.functions);
  thread.modules.keep(handle);
  for (const [fn, evaluate] of old.evaluators) handle.evaluators.set(fn, evaluate);
  for (const [position, record] of old.classes) handle.classes.set(position, record);
  handle.meta = old.meta;
}
