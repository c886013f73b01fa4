import { moduleUnavailable, RestitchError } from '../../../protocol/diagnostics.js';
import type { LinkState } from '../../agent/links.js';
import { unlessEnded, type ThreadGroup } from '../thread-link.js';
import { AgentLink } from '../update-threads.js';

/** A module that a thread has still to load for an update. */
export interface PendingImport {
  agent: AgentLink;
  /** The module with the import. */
  id: string;
  source: string;
}

/** How long a busy thread may take to come to a module before it is asked to stop, in ms. */
const PATIENCE = 60;

/** How long one may take that is loading it: stopped in the middle of that, it could not go on. */
const LOADING_PATIENCE = 3000;

/**
 * Has the threads load the modules that new imports name, as `import()` does.
 *
 * @returns those that busy threads have not come to
 * @throws {RestitchError} RS1211 for a module that fails to load
 */
export async function loadImports(
  group: ThreadGroup,
  wanted: readonly { id: string; sources: readonly string[] }[],
): Promise<PendingImport[]> {
  const pending: PendingImport[] = [];
  for (const link of wanted.some(({ sources }) => sources.length > 0) ? group.links() : []) {
    const agent = new AgentLink(link);
    const loaded = new Set((await unlessEnded(agent.loaded()))?.map(({ id }) => id));
    for (const { id, sources } of wanted) {
      for (const source of loaded.has(id) ? sources : []) pending.push({ agent, id, source });
    }
  }
  const start = performance.now();
  for (let left = pending; ;) {
    const states = await filterPending(left, 'links.load');
    left = states.map(({ item }) => item);
    const isLoading = states.some(({ state }) => state === 'loading');
    const patience = isLoading ? LOADING_PATIENCE : PATIENCE;
    if (left.length === 0 || performance.now() - start > patience) return left;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/**
 * Loads what is still pending in threads that stand still.
 *
 * @throws {RestitchError} RS1211 for a module that fails to load, or that cannot be loaded at once
 */
export async function loadNow(pending: readonly PendingImport[]): Promise<void> {
  const [left] = await filterPending(pending, 'links.loadNow');
  if (!left) return;
  const first = left.item;
  const reason = `${first.agent.name} is busy, and the module can only be loaded between two tasks`;
  throw new RestitchError(moduleUnavailable({ file: first.id }, first.source, reason));
}

async function filterPending(
  items: readonly PendingImport[],
  method: 'links.load' | 'links.loadNow',
): Promise<{ item: PendingImport; state: LinkState }[]> {
  const left: { item: PendingImport; state: LinkState }[] = [];
  for (const item of items) {
    const { agent, id, source } = item;
    const state = (await unlessEnded(agent.call<LinkState>(method, id, source))) ?? 'done';
    if (typeof state === 'object') {
      throw new RestitchError(moduleUnavailable({ file: id }, source, state.error));
    }
    if (state !== 'done') left.push({ item, state });
  }
  return left;
}
