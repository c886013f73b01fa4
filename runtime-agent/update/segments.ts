import { OBJECT_NAME } from '../agent/records.js';
import { TRAMPOLINE_NAME } from '../agent/thread.js';
import { entersByFrame, type FunctionModel, type Point } from '../../program-model/model/index.js';
import type { Frame } from './frames.js';
import type { Version } from './versions.js';

/** A frame that can be captured. */
export interface LiveFrame {
  version: Version;
  fn: FunctionModel;
  key: string;
  /** What it waits for is a constructor's object, although it is no `new` that waits. */
  awaitsObject?: boolean;
}

/** A thread's stack as an update sees it. */
export interface Segmented {
  /** The topmost segment, top first: what one unwinding can take apart; alike frames are one object. */
  top: LiveFrame[];
  /** The segment's last frame runs under the trampoline. */
  ontoTrampoline: boolean;
  /** Frames of the program further down; they are captured when control comes back to them. */
  below: { version: Version; fn: FunctionModel; key?: string }[];
  /** Callbacks that `forEach` has called, with the frame that waits for it; by the callback's frame. */
  iterations: Iteration[];
  /** The thread stands at the entry of a function whose frame is none yet. */
  isEntry: boolean;
}

/** A callback that `Array.prototype.forEach` has called. */
export interface Iteration {
  /** At an entry: the call has not begun. */
  callee: LiveFrame;
  caller: LiveFrame;
}

type PointFrame = Extract<Frame, { kind: 'point' }>;

/** How the thread came to the update point. */
export type Arrival =
  /** At a function's entry: its own frame has not begun. */
  | { kind: 'entry'; version: Version; fn: FunctionModel }
  | { kind: 'point'; version: Version; fn: FunctionModel; key: string }
  /** In a call that the agent wraps: the caller waits at the call. */
  | { kind: 'foreign' };

/** What the agent's functions are called that pass a call on, or stop at an update point. */
const TRANSPARENT =
  /(^|\.)(ask|answer|detour|perform|call|construct|enter|begin|u|r|p|stop|stopLate|afterWait|wait|f|apply)$/;

/** Names under which the language calls functions without a call in the program's text. */
const IMPLICIT = new Set([
  'toString',
  'valueOf',
  'toJSON',
  'next',
  'return',
  'throw',
  'get',
  'set',
  'has',
  'apply',
  'construct',
  'deleteProperty',
  'defineProperty',
  'ownKeys',
  'getPrototypeOf',
  'setPrototypeOf',
  'isExtensible',
  'preventExtensions',
  'getOwnPropertyDescriptor',
  'then',
  '[computed]',
]);

/** Splits a stack into the segment that can be taken apart now and what is below. */
export function segment(frames: readonly Frame[], arrival: Arrival): Segmented {
  const result: Segmented = {
    top: [],
    ontoTrampoline: false,
    below: [],
    iterations: [],
    isEntry: arrival.kind === 'entry',
  };
  let index = skipToLeaf(frames);
  result.iterations = iterationsOn(frames, arrival, index);
  let above: FunctionModel | undefined;
  let constructs = false;
  let isOpen = true;
  // In a recursion the same frame follows itself thousands of times: it need not be looked at again.
  let repeated: Frame | undefined;
  const known = new Map<Frame, LiveFrame>();
  const alike = (frame: PointFrame, awaitsObject: boolean): LiveFrame => {
    const before = known.get(frame);
    if (before?.awaitsObject === awaitsObject) return before;
    const { version, fn, point } = frame;
    const live = { version, fn, key: point.key, awaitsObject };
    known.set(frame, live);
    return live;
  };
  if (arrival.kind !== 'foreign') {
    above = arrival.fn;
    const isSuspendable = arrival.fn.async || arrival.fn.generator;
    if (arrival.kind === 'point' || isSuspendable || entersByFrame(arrival.fn)) {
      const key = arrival.kind === 'point' ? arrival.key : 'entry';
      result.top.push({ version: arrival.version, fn: arrival.fn, key });
      if (endsSegment(arrival.fn)) isOpen = false;
    }
    // An initialiser's value is part of what constructs the object, which has no point of its own.
    if (arrival.fn.kind === 'field') isOpen = false;
    constructs = isConstructor(frames[index]);
    index += 1;
  }
  for (; index < frames.length; index += 1) {
    const frame = frames[index] as Frame;
    if (!isOpen) {
      if (frame.kind === 'point' || frame.kind === 'stuck') result.below.push(belowAs(frame));
      continue;
    }
    switch (frame.kind) {
      case 'agent':
        if (frame.name.endsWith(TRAMPOLINE_NAME)) {
          result.ontoTrampoline = true;
          isOpen = false;
        } else if (frame.name.endsWith(OBJECT_NAME)) constructs = true;
        else if (!TRANSPARENT.test(frame.name)) isOpen = false;
        break;
      case 'check':
        // An outdated function whose entry passed the call on.
        constructs ||= frame.constructs;
        break;
      case 'foreign':
        isOpen = false;
        break;
      case 'stuck':
        isOpen = false;
        result.below.push(belowAs(frame));
        break;
      case 'point':
        if (frame !== repeated && above && isImplicit(above, frame.point)) {
          isOpen = false;
          result.below.push(belowAs(frame));
          break;
        }
        repeated = above === frame.fn ? frame : undefined;
        // `Reflect.construct` and bound functions leave no frame of their own.
        result.top.push(alike(frame, constructs && frame.point.kind === 'call'));
        above = frame.fn;
        constructs = frame.constructs;
        if (endsSegment(frame.fn)) isOpen = false;
        break;
      default:
        frame satisfies never;
    }
  }
  return result;
}

/** The callbacks on a stack that `forEach` has called directly, top first. */
export function iterationsOn(
  frames: readonly Frame[],
  arrival: Arrival,
  from = skipToLeaf(frames),
): Iteration[] {
  const own = frames.slice(from).filter(({ kind }) => kind !== 'agent');
  const found: Iteration[] = [];
  for (let index = 0; index + 2 < own.length; index += 1) {
    const between = own[index + 1];
    if (between?.kind !== 'foreign' || between.isForEach !== true) continue;
    const isLeaf = index === 0 && arrival.kind !== 'foreign';
    const callee = isLeaf ? arrived(arrival) : liveAt(own[index]);
    const caller = own[index + 2];
    if (!callee || caller?.kind !== 'point' || caller.point.kind !== 'call') continue;
    const { version, fn, point } = caller;
    found.push({ callee, caller: { version, fn, key: point.key } });
  }
  return found;
}

const belowAs = (
  frame: PointFrame | Extract<Frame, { kind: 'stuck' }>,
): Segmented['below'][number] => {
  const { version, fn } = frame;
  return { version, fn, ...(frame.kind === 'point' && { key: frame.point.key }) };
};

const liveAt = (frame: Frame | undefined): LiveFrame | undefined =>
  frame?.kind === 'point'
    ? { version: frame.version, fn: frame.fn, key: frame.point.key }
    : undefined;

const arrived = (arrival: Exclude<Arrival, { kind: 'foreign' }>): LiveFrame => {
  const { version, fn } = arrival;
  return { version, fn, key: arrival.kind === 'point' ? arrival.key : entryKey(fn) };
};

/** The key of the call of a function that has not begun. */
const entryKey = ({ start }: FunctionModel): string => `entry@${start}`;

/** An activation that can be suspended keeps its frame; so does a module top or a static block. */
const endsSegment = (fn: FunctionModel): boolean =>
  fn.async || fn.generator || fn.kind === 'module' || fn.kind === 'static-block';

const isConstructor = (frame: Frame | undefined): boolean =>
  frame !== undefined && 'constructs' in frame && frame.constructs;

function skipToLeaf(frames: readonly Frame[]): number {
  const at = frames.findIndex((frame) => frame.kind !== 'agent');
  return at < 0 ? frames.length : at;
}

/**
 * Whether the function above may have been called implicitly, by the evaluation of the callee or an
 * operand, although V8 reports the position of the call.
 */
function isImplicit(above: FunctionModel, point: Point): boolean {
  if (above.kind === 'getter' || above.kind === 'setter') return true;
  const name = above.path.slice(
    Math.max(
      above.path.lastIndexOf('/'),
      above.path.lastIndexOf('#'),
      above.path.lastIndexOf('.'),
    ) + 1,
  );
  if (!IMPLICIT.has(name.replace(/\$\d+$/, ''))) return false;
  const { node } = point;
  const callee = node.type === 'CallExpression' ? node.callee : undefined;
  const property = callee?.type === 'MemberExpression' ? callee.property : callee;
  return !(property?.type === 'Identifier' && property.name === name);
}
