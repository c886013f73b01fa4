import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { flagsLevel } from '../coordinator/thread-rows.js';
import { hashText } from '../loader/hash.js';
import { sealed, unsealed } from './seal.js';

/** A bundle that has been loaded. */
export interface LoadedBundle {
  exports: unknown;
  /**
   * Keeps V8's code of all its functions that have run so far, if it isn't kept yet. Serialising takes
   * some milliseconds, so it is for the caller to say when.
   */
  save: () => void;
}

const before = '(function (exports, require, module, __filename, __dirname) { ';
const after = '\n})';

/**
 * Loads Restitch's own bundles with the code that V8 made of them in an earlier process, so that they
 * are neither parsed nor compiled. It never fails because of what is kept: V8 refuses what doesn't
 * fit (another version, other flags), and then the text is compiled.
 */
export class CodeCache {
  readonly #folder: string;
  readonly #flags: readonly string[];
  /** The table that all threads of a program share; a process without a program has none. */
  readonly rows: Int32Array | undefined;

  /**
   * @param storeFolder The store of module texts, in which the code has a folder.
   * @param rows Tells whether the flags of this process have been changed (see inlining.ts): V8 takes
   *   code only where they are as they were when it was made.
   */
  constructor(storeFolder: string, rows?: Int32Array) {
    this.#folder = join(storeFolder, 'code');
    this.rows = rows;
    // A session changes the variable for its child processes.
    this.#flags = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''];
  }

  /**
   * Loads a CommonJS bundle, which `require.cache` will not know of.
   * @param file Absolute path.
   * @throws What reading the file and running it throws.
   */
  load(file: string): LoadedBundle {
    // Bundles are ASCII, which esbuild writes if it isn't told otherwise.
    const text = readFileSync(file, 'latin1');
    const kept = this.#fileFor(file);
    const cachedData = readCode(kept);
    const script = new Script(before + text + after, {
      filename: file,
      ...(cachedData ? { cachedData } : {}),
    });
    const run = script.runInThisContext() as (...given: unknown[]) => void;
    const module = { exports: {} as unknown };
    run.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
    let isKept = script.cachedDataRejected === false;
    const save = (): void => {
      if (isKept) return;
      isKept = true;
      // The flags may have changed since it was loaded.
      this.#write(this.#fileFor(file), script);
    };
    return { exports: module.exports, save };
  }

  /** Where the code of a bundle lies. What is in the name keeps processes that differ apart. */
  #fileFor(file: string): string {
    const { mtimeMs, size } = statSync(file);
    const { arch, versions } = process;
    const bundle = [file, mtimeMs, size];
    const flags = [...this.#flags, this.rows ? flagsLevel(this.rows) : 0];
    const matters = JSON.stringify([bundle, versions.v8, versions.node, arch, flags]);
    return join(this.#folder, `${basename(file, '.cjs')}-${hashText(matters)}.code`);
  }

  #write(file: string, script: Script): void {
    const scratch = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(scratch, sealed(script.createCachedData()), { mode: 0o600 });
      renameSync(scratch, file);
    } catch {
      // No room, no rights: the next start compiles the text as well.
    }
  }
}

function readCode(file: string): Buffer | undefined {
  try {
    return unsealed(readFileSync(file));
  } catch {
    return undefined;
  }
}
