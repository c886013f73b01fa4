// Runs programs it is sent, plain and with updates to identical source, and sends back what differs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instrumentModule } from '../../program-model/instrument/index.js';
import { installAgent } from '../../runtime-agent/agent/index.js';
import type { SourceText } from '../../runtime-agent/update/versions.js';
import { NONE, schedulesFor, type Schedule } from '../oracle/schedules.js';
import { countsOf, updateToItself, type Counts } from '../oracle/self-update.js';

/** A program to try, and at how many of its update points. */
export interface Task {
  source: string;
  points: number;
}

/** What became of a program. */
export interface Outcome {
  /** Update points that a run without updates passes. */
  points: number;
  /** Runs with updates, and those in which frames were deferred. */
  runs: number;
  deferredRuns: number;
  /** The first run that printed something else; no schedule: without any update. */
  failure: { schedule: Schedule | undefined; plain: string; got: string } | undefined;
}

const folder = mkdtempSync(join(tmpdir(), 'restitch-generated-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/** Imports a module text and gives what it printed. */
async function output(file: string, text: string): Promise<string> {
  writeFileSync(file, text);
  const lines: string[] = [];
  const { log } = console;
  console.log = (...words: unknown[]) => void lines.push(words.map(String).join(' '));
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    lines.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    console.log = log;
  }
  return lines.join('\n');
}

const nextFile = (): string => join(folder, `${(count += 1)}.mjs`);

async function updated(source: string, schedule: Schedule): Promise<Counts & { got: string }> {
  const id = nextFile();
  const text: SourceText = { id, hash: `v${count}`, text: source, format: 'module' };
  const counts = countsOf('');
  updateToItself(installAgent(), { [id]: text }, schedule, (now) => Object.assign(counts, now));
  const got = await output(id, instrumentModule(text).code);
  return { ...counts, got };
}

async function judge({ source, points: most }: Task): Promise<Outcome> {
  const plain = await output(nextFile(), source);
  const counted = await updated(source, NONE);
  const { points } = counted;
  const outcome: Outcome = { points, runs: 0, deferredRuns: 0, failure: undefined };
  if (counted.got !== plain) {
    return { ...outcome, failure: { schedule: undefined, plain, got: counted.got } };
  }
  // One update at some points; then several in one run. (Not at every point: a call that an update
  // has met at its entry comes to that of the new function.)
  const often = Math.max(2, Math.ceil(points / 8));
  const all = [
    ...schedulesFor({ kind: 'one', most }, points),
    ...schedulesFor({ kind: 'many', distances: [often] }, points),
  ];
  for (const schedule of all) {
    const { got, deferred } = await updated(source, schedule);
    outcome.runs += 1;
    if (deferred > 0) outcome.deferredRuns += 1;
    if (got !== plain) return { ...outcome, failure: { schedule, plain, got } };
  }
  return outcome;
}

process.on('message', (task: Task) => {
  void judge(task).then((outcome) => process.send?.(outcome));
});
