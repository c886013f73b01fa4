import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runToEnd } from './processes.js';

/** Where a run of the benchmark finds and keeps its things. */
export interface Place {
  /** The command line under measurement. */
  cli: string;
  /** `bench/` in the checkout. */
  sources: string;
  /** Ours alone and empty at the start; gone at the end. */
  scratch: string;
  /** For everything that is started: a store and a folder of sessions of our own. */
  env: NodeJS.ProcessEnv;
  /** The folder with the workloads and the packages that they use, fetched where they are missing. */
  workloads(): Promise<string>;
  remove(): void;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export function makePlace(log: (line: string) => void): Place {
  const scratch = mkdtempSync(join(tmpdir(), 'restitch-bench-'));
  const env = {
    ...process.env,
    RESTITCH_CACHE_DIR: join(scratch, 'store'),
    RESTITCH_RUNTIME_DIR: join(scratch, 'sessions'),
  };
  const sources = join(root, 'bench');
  let installed: Promise<string> | undefined;
  return {
    cli: join(root, 'dist/cli.js'),
    sources,
    scratch,
    env,
    workloads: () => (installed ??= installWorkloads(sources, log)),
    remove: () => rmSync(scratch, { recursive: true, force: true }),
  };
}

/** The packages lie outside the checkout's own node_modules, and stay for the next time. */
async function installWorkloads(sources: string, log: (line: string) => void): Promise<string> {
  const from = join(sources, 'workloads');
  const to = join(root, '.cache/bench/workloads');
  const lock = readFileSync(join(from, 'package-lock.json'), 'utf8');
  const stamp = join(to, 'installed-lock.json');
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from)) copyFileSync(join(from, file), join(to, file));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return to;
  log('fetching the packages of the workloads');
  copyFileSync(join(root, '.npmrc'), join(to, '.npmrc'));
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  await runToEnd('npm', args, { cwd: to });
  writeFileSync(stamp, lock);
  return to;
}

/** A copy of a folder, for a program whose files are to be edited. */
export function copyFolder(from: string, to: string): string {
  cpSync(from, to, { recursive: true });
  return to;
}
