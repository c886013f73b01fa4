import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The built command line; that of an unpacked package where `RESTITCH_COMMAND` names it. */
export const command = process.env['RESTITCH_COMMAND'] ?? join(root, 'dist/cli.js');

/** A folder of its own for one test, with some files in it. */
export function project(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'restitch-test-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const [name, text] of Object.entries(files)) write(folder, name, text);
  return folder;
}

export function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

export interface Ended {
  stdout: string;
  stderr: string;
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Started {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves when the output so far has a text in it; rejects when the process ends without. */
  says: (text: string) => Promise<void>;
  /** The same for what goes to stderr. */
  errs: (text: string) => Promise<void>;
}

/** Starts Node with some arguments; the process is killed when the test ends before it does. */
export function startNode(
  args: readonly string[],
  cwd: string,
  input?: string,
  keepsInput = false,
): Started {
  const child = spawn(process.execPath, args, {
    cwd,
    env: environment(cwd),
    stdio: [input === undefined && !keepsInput ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const watcher of watchers) watcher();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const watcher of watchers) watcher();
  });
  if (input !== undefined) child.stdin?.end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ stdout, stderr, code, signal }));
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const shows = (output: () => string, text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const watcher = (): void => {
        if (!output().includes(text)) return;
        watchers.delete(watcher);
        resolve();
      };
      watchers.add(watcher);
      watcher();
      void ended.then(() => reject(new Error(`ended without ${text}:\n${stdout}\n${stderr}`)));
    });
  const says = (text: string): Promise<void> => shows(() => stdout, text);
  const errs = (text: string): Promise<void> => shows(() => stderr, text);
  return { child, ended, says, errs };
}

/** Sessions and the cache of a test are its own: they lie in its folder. */
function environment(cwd: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, FORCE_COLOR: __, NO_COLOR: ___, ...env } = process.env;
  const own = join(cwd, 'node_modules/.restitch');
  return { ...env, RESTITCH_RUNTIME_DIR: join(own, 'run'), RESTITCH_CACHE_DIR: join(own, 'cache') };
}

/** Runs a program as plain Node does. */
export function runPlain(args: readonly string[], cwd: string, input?: string): Promise<Ended> {
  return startNode(args, cwd, input).ended;
}

/** Runs a command of Restitch to its end. */
export function restitch(args: readonly string[], cwd: string, input?: string): Promise<Ended> {
  return startNode([command, ...args], cwd, input).ended;
}

/** Starts a program under Restitch. */
export function startProgram(args: readonly string[], cwd: string): Started {
  return startNode([command, 'run', ...args], cwd);
}
