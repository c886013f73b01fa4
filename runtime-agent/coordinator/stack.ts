import type { StackFrame, StackResult, ThreadStack } from '../../protocol/results.js';
import type { ReportedStack } from '../loader/host.js';
import type { ActivationNames } from './activations.js';
import { hostKey, type ThreadLink } from './thread-link.js';
import type { Threads } from './threads.js';
import type { UpdateEngine } from './update-engine.js';

/** How many of the innermost frames are read of each thread unless something else is asked for. */
export const defaultDepth = 200;

export interface ReadOptions {
  threads: Threads;
  session: string;
  depth: number;
  parts: () => { engine: UpdateEngine; names: ActivationNames };
}

/** Reads the stacks of all threads while they run. */
export async function readStacks(options: ReadOptions): Promise<StackResult> {
  const group = await options.threads.open();
  try {
    const stacks = await Promise.all(group.links().map((link) => readThread(link, options)));
    return { session: options.session, version: options.parts().engine.version, threads: stacks };
  } finally {
    group.close();
  }
}

async function readThread(link: ThreadLink, { depth, parts }: ReadOptions): Promise<ThreadStack> {
  const { id, name } = link;
  const host = `globalThis[Symbol.for(${JSON.stringify(hostKey)})]`;
  try {
    const stack = await link.evaluate<ReportedStack>(`${host}.stack(${depth})`);
    const { engine, names } = parts();
    // A module that no update has seen yet was loaded in the version that runs now.
    const version = (hash: string | null): number | null =>
      hash === null ? null : (engine.versionOf(hash) ?? engine.version);
    const frames = stack.frames.map(({ hash, ...frame }): StackFrame => {
      return { ...frame, version: version(hash) };
    });
    const activations = stack.activations.flatMap((reported) => {
      const described = names.describe(reported);
      return described ? [{ ...described, version: version(reported.hash) }] : [];
    });
    const state = frames.length > 0 ? 'running' : 'idle';
    return { id, name, state, frames, truncated: stack.truncated, activations };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const empty = { frames: [], truncated: false, activations: [] };
    return { id, name, state: 'unreachable', reason, ...empty };
  }
}
