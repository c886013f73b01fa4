import type { CdpSession } from '../cdp/session.js';
import { ignoreClosed } from './agent-evaluate.js';

/** When a pause is asked for again that has not come, in milliseconds: at first, and later on. */
const FIRST_LOOK = 100;
const LAST_LOOK = 2000;

/**
 * Has a thread stop at the next statement that it runs, and asks again for a pause that has not come. V8 drops one that
 * reaches a thread in a system call, where the first function to be called afterwards is one that is not stepped into.
 * @param isAwaited whether it has not come, and is still wanted; an idle thread may take any time
 */
export async function pauseThread(session: CdpSession, isAwaited: () => boolean): Promise<void> {
  await session.send('Debugger.pause');
  insist(session, isAwaited, FIRST_LOOK);
}

function insist(session: CdpSession, isAwaited: () => boolean, delay: number): void {
  const again = async (): Promise<void> => {
    if (!isAwaited()) return;
    try {
      await session.send('Debugger.pause');
      insist(session, isAwaited, Math.min(2 * delay, LAST_LOOK));
    } catch (error) {
      ignoreClosed(error);
    }
  };
  setTimeout(() => void again(), delay).unref();
}
