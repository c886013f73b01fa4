import type { ModuleCommit } from '../agent/commit.js';
import type { Frame } from './frames.js';
import type { Planner } from './director.js';
import type { TopPlan } from './top-plan.js';

/** Where a module's top stands that has not come to its end. */
export interface OpenTop {
  id: string;
  hash: string;
  /** The continuation point; undefined where the place is not known. */
  key: string | undefined;
}

/** The module tops among the frames of a stack. */
export function topsOn(frames: readonly Frame[]): OpenTop[] {
  return frames.flatMap((frame): OpenTop[] => {
    if (frame.kind !== 'point' && frame.kind !== 'stuck') return [];
    if (frame.fn.index !== 0) return [];
    const { id, hash } = frame.version.source;
    return [{ id, hash, key: frame.kind === 'point' ? frame.point.key : undefined }];
  });
}

/**
 * A thread's part of the commits: a top that is still under way comes to the statements behind its
 * place by itself, so only those in front of it are run at the commit.
 */
export function withoutComing(
  planner: Planner,
  commits: readonly ModuleCommit[],
  plans: readonly Pick<TopPlan, 'offsets'>[],
  open: readonly OpenTop[],
): ModuleCommit[] {
  return commits.map((commit, index) => {
    const top = open.find(({ id }) => id === commit.id);
    const offsets = plans[index]?.offsets ?? [];
    if (!top || offsets.length === 0) return commit;
    const route =
      top.key === undefined ? undefined : planner.lineage(top.id).route(top.hash, 0, top.key);
    const place = route && route.fn >= 0 ? route.place.node.start : 0;
    const statements = commit.statements.filter((_, at) => (offsets[at] ?? 0) < place);
    return { ...commit, statements };
  });
}
