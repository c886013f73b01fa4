import type { FrameState, ReviewedFrame, ReviewModel } from '../../protocol/review.js';
import { t } from './translate.js';

/** A frame of the tree: which stack of which thread, and where on it. */
export interface FrameKey {
  thread: number;
  list: 'frames' | 'suspended';
  index: number;
}

interface RowBase {
  /** Stays the same when the stacks are read again. */
  key: string;
  level: number;
  /** 1-based place among its siblings, and their number. */
  position: number;
  siblings: number;
}

/** A line of the tree. */
export type Row =
  | (RowBase & { kind: 'thread'; label: string; isOpen: boolean; open: number })
  | (RowBase & { kind: 'stack'; label: string; isOpen: boolean; open: number })
  | (RowBase & { kind: 'frame'; frame: FrameKey; place: number; state: FrameState; count: number })
  | (RowBase & { kind: 'note'; label: string });

/** The tree's lines from top to bottom, without those that are folded away. */
export function rowsOf(model: ReviewModel, folded: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  const threads = model.threads;
  threads.forEach((thread, index) => {
    const key = `t${thread.id}`;
    const isOpen = !folded.has(key);
    rows.push({
      kind: 'thread',
      key,
      level: 1,
      position: index + 1,
      siblings: threads.length,
      label: thread.name,
      isOpen,
      open: openIn(thread.frames) + openIn(thread.suspended),
    });
    if (!isOpen) return;
    const stacks = (['frames', 'suspended'] as const).filter((list) => thread[list].length > 0);
    stacks.forEach((list, at) => {
      pushStack(rows, { thread: thread.id, list, frames: thread[list] }, at, stacks.length, folded);
    });
    if (stacks.length === 0) {
      rows.push({
        kind: 'note',
        key: `${key}.idle`,
        level: 2,
        position: 1,
        siblings: 1,
        label: t('Idle: no frames'),
      });
    }
  });
  return rows;
}

function pushStack(
  rows: Row[],
  { thread, list, frames }: { thread: number; list: FrameKey['list']; frames: ReviewedFrame[] },
  at: number,
  stacks: number,
  folded: ReadonlySet<string>,
): void {
  const key = `t${thread}.${list}`;
  const isOpen = !folded.has(key);
  rows.push({
    kind: 'stack',
    key,
    level: 2,
    position: at + 1,
    siblings: stacks,
    label: `${list === 'frames' ? t('Stack') : t('Suspended')} (${countOf(frames)})`,
    isOpen,
    open: openIn(frames),
  });
  if (!isOpen) return;
  frames.forEach((frame, index) => {
    const base = {
      key: `${key}.${index}`,
      level: 3,
      position: index + 1,
      siblings: frames.length,
    };
    if (frame.kind === 'frame') {
      const { place, state, count } = frame;
      rows.push({ ...base, kind: 'frame', frame: { thread, list, index }, place, state, count });
      return;
    }
    const label = frame.kind === 'foreign' ? t('Code of others') : t('A frame of an older version');
    rows.push({ ...base, kind: 'note', label });
  });
}

const countOf = (frames: readonly ReviewedFrame[]): number =>
  frames.reduce((sum, frame) => sum + (frame.kind === 'frame' ? frame.count : 0), 0);

const openIn = (frames: readonly ReviewedFrame[]): number =>
  frames.filter((frame) => frame.kind === 'frame' && frame.state === 'decision').length;

/** The first frame that stands at a place. */
export function frameAt(model: ReviewModel, place: number): FrameKey | undefined {
  for (const thread of model.threads) {
    for (const list of ['frames', 'suspended'] as const) {
      const index = thread[list].findIndex(
        (frame) => frame.kind === 'frame' && frame.place === place,
      );
      if (index >= 0) return { thread: thread.id, list, index };
    }
  }
  return undefined;
}

/** The place of a frame; `undefined` when the stack no longer has it. */
export function placeOf(model: ReviewModel, key: FrameKey | null): number | undefined {
  const thread = model.threads.find(({ id }) => id === key?.thread);
  const frame = key && thread?.[key.list][key.index];
  return frame?.kind === 'frame' ? frame.place : undefined;
}

/** The frame to show when nothing has been chosen: the first that asks, else that changes. */
export function firstFrame(model: ReviewModel): FrameKey | undefined {
  const [question] = model.questions.filter(({ at }) => at.tab === 'stacks');
  if (question?.at.tab === 'stacks') return frameAt(model, question.at.place);
  const changed = model.places.findIndex(({ state }) => state !== 'unchanged');
  return frameAt(model, Math.max(0, changed));
}

/** A frame's state in words. */
export function stateText(state: FrameState): string {
  switch (state) {
    case 'unchanged':
      return t('unchanged');
    case 'moved':
      return t('moved');
    case 'remapped':
      return t('remapped');
    case 'decision':
      return t('needs a decision');
    case 'deferred':
      return t('deferred');
  }
}
