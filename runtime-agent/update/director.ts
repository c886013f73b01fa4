import type { ModuleHandle } from '../agent/module-handle.js';
import type { RawStack } from '../agent/stack.js';
import type { Director } from '../agent/director.js';
import type { Thread } from '../agent/thread.js';
import { FrameReader, type Frame } from './frames.js';
import { aimFrames, markedKey, partedKey, type AimedFrame } from './joining.js';
import { joinsLater, type LaterJoin } from './joining-later.js';
import type { Lineage } from './lineage.js';
import type { ActiveFrame } from './questions.js';
import {
  iterationsOn,
  segment,
  type Arrival,
  type Iteration,
  type LiveFrame,
  type Segmented,
} from './segments.js';
import type { Route } from './route.js';
import type { Unit } from './units.js';
import { functionAt, UnitFactory } from './units.js';
import type { Version } from './versions.js';

/** What a thread is to do at the update point it has stopped at. */
export interface Order {
  /** The continuation points of the frames to capture, top first; empty: go on. */
  keys: string[];
  ontoTrampoline: boolean;
  framesDeferred: number;
  /** The place of the call that the thread has stopped at, where that is not to be made. */
  partsAt?: string | undefined;
}

/** Where a thread has arrived. */
export interface ArrivalReport {
  leaf: {
    id: string;
    hash: string;
    fn: number;
    key: string | undefined;
    /** The place of a callback that `forEach` is back from, and that is to become part of this frame. */
    parted?: string;
  };
  stack: RawStack;
}

/** Answers what threads ask: how far to unwind, and with which code to go on. */
export class Planner {
  readonly units = new UnitFactory();
  readonly reader: FrameReader;
  readonly #known = new Map<string, Unit>();

  constructor(
    readonly lineages: ReadonlyMap<string, Lineage>,
    agentScript: () => string,
    versionOf: (script: string, hash: string | undefined) => Version | undefined,
  ) {
    this.reader = new FrameReader(agentScript, versionOf, this.units);
  }

  /** Forgets generated code: a newer version is there. */
  reset(): void {
    this.#known.clear();
  }

  /** Forgets the code that was made for versions of which nothing is left. */
  forget(isGone: (version: Version) => boolean): void {
    for (const [name, { version }] of this.units.origins) {
      if (isGone(version)) this.units.origins.delete(name);
    }
  }

  lineage(id: string): Lineage {
    const lineage = this.lineages.get(id);
    if (!lineage) throw new Error(`${id} is not an updatable module`);
    return lineage;
  }

  frames(stack: Parameters<FrameReader['read']>[0]): Frame[] {
    return this.reader.read(stack);
  }

  /** The functions of the program that a stack's innermost frames show, each once. */
  functionsOn(stack: RawStack, limit?: number): { id: string; hash: string; fn: number }[] {
    const found = new Map<string, { id: string; hash: string; fn: number }>();
    for (const frame of new Set(this.frames(stack).slice(0, limit))) {
      if (frame.kind === 'agent' || frame.kind === 'foreign' || !frame.fn) continue;
      const { source } = frame.version;
      const entry = { id: source.id, hash: source.hash, fn: frame.fn.index };
      found.set(`${entry.id} ${entry.hash} ${entry.fn}`, entry);
    }
    return [...found.values()];
  }

  /** Suspended activations of outdated functions, as frames. */
  outdatedOf(
    places: readonly { id: string; hash: string; fn: number; p: number }[],
  ): ActiveFrame[] {
    return places.flatMap(({ id, hash, fn, p }) => {
      const version = this.lineages.get(id)?.version(hash);
      const model = version?.model.functions[fn];
      if (!version || !model || !this.isOutdated({ version, fn: model })) return [];
      const point = model.points.find(
        ({ kind, start }) => start === p && (kind === 'await' || kind === 'yield'),
      );
      if (!point) return [];
      const frame = { id, hash, fn, key: point.key };
      const joins = this.joinsLater(frame);
      return joins && 'frames' in joins ? [frame, ...joins.frames] : [frame];
    });
  }

  /** How a suspended activation becomes part of one that waits for it; undefined where none has to. */
  joinsLater({ id, hash, fn, key }: ActiveFrame): LaterJoin | undefined {
    const lineage = this.lineages.get(id);
    const model = lineage?.version(hash)?.model.functions[fn];
    if (!model || (!model.async && !model.generator)) return undefined;
    if (lineage?.land(hash, fn) !== undefined) return undefined;
    const route = lineage?.route(hash, fn, key);
    return route?.joins && joinsLater(route, id, key);
  }

  /** The outdated frames of a stack that wait in a call. */
  outdatedOn(stack: RawStack): ActiveFrame[] {
    const known = new Map<Frame, LiveFrame>();
    const waiting = this.frames(stack).flatMap((frame): LiveFrame[] => {
      if (frame.kind !== 'point') return [];
      const { version, fn, point } = frame;
      const live = known.get(frame) ?? { version, fn, key: point.key };
      known.set(frame, live);
      return [live];
    });
    const aimed = aimFrames(waiting, (id) => this.lineages.get(id));
    const found = new Map<string, ActiveFrame>();
    const frames = this.frames(stack);
    const own = iterationsOn(frames, { kind: 'foreign' }, 0);
    for (const frame of this.#parting(own)) found.set(nameOf(frame), frame);
    const parted = new Set([...found.values()].flatMap(({ parts }) => parts ?? []));
    for (const { frame, key, joins } of aimed) {
      const { id, hash } = frame.version.source;
      const active = { id, hash, fn: frame.fn.index, key };
      const name = nameOf(active);
      const isParted = parted.has(nameOf({ ...active, key: frame.key }));
      if (joins || isParted || found.has(name) || !this.isOutdated(frame)) continue;
      found.set(name, active);
    }
    return [...found.values()];
  }

  /** How many frames of a stack run outdated functions. */
  countOutdated(stack: RawStack): number {
    return this.frames(stack).filter(
      (frame) => (frame.kind === 'point' || frame.kind === 'stuck') && this.isOutdated(frame),
    ).length;
  }

  /** Whether a frame runs a function that the newest version has in another form. */
  isOutdated({ version, fn }: Pick<LiveFrame, 'version' | 'fn'>): boolean {
    const lineage = this.lineages.get(version.source.id);
    return lineage !== undefined && lineage.hasChanged(version.hash, fn.index);
  }

  /**
   * Decides how much of a stack is taken apart now.
   * @param whole all of the segment, not only down to the last frame that is outdated
   */
  order(segmented: Segmented, whole = false): Order {
    const aimed = this.#aimed(segmented, whole);
    const outdated = segmented.below.filter((frame) => this.isOutdated(frame)).length;
    const [first] = segmented.iterations;
    const isFirst = first !== undefined && this.#partedKey(first) !== undefined;
    // A callback whose call has not begun is not on the stack to be captured.
    const isAtEntry = isFirst && first.callee.key.startsWith('entry@') && segmented.isEntry;
    const isOnTop = isAtEntry || segmented.top.at(-1)?.fn === first?.callee.fn;
    return {
      keys: aimed.map(markedKey),
      ontoTrampoline: segmented.ontoTrampoline && aimed.length === segmented.top.length,
      // What waits for it goes on before anything else runs.
      framesDeferred: outdated - (isFirst && isOnTop ? 1 : 0),
      ...(isAtEntry && { partsAt: placeOf(first.callee) }),
    };
  }

  #partedKey(iteration: Iteration): string | undefined {
    return partedKey(iteration, (id) => this.lineages.get(id));
  }

  /** Callbacks of `forEach` that become part of what waits for them, and how that goes on. */
  #parting(iterations: readonly Iteration[]): ActiveFrame[] {
    return iterations.flatMap((iteration): ActiveFrame[] => {
      const key = this.#partedKey(iteration);
      if (key === undefined) return [];
      const { callee, caller } = iteration;
      const waits = activeAt(caller);
      const parts = [nameOf(waits), nameOf(activeAt(callee))];
      return [
        { ...activeAt(callee), parts },
        { ...waits, key },
      ];
    });
  }

  /** The activations that an order takes up. */
  activeIn(segmented: Segmented, whole = false): ActiveFrame[] {
    const seen = new Map<string, ActiveFrame>();
    const alone = segmented.below.length === 0;
    for (const frame of this.#parting(segmented.iterations)) seen.set(nameOf(frame), frame);
    for (const frame of this.#lostBelow(segmented)) {
      if (!seen.has(nameOf(frame))) seen.set(nameOf(frame), frame);
    }
    for (const { frame, key, joins } of new Set(this.#aimed(segmented, whole))) {
      if (joins) continue;
      const { version, fn } = frame;
      const { id, hash } = version.source;
      const active = { id, hash, fn: fn.index, key, ...(!alone && fn.async && { isCalled: true }) };
      const name = nameOf(active);
      if (!seen.has(name)) seen.set(name, active);
    }
    return [...seen.values()];
  }

  /** Frames further down that could not go on when control comes back to them. */
  #lostBelow({ below, iterations }: Segmented): ActiveFrame[] {
    const parting = this.#parting(iterations).flatMap(({ parts }) => parts ?? []);
    const known = new Set(parting);
    return below.flatMap(({ version, fn, key }): ActiveFrame[] => {
      const { id } = version.source;
      const lineage = this.lineages.get(id);
      if (key === undefined || !lineage?.isReplaced(version.hash, fn.index)) return [];
      const active = activeAt({ version, fn, key });
      if (known.has(nameOf(active))) return [];
      known.add(nameOf(active));
      const route = lineage.route(version.hash, fn.index, key);
      const isLost = route !== undefined && route.fn < 0 && !route.ending;
      return isLost && !this.joinsLater(active) ? [active] : [];
    });
  }

  /** The frames that are captured, top first. */
  #aimed({ top }: Segmented, whole: boolean): AimedFrame[] {
    if (whole) return aimFrames(top, (id) => this.lineages.get(id));
    const outdated = new Set([...new Set(top)].filter((frame) => this.isOutdated(frame)));
    const last = top.findLastIndex((frame) => outdated.has(frame));
    return aimFrames(top.slice(0, last + 1), (id) => this.lineages.get(id));
  }

  segment(frames: readonly Frame[], arrival: Arrival): Segmented {
    return segment(frames, arrival);
  }

  /** The continuation of a function of some version from a point on, in the newest version. */
  continuation(id: string, hash: string, fn: number, key: string): Unit {
    return this.#once(`${id} ${hash} ${fn} ${key}`, () => {
      const lineage = this.lineage(id);
      const route = key === 'entry' ? lineage.entry(hash, fn) : lineage.route(hash, fn, key);
      const model = this.version(id, hash).model.functions[fn];
      if (route?.joins && (model?.async === true || model?.generator === true))
        return this.units.joining(route, 'caller');
      if (route?.joins && isIteration(route)) return this.units.joining(route, 'iteration');
      if (!route || route.fn < 0) throw new Error(`${id}: function ${fn} cannot go on from ${key}`);
      return this.units.continuation(route);
    });
  }

  /** The newest code of a function. */
  implementation(id: string, hash: string, fn: number): Unit {
    return this.#once(`${id} ${hash} ${fn}`, () => {
      const route = this.lineage(id).entry(hash, fn);
      if (!route) throw new Error(`${id}: function ${fn} is gone`);
      return this.units.implementation(route);
    });
  }

  #once(key: string, make: () => Unit): Unit {
    const known = this.#known.get(key) ?? make();
    this.#known.set(key, known);
    return known;
  }

  version(id: string, hash: string): Version {
    const version = this.lineage(id).version(hash);
    if (!version) throw new Error(`${id} has no version ${hash}`);
    return version;
  }

  /** What a thread is to do that arrived at an update point. */
  orderFor({ leaf, stack }: ArrivalReport): Order {
    const arrival = this.arrival(leaf, leaf.fn, leaf.key);
    if (leaf.parted !== undefined && arrival.kind === 'point') arrival.key = callIn(arrival);
    return this.order(this.segment(this.frames(stack), arrival));
  }

  arrival(handle: { id: string; hash: string }, fn: number, key: string | undefined): Arrival {
    if (fn < 0) return { kind: 'foreign' };
    const version = this.version(handle.id, handle.hash);
    const model = functionAt(version, fn);
    return key === undefined
      ? { kind: 'entry', version, fn: model }
      : { kind: 'point', version, fn: model, key };
  }
}

const nameOf = ({ id, hash, fn, key }: ActiveFrame): string => `${id} ${hash} ${fn} ${key}`;

const activeAt = ({ version, fn, key }: LiveFrame): ActiveFrame => {
  const { id, hash } = version.source;
  return { id, hash, fn: fn.index, key };
};

/** As in a joined key. */
const placeOf = ({ version, fn, key }: LiveFrame): string => `${version.hash} ${fn.index} ${key}`;

/** Whether an activation is that of a callback which goes on in the function that has called for it. */
function isIteration({ joins }: Route): boolean {
  const functions = joins?.step.from.model.functions ?? [];
  const callback = functions[joins?.fn ?? -1]?.node;
  return (joins?.matches ?? []).some(({ caller }) => {
    const call = functions[caller?.fn ?? -1]?.points.find(({ key }) => key === caller?.key)?.node;
    return call?.type === 'CallExpression' && call.arguments[0] === callback;
  });
}

/** The call that a statement behind which a frame stands has made. */
function callIn({ fn, key }: Extract<Arrival, { kind: 'point' }>): string {
  const behind = fn.points.find((point) => point.key === key)?.node;
  const call = behind?.type === 'ExpressionStatement' ? behind.expression : undefined;
  return fn.points.find(({ kind, node }) => kind === 'call' && node === call)?.key ?? key;
}

/** A director in the thread itself: the engine without processes, for systematic tests. */
export class LocalDirector implements Director {
  constructor(
    readonly planner: Planner,
    /** Asked at each update point while stopping: whether the update is due here. */
    readonly isDue: () => boolean,
    /** Called when the thread has stopped for an update; commits it. */
    readonly onStop: (thread: Thread) => void,
  ) {}

  arrive(thread: Thread, late: boolean): void {
    if (!late) this.onStop(thread);
    const { handle, fn, key, parted } = thread.leaf;
    const leaf = {
      id: handle.id,
      hash: handle.hash,
      fn,
      key,
      ...(parted !== undefined && { parted }),
    };
    const order = this.planner.orderFor({ leaf, stack: thread.stack });
    thread.aim(order.keys, order.ontoTrampoline);
    thread.parting.partAt(order.partsAt);
  }

  needContinuation(thread: Thread, handle: ModuleHandle, fn: number, key: string): void {
    thread.installing.installContinuation(
      handle,
      fn,
      key,
      this.planner.continuation(handle.id, handle.hash, fn, key),
    );
  }

  needImplementation(thread: Thread, handle: ModuleHandle, fn: number): void {
    thread.installing.installImplementation(
      handle,
      fn,
      this.planner.implementation(handle.id, handle.hash, fn),
    );
  }
}
