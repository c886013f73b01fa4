import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Outcome, Task } from './oracle-child.js';

export type { Outcome } from './oracle-child.js';

/** Programs that one process runs before another takes its place: modules are never collected. */
const PER_PROCESS = 60;

const PATIENCE_MS = 120_000;

/** Tries programs by updates to identical source, in a process of its own that is renewed at times. */
export class GeneratedOracle {
  readonly #folder = mkdtempSync(join(tmpdir(), 'restitch-generated-oracle-'));
  #child: ChildProcess | undefined;
  #used = 0;

  constructor(readonly node = process.execPath) {
    buildSync({
      entryPoints: [join(import.meta.dirname, '..', 'generated', 'oracle-child.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: join(this.#folder, 'child.cjs'),
      logLevel: 'error',
    });
  }

  /**
   * @param points How many update points to try, spread over the run.
   * @returns What became of the program; a process that ends or hangs is a failure too.
   */
  async judge(source: string, points: number): Promise<Outcome> {
    const outcome = await this.#ask({ source, points });
    // What went wrong may have left its process in a state of its own.
    if (outcome.failure || (this.#used += 1) >= PER_PROCESS) this.#end();
    return outcome;
  }

  #ask(task: Task): Promise<Outcome> {
    const child = (this.#child ??= this.#start());
    return new Promise((resolve) => {
      const settle = (outcome: Outcome): void => {
        clearTimeout(timer);
        child.removeAllListeners('message').removeAllListeners('exit');
        resolve(outcome);
      };
      const fail = (got: string): void =>
        settle({
          points: 0,
          runs: 0,
          deferredRuns: 0,
          failure: { schedule: undefined, plain: '', got },
        });
      const timer = setTimeout(() => fail('does not end'), PATIENCE_MS);
      child.once('message', (outcome) => settle(outcome as Outcome));
      child.once('exit', (code) => fail(`exit code ${String(code)}`));
      child.send(task);
    });
  }

  #start(): ChildProcess {
    this.#used = 0;
    return fork(join(this.#folder, 'child.cjs'), [], {
      execPath: this.node,
      execArgv: ['--stack-size=2000'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  #end(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  close(): void {
    this.#end();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
