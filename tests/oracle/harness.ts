import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { buildSync } from 'esbuild';
import { BEGINNINGS, type Beginning } from './additions.js';
import { instrumentModule } from '../../program-model/instrument/index.js';
import type { BatchProgram, BatchResult, BatchSettings } from './batch-child.js';
import type { LoadedSettings } from './loaded-child.js';
import type { Schedule, Selection } from './schedules.js';
import { countsOf, type Counts } from './self-update.js';
import type { SourceText } from '../../runtime-agent/update/versions.js';

/** What a run printed, and how it ended. */
export interface RunResult extends Counts {
  stdout: string;
  stderr: string;
  exitCode: number | string | null;
}

/** The bundled parts of the oracle that run inside the programs. */
export interface OracleCode {
  child: string;
  batch: string;
  loaded: string;
}

/** Bundles the parts of the oracle that run inside the programs; done once. */
export function buildOracle(): OracleCode {
  const folder = mkdtempSync(join(tmpdir(), 'restitch-oracle-'));
  buildSync({
    entryPoints: {
      child: join(HERE, 'child.ts'),
      batch: join(HERE, 'batch-child.ts'),
      loaded: join(HERE, 'loaded-child.ts'),
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    logLevel: 'error',
  });
  const [child, batch, loaded] = ['child', 'batch', 'loaded'].map((name) =>
    join(folder, `${name}.cjs`),
  ) as [string, string, string];
  return { child, batch, loaded };
}

const HERE = join(import.meta.dirname, '..', 'oracle');

/** A program in a folder of its own, instrumented file by file. */
export class OracleProgram {
  readonly folder: string;
  readonly sources: Record<string, SourceText> = {};

  readonly #files: string[] = [];

  constructor(
    readonly oracle: OracleCode,
    /** The folder (or single file) that is the program. */
    readonly root: string,
    readonly entry: string,
    readonly node = process.execPath,
    /** As a debugger has it: every statement is an update point. */
    readonly statements = false,
    /** All of the entry's code is added to this by an update, first of all. */
    readonly beginning?: Beginning,
  ) {
    this.folder = mkdtempSync(join(tmpdir(), 'restitch-program-'));
    const isFile = statSync(root).isFile();
    const base = isFile ? dirname(root) : root;
    for (const file of isFile ? [root] : listFiles(root)) this.#add(base, file);
    this.#base = base;
    this.#target = join(this.folder, relative(base, entry));
  }

  #first: SourceText | undefined;
  readonly #base: string;
  readonly #target: string;

  #add(base: string, file: string): void {
    const target = join(this.folder, relative(base, file));
    const text = readFileSync(file, 'utf8');
    this.#files.push(target);
    mkdirSync(dirname(target), { recursive: true });
    if (!isCode(file)) return writeFileSync(target, text);
    const format = isModule(file, text) ? 'module' : 'commonjs';
    const hash = createHash('sha1').update(target).update(text).digest('hex').slice(0, 12);
    const { statements } = this;
    const source: SourceText = { id: target, hash, text, format, statements };
    this.sources[target] = source;
    if (file !== this.entry || !this.beginning)
      return writeFileSync(target, instrumentModule(source).code);
    const begins = BEGINNINGS[this.beginning];
    source.text = begins + text;
    const other = createHash('sha1').update(target).update(begins).digest('hex').slice(0, 12);
    this.#first = { ...source, hash: other, text: begins };
    writeFileSync(target, instrumentModule(this.#first).code);
  }

  /** Runs as it is, without instrumentation. */
  plain(): Promise<RunResult> {
    return runNode(this.node, [this.entry], {});
  }

  /** Runs in a process of its own, with identical updates as scheduled. */
  updated(schedule: Schedule): Promise<RunResult> {
    const settings = this.#write({
      sources: this.sources,
      first: this.#first,
      ...schedule,
      countTo: 3,
    });
    const args = ['--stack-size=2000', '--require', this.oracle.child, this.#target];
    return runNode(this.node, args, { ORACLE_SETTINGS: settings });
  }

  /** The same with the program loaded as `restitch run` loads it. */
  loaded(schedule: Schedule): Promise<RunResult> {
    const settings: LoadedSettings = {
      root: this.#base,
      include: [],
      files: this.#files
        .filter(isCode)
        .map((file) => join(this.#base, relative(this.folder, file))),
      entry: this.entry,
      storeFolder: join(this.folder, 'store'),
      own: join(HERE, '..', '..', 'dist'),
      statements: this.statements,
      ...schedule,
      countTo: 3,
    };
    const args = ['--stack-size=2000', '--require', this.oracle.loaded, this.entry];
    return runNode(this.node, args, { ORACLE_SETTINGS: this.#write(settings) });
  }

  /** What the batch needs to run the program again and again. */
  get batch(): BatchProgram {
    return {
      folder: this.folder,
      files: this.#files,
      sources: this.sources,
      first: this.#first,
      target: this.#target,
    };
  }

  #write(settings: object): string {
    const file = join(this.folder, `settings-${(this.#settings += 1)}.json`);
    writeFileSync(file, JSON.stringify(settings));
    return file;
  }

  #settings = 0;

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const isCode = (file: string): boolean => /\.[cm]?js$/.test(file) && !file.includes('node_modules');

/**
 * Runs programs many times in one process, which costs a fraction of a process for each run. Where a
 * program ends or blocks that process, its remaining runs and those of the programs after it are missing.
 */
export async function runBatch(
  { oracle, node }: OracleProgram,
  programs: BatchProgram[],
  selection: Selection,
): Promise<BatchResult[]> {
  const settings: BatchSettings = { programs, selection, resultTo: 3 };
  const folder = mkdtempSync(join(tmpdir(), 'restitch-batch-'));
  try {
    const file = join(folder, 'settings.json');
    writeFileSync(file, JSON.stringify(settings));
    const args = ['--stack-size=2000', oracle.batch];
    const { counts } = await runNode(node, args, { ORACLE_SETTINGS: file }, BATCH_TIMEOUT);
    return counts.map((line) => JSON.parse(line) as BatchResult);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A batch is killed after so many milliseconds. */
const BATCH_TIMEOUT = 180_000;

const isModule = (file: string, text: string): boolean =>
  file.endsWith('.mjs') || (file.endsWith('.js') && /^\s*(import|export)\s/m.test(text));

function listFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? listFiles(path) : [path];
  });
}

/** Runs Node to its end, with what a child of the oracle counts; killed after a time. */
export function runNode(
  node: string,
  args: string[],
  env: Record<string, string>,
  timeout = 120_000,
): Promise<RunResult & { counts: string[] }> {
  return new Promise((resolve, reject) => {
    const own: NodeJS.ProcessEnv = { ...process.env, ...env, NO_COLOR: '1' };
    delete own['FORCE_COLOR'];
    delete own['NODE_OPTIONS'];
    const child = spawn(node, args, {
      env: own,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      timeout,
      killSignal: 'SIGKILL',
    });
    const texts = ['', '', '', ''];
    for (const fd of [1, 2, 3]) {
      const stream = child.stdio[fd] as Readable;
      stream.setEncoding('utf8').on('data', (data: string) => (texts[fd] += data));
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const [, stdout = '', stderr = '', told = ''] = texts;
      const counts = told.split('\n').filter(Boolean);
      resolve({
        stdout,
        stderr,
        exitCode: code ?? signal,
        ...countsOf(counts.at(-1) ?? ''),
        counts,
      });
    });
  });
}
