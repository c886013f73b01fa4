import type { ApplyResult } from '../../protocol/results.js';
import type { Place } from './place.js';
import { Program, runToEnd } from './processes.js';

export interface Session {
  /** Node's own arguments, before the command line. */
  node?: readonly string[];
  /** Globs of what is instrumented besides the project's own files. */
  instrument?: readonly string[];
  exclude?: readonly string[];
  cwd: string;
  name?: string;
  entry: string;
  args?: readonly string[];
  env?: NodeJS.ProcessEnv;
}

/** The arguments with which Node runs a program under Restitch. */
export function runArguments(place: Place, session: Session): string[] {
  const globs = [
    ...(session.instrument ?? []).flatMap((glob) => ['--instrument', glob]),
    ...(session.exclude ?? []).flatMap((glob) => ['--exclude', glob]),
    ...(session.name === undefined ? [] : ['--session', session.name]),
  ];
  const node = session.node ?? [];
  return [...node, place.cli, 'run', ...globs, session.entry, ...(session.args ?? [])];
}

/** The arguments with which Node runs the same program as it is. */
export function plainArguments({ node, entry, args }: Session): string[] {
  return [...(node ?? []), entry, ...(args ?? [])];
}

/** A program that runs under Restitch and is going to be updated. */
export class UpdatableProgram {
  readonly program: Program;
  readonly #place: Place;
  readonly #name: string;

  constructor(place: Place, session: Session & { name: string }) {
    this.#place = place;
    this.#name = session.name;
    this.program = new Program(process.execPath, runArguments(place, session), {
      cwd: session.cwd,
      env: { ...place.env, ...session.env },
    });
  }

  /**
   * Applies what is on disk.
   * @throws {Error} when the update is not applied, or leaves frames on the old code
   */
  async apply(): Promise<ApplyResult> {
    const args = [this.#place.cli, 'apply', this.#name, '--json', '--yes', '--timeout', '60000'];
    const { stdout } = await runToEnd(process.execPath, args, { env: this.#place.env }).catch(
      (error: unknown) => {
        throw new Error(`${String(error)}\n${this.program.lastErrors()}`);
      },
    );
    const result = JSON.parse(stdout) as ApplyResult;
    const deferred = result.threads.reduce((sum, thread) => sum + thread.framesDeferred, 0);
    if (result.outcome !== 'applied' || deferred > 0) {
      throw new Error(`${this.#name}: ${stdout}`);
    }
    return result;
  }

  async stop(): Promise<void> {
    this.program.kill();
    await this.program.ended;
  }
}
