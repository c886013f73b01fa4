import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SessionRecord } from '../protocol/session.js';
import { runningSessions } from '../runtime-agent/client/sessions.js';

/** Starts `restitch run` with some arguments as a process of its own. */
export function startProgram(
  args: readonly string[],
  stdio: StdioOptions,
  cwd: string,
): ChildProcess {
  const command = join(dirname(fileURLToPath(import.meta.url)), 'cli.js');
  return spawn(process.execPath, [...process.execArgv, command, 'run', ...args], { stdio, cwd });
}

/** The session of a process that was just started, once there is one. */
export async function sessionOf(child: ChildProcess): Promise<SessionRecord | undefined> {
  while (child.exitCode === null && child.signalCode === null) {
    const found = (await runningSessions()).find(({ pid }) => pid === child.pid);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
}

/** Ends this process as another one has ended: with its exit code, or by its signal. */
export function endLike(code: number | null, signal: NodeJS.Signals | null): number {
  if (signal === null) return code ?? 1;
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  return 128 + constants.signals[signal];
}
