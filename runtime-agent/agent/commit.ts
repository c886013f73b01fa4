import type { ClassChange } from './classes.js';
import type { ModuleHandle } from './module-handle.js';
import type { Thread } from './thread.js';

/** What making a version the newest one changes in a thread. */
export interface ThreadCommit {
  modules: ModuleCommit[];
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
  /** Functions of all older versions that are outdated now. */
  outdated: { hash: string; functions: number[] }[];
  suspendable: { hash: string; functions: number[]; yields: number[] }[];
  /** Of each older version, where unchanged functions stand now: start, end, new start, repeated. */
  moved: { hash: string; ranges: number[] }[];
  /** New bindings and statements of the module's top, in source order, to be run once. */
  statements: string[];
}

/** Opens the new version of one module and outdates what it replaces. */
export function commitModule(thread: Thread, commit: ModuleCommit): () => void {
  if (!thread.modules.has(commit.id)) return () => undefined;
  const old = thread.find(commit.id, commit.from) ?? thread.modules.get(commit.id)?.at(-1);
  if (!old) return () => undefined;
  const now = thread.open(commit.id, commit.to, commit.flags, commit.functions);
  for (const { now: index, old: before, additions } of commit.hosts) {
    const evaluate = old.evaluators.get(before);
    if (!evaluate) continue;
    now.evaluators.set(
      index,
      additions === undefined
        ? evaluate
        : (evaluate(additions) as (handle: object) => (source: string) => unknown)(now),
    );
  }
  const changed: (() => void)[] = [];
  for (const { now: position, old: before, change } of commit.classes) {
    const record = old.classRecord(before);
    now.classes.set(position, record);
    changed.push(record.change(change, now));
  }
  for (const handle of thread.modules.get(commit.id) ?? []) {
    handle.continuations.clear();
    handle.implementations.clear();
  }
  const outdated: { handle: ModuleHandle; fn: number }[] = [];
  for (const { hash, functions } of commit.outdated) {
    const handle = thread.find(commit.id, hash);
    if (!handle) continue;
    for (const fn of functions) {
      if (handle.stale.has(fn)) continue;
      handle.stale.add(fn);
      handle.flag(fn, true);
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
    for (const restore of changed.reverse()) restore();
    for (const { handle, fn } of outdated) {
      handle.stale.delete(fn);
      handle.flag(fn, false);
    }
    const handles = thread.modules.get(commit.id);
    if (handles)
      thread.modules.set(
        commit.id,
        handles.filter((handle) => handle !== now),
      );
  };
  const evaluate = now.evaluators.get(0);
  try {
    for (const statement of commit.statements) {
      if (evaluate) (evaluate(statement) as (handle: object) => void)(now);
    }
  } catch (error) {
    undo();
    throw error;
  }
  const restore = thread.onMoved(commit.to, commit.moved);
  return () => {
    restore();
    undo();
  };
}
