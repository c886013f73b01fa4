import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

/** What a finished program leaves behind. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code, or the name of the signal that ended it. */
  readonly exitCode: number | string;
}

/**
 * Runs a program to its end, in the folder it lies in, with standard input closed and colours off.
 *
 * @param entry absolute path of the file to start
 * @param options `node`: another executable than the current one; `args`: its arguments before the
 *   file; `timeoutMs`: after which the program is killed, then `exitCode` is `SIGKILL`
 */
export function runProgram(
  entry: string,
  options: { node?: string; args?: readonly string[]; timeoutMs?: number } = {},
): Promise<Run> {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' };
  delete env['FORCE_COLOR'];
  delete env['NODE_OPTIONS'];
  return new Promise((resolve, reject) => {
    const child = spawn(options.node ?? process.execPath, [...(options.args ?? []), entry], {
      cwd: dirname(entry),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs ?? 20_000,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ stdout, stderr, exitCode: code ?? signal ?? 'unknown' });
    });
  });
}
