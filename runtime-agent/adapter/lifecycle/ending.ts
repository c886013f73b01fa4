import type { Control } from '../control.js';
import type { Debuggee } from '../debuggee.js';
import type { LaunchedProcess } from './launched-process.js';

/** How long a program that was asked to end may take, in milliseconds. */
const GRACE = 2000;

/** Ends all processes of the program: those that do not heed the signal are killed after a while. */
export async function endProgram(
  signal: NodeJS.Signals,
  { program }: Debuggee,
  control: Control,
  launched: LaunchedProcess,
): Promise<void> {
  const processes = [...(program?.processes ?? [])];
  const known = await Promise.all(processes.map((process) => process.pid()));
  const pids = new Set([...known.filter((pid) => pid !== undefined), ...launched.pids]);
  // What is killed runs nothing any more.
  const threads = signal === 'SIGKILL' ? [] : (program?.threads() ?? []);
  for (const thread of threads) {
    await control.endEvaluation(thread);
    // A stopped thread would not notice.
    if (thread.stopped) await thread.resume().catch(() => undefined);
  }
  for (const pid of pids) send(pid, signal);
  const timer = setTimeout(() => {
    for (const pid of pids) send(pid, 'SIGKILL');
  }, GRACE);
  timer.unref();
  if (launched.isChild) void launched.closed?.then(() => clearTimeout(timer));
}

/** @returns whether the process is there */
export function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
