import { AWAITS_OBJECT } from '../agent/records.js';
import { JOINS_CALLER } from '../agent/joined.js';
import { joinedKey } from './joined-keys.js';
import type { Lineage } from './lineage.js';
import type { Iteration, LiveFrame } from './segments.js';

/** A frame with the key that it is captured by. */
export interface AimedFrame {
  frame: LiveFrame;
  /** Of a frame that another becomes one with: both places. */
  key: string;
  /** It becomes one with the frame below. */
  joins: boolean;
}

/**
 * How the frame that waits for a callback of `forEach` is captured when the callback becomes part of it;
 * undefined where it does not.
 */
export function partedKey(
  { callee, caller }: Iteration,
  lineageOf: (id: string) => Lineage | undefined,
): string | undefined {
  const { version, fn, key } = callee;
  const { id } = version.source;
  const lineage = lineageOf(id);
  if (!lineage || caller.version.source.id !== id || fn.async || fn.generator) return undefined;
  if (lineage.land(version.hash, fn.index) !== undefined) return undefined;
  const joined = joinedKey(caller.key, { hash: version.hash, fn: fn.index, key });
  const route = lineage.route(caller.version.hash, caller.fn.index, joined);
  return route && route.fn >= 0 ? joined : undefined;
}

/** Finds the frames that become one with those below, which wait for them; top first. */
export function aimFrames(
  frames: readonly LiveFrame[],
  lineageOf: (id: string) => Lineage | undefined,
): AimedFrame[] {
  const mayJoin = new Map<LiveFrame, boolean>();
  const isLast = (frame: LiveFrame): boolean => {
    const known = mayJoin.get(frame) ?? isInlined(frame, lineageOf);
    mayJoin.set(frame, known);
    return known;
  };
  // In a recursion the same two frames follow each other thousands of times; alike frames are one entry.
  const pairs = new Map<string, string | undefined>();
  const joined = (upper: AimedFrame, frame: LiveFrame): string | undefined => {
    const { id, hash } = frame.version.source;
    const name = `${id} ${hash} ${frame.fn.index} ${frame.key} ${upper.frame.version.hash} ${upper.frame.fn.index} ${upper.key}`;
    if (!pairs.has(name)) pairs.set(name, joinKey(upper, frame, lineageOf));
    return pairs.get(name);
  };
  const aimed: AimedFrame[] = [];
  let above: AimedFrame | undefined;
  for (const frame of frames) {
    const before = aimed.at(-1);
    if (above === undefined && before?.frame === frame && before.key === frame.key) {
      aimed.push(before);
      continue;
    }
    const key = above === undefined ? frame.key : joined(above, frame);
    if (above && key !== undefined) above.joins = true;
    const entry = { frame, key: key ?? frame.key, joins: false };
    aimed.push(entry);
    above = isLast(frame) ? entry : undefined;
  }
  return aimed;
}

/** Whether a frame's function is gone, and its code may be in its callers. Its own call has to wait. */
function isInlined(
  { version, fn, awaitsObject }: LiveFrame,
  lineageOf: (id: string) => Lineage | undefined,
): boolean {
  if (fn.async || fn.generator || awaitsObject === true) return false;
  return lineageOf(version.source.id)?.land(version.hash, fn.index) === undefined;
}

/** The key of a frame that becomes one with the one above; undefined where they don't. */
function joinKey(
  above: AimedFrame,
  frame: LiveFrame,
  lineageOf: (id: string) => Lineage | undefined,
): string | undefined {
  const { id } = frame.version.source;
  if (frame.awaitsObject === true || above.frame.version.source.id !== id) return undefined;
  const { version, fn } = above.frame;
  const key = joinedKey(frame.key, { hash: version.hash, fn: fn.index, key: above.key });
  return lineageOf(id)?.route(frame.version.hash, frame.fn.index, key) ? key : undefined;
}

/** The key as the thread is told it. */
export const markedKey = ({ frame, key, joins }: AimedFrame): string =>
  joins ? JOINS_CALLER + key : frame.awaitsObject === true ? AWAITS_OBJECT + key : key;
