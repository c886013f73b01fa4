import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface Output {
  stdout: string;
  stderr: string;
  /** Exit code, or the name of the signal that ended the process. */
  code: number | string;
  milliseconds: number;
}

/**
 * Runs a file on Node to its end and returns what it printed.
 * @param timeout milliseconds after which the process is killed (`code` is then `SIGKILL`)
 */
export async function runNode(file: string, args: string[], timeout = 20_000): Promise<Output> {
  const started = performance.now();
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve(code ?? signal ?? 'unknown');
    });
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, code, milliseconds: performance.now() - started };
}
