import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { instrumentModule } from '../../program-model/instrument/index.js';
import type { SourceText } from '../../runtime-agent/update/versions.js';
import { judge, type Program, type Update } from '../programs/manifest.js';
import { copyVersion, overlayVersion, stripTypes, strippedEntry } from '../programs/materialise.js';
import type { UpdateOutcome, UpdateSettings } from './updates-settings.js';

/** One run of a program that was updated at a chosen update point. */
export interface UpdateRun extends UpdateOutcome {
  stdout: string;
  stderr: string;
  exitCode: number | string;
  /** What is wrong with it; undefined when the versions allow it. */
  complaint: string | undefined;
}

/** Bundles the part of the oracle that runs inside the programs; the folder is the caller's to remove. */
export function buildUpdatesChild(): string {
  const folder = mkdtempSync(join(tmpdir(), 'restitch-oracle-'));
  const outfile = join(folder, 'child.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'updates-child.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

/** A program, instrumented in a folder of its own, with one of its updates at hand. */
export class UpdatedProgram {
  readonly folder = mkdtempSync(join(tmpdir(), 'restitch-updates-'));
  readonly #sources: Record<string, SourceText> = {};
  readonly #next: SourceText[] = [];

  constructor(
    readonly child: string,
    readonly program: Program,
    readonly update: Update,
    readonly node = process.execPath,
  ) {}

  /** Writes the program as it runs at first; files that the update adds lie there already. */
  async prepare(): Promise<void> {
    const { program, update, folder } = this;
    const [live, next] = [join(folder, 'live'), join(folder, 'next')];
    await copyVersion(program, 'v1', live);
    if (update.from !== 'v1') await overlayVersion(program, update.from, live);
    await copyVersion(program, update.from, next);
    if (update.from !== 'v1') {
      await copyVersion(program, 'v1', next);
      await overlayVersion(program, update.from, next);
    }
    await overlayVersion(program, update.to, next);
    await stripTypes(live);
    await stripTypes(next);
    const before = codeIn(live);
    for (const [name, text] of codeIn(next)) {
      const id = join(live, name);
      const source = sourceOf(id, text, before.get(name) ?? text);
      if (!before.has(name)) before.set(name, text);
      else if (before.get(name) !== text) this.#next.push(source);
    }
    for (const [name, text] of before) {
      const source = sourceOf(join(live, name), text, text);
      this.#sources[source.id] = source;
      writeFileSync(source.id, instrumentModule(source).code);
    }
  }

  /** Runs it with the update at its `at`-th update point (0: none) and judges what it prints. */
  async run(at: number): Promise<UpdateRun> {
    const { program, update, folder } = this;
    const settings: UpdateSettings = {
      sources: this.#sources,
      next: this.#next,
      plan: update.plan === undefined ? undefined : join(program.folder, update.plan),
      yes: update.yes === true,
      at,
    };
    const file = join(folder, `settings-${at}.json`);
    writeFileSync(file, JSON.stringify(settings));
    const entry = strippedEntry(program, join(folder, 'live'));
    const args = ['--stack-size=2000', '--require', this.child, entry, ...program.test.args];
    const { texts, exitCode } = await runChild(this.node, args, { ORACLE_SETTINGS: file });
    const [, stdout = '', stderr = '', report = ''] = texts;
    const outcome = (
      report === ''
        ? {
            points: 0,
            outcome: 'failed',
            lines: 0,
            frames: 0,
            deferred: 0,
            diagnostics: ['no report'],
          }
        : JSON.parse(report)
    ) as UpdateOutcome;
    const complaint = await this.#judge(outcome, stdout, exitCode);
    return { ...outcome, stdout, stderr, exitCode, complaint };
  }

  async #judge(
    { outcome, lines, diagnostics }: UpdateOutcome,
    stdout: string,
    exitCode: number | string,
  ): Promise<string | undefined> {
    if (exitCode !== 0) return `it ended with ${exitCode}`;
    if (outcome === 'failed') return diagnostics.join('\n');
    const { from, to } = this.update;
    if (outcome !== 'applied') return judge(this.program, { stdout, from, to: from });
    return judge(this.program, { stdout, from, to, updatedAt: lines });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The code below a folder, by path relative to it. */
function codeIn(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true }).map(String);
  const code = names.filter((name) => /\.[cm]?js$/.test(name)).sort();
  return new Map(code.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function sourceOf(id: string, text: string, first: string): SourceText {
  const hash = createHash('sha1').update(id).update(text).digest('hex').slice(0, 12);
  const format = /^\s*(import|export)\s/m.test(first) ? 'module' : 'commonjs';
  return { id, hash, text, format };
}

function runChild(
  node: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ texts: string[]; exitCode: number | string }> {
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
    child.on('close', (code, signal) => {
      resolve({ texts, exitCode: code ?? signal ?? 'unknown' });
    });
  });
}
