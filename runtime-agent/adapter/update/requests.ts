import type { ApplyResult } from '../../../protocol/results.js';
import type { Client } from '../debug-session.js';

let ids = 0;

/** Carries out an update with its progress shown. What came of it is also told by an event. */
export async function applyUpdate(
  client: Client,
  title: string,
  work: () => Promise<ApplyResult>,
  settled: () => Promise<void> | undefined,
): Promise<ApplyResult> {
  const progressId = `restitch-update-${(ids += 1)}`;
  client.event('progressStart', { progressId, title, cancellable: false });
  try {
    const result = await work();
    await settled();
    client.event('progressEnd', { progressId, message: result.outcome });
    return result;
  } catch (error) {
    client.event('progressEnd', { progressId, message: 'failed' });
    throw error;
  }
}
