import type { Diagnostic } from '../../../protocol/diagnostics.js';
import {
  judgeClosures,
  judgeGiven,
  lackingClosures,
  soughtAmong,
  type LackingClosure,
} from '../../update/closures.js';
import type { Planner } from '../../update/director.js';
import { unlessEnded, type ThreadGroup } from '../thread-link.js';
import type { Change } from '../update-sources.js';
import { AgentLink } from '../update-threads.js';

/** Which of some functions exist in any thread. */
export async function existingAmong(
  group: ThreadGroup,
  closures: readonly LackingClosure[],
): Promise<LackingClosure[]> {
  if (closures.length === 0) return [];
  const sought = soughtAmong(closures);
  const found = new Set<number>();
  for (const link of group.links()) {
    const indices = await unlessEnded(new AgentLink(link).existing(sought));
    for (const index of indices ?? []) found.add(index);
  }
  return closures.filter((_, index) => found.has(index));
}

/** What existing functions lack of what their new code uses. */
export async function judgeExisting(
  group: ThreadGroup,
  planner: Planner,
  changes: readonly Change[],
): Promise<Diagnostic[]> {
  const lacking = changes.flatMap(({ lineage }) => lackingClosures(planner.units, lineage));
  const found = await existingAmong(group, lacking);
  return [
    ...judgeClosures(planner, found),
    ...changes.flatMap(({ lineage }) => judgeGiven(lineage)),
  ];
}
