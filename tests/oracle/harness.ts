import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { buildSync } from 'esbuild';
import { instrumentModule } from '../../program-model/instrument/index.js';
import type { SourceText } from '../../runtime-agent/update/versions.js';

/** What a run printed, and how it ended. */
export interface RunResult {
  stdout: string;
  stderr: string;
  exitCode: number | null;
  /** Update points passed and updates made; for instrumented runs. */
  points: number;
  updates: number;
}

const HERE = join(import.meta.dirname, '..', 'oracle');

/** Bundles the part of the oracle that runs inside the programs; done once. */
export function buildChild(): string {
  const folder = mkdtempSync(join(tmpdir(), 'restitch-oracle-'));
  const outfile = join(folder, 'child.cjs');
  buildSync({
    entryPoints: [join(HERE, 'child.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

/** A program in a folder of its own, instrumented file by file. */
export class OracleProgram {
  readonly folder: string;
  readonly sources: Record<string, SourceText> = {};

  constructor(
    readonly child: string,
    /** The folder (or single file) that is the program. */
    readonly root: string,
    readonly entry: string,
    readonly node = process.execPath,
  ) {
    this.folder = mkdtempSync(join(tmpdir(), 'restitch-program-'));
    const isFile = statSync(root).isFile();
    const base = isFile ? dirname(root) : root;
    for (const file of isFile ? [root] : listFiles(root)) this.#add(base, file);
    this.#target = join(this.folder, relative(base, entry));
  }

  readonly #target: string;

  #add(base: string, file: string): void {
    const target = join(this.folder, relative(base, file));
    const text = readFileSync(file, 'utf8');
    mkdirSync(dirname(target), { recursive: true });
    const isCode = /\.[cm]?js$/.test(file) && !file.includes('node_modules');
    if (!isCode) return writeFileSync(target, text);
    const format = isModule(file, text) ? 'module' : 'commonjs';
    const hash = createHash('sha1').update(target).update(text).digest('hex').slice(0, 12);
    const source: SourceText = { id: target, hash, text, format };
    this.sources[target] = source;
    writeFileSync(target, instrumentModule(source).code);
  }

  plain(): Promise<RunResult> {
    return run(this.node, [this.entry], {});
  }

  /** Runs with an identical update at an update point (0: none), and every so many from there on. */
  updated(at: number, every = 0): Promise<RunResult> {
    const settings = join(this.folder, `settings-${at}-${every}.json`);
    writeFileSync(settings, JSON.stringify({ sources: this.sources, at, every, countTo: 3 }));
    return run(this.node, ['--stack-size=2000', '--require', this.child, this.#target], { ORACLE_SETTINGS: settings });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const isModule = (file: string, text: string): boolean =>
  file.endsWith('.mjs') || (file.endsWith('.js') && /^\s*(import|export)\s/m.test(text));

function listFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? listFiles(path) : [path];
  });
}

function run(node: string, args: string[], env: Record<string, string>): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      timeout: 20_000,
      killSignal: 'SIGKILL',
    });
    const texts = ['', '', '', ''];
    for (const fd of [1, 2, 3]) {
      child.stdio[fd]?.on('data', (data: Buffer) => (texts[fd] += data.toString()));
    }
    child.on('error', reject);
    child.on('close', (exitCode) => {
      const [points = 0, updates = 0] = ((texts[3] ?? '').trim().split('\n').pop() ?? '').split(' ').map(Number);
      resolve({ stdout: texts[1] ?? '', stderr: texts[2] ?? '', exitCode, points, updates });
    });
  });
}
