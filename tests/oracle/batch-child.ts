// Runs programs one after the other in one process: each plainly, then with updates.
import { mkdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installAgent } from '../../runtime-agent/agent/index.js';
import type { SourceText } from '../../runtime-agent/update/versions.js';
import { NONE, schedulesFor, type Schedule, type Selection } from './schedules.js';
import { countsOf, updateToItself, type Counts } from './self-update.js';

export interface BatchProgram {
  /** The folder of the instrumented program; each run gets a copy. */
  folder: string;
  /** Its files; other than code they are copied as they are. */
  files: string[];
  sources: Record<string, SourceText>;
  /** What the target begins with, if all else is added. */
  first?: SourceText | undefined;
  target: string;
}

export interface BatchSettings {
  programs: BatchProgram[];
  selection: Selection;
  /** Where to write the results, a line of JSON each. */
  resultTo: number;
}

export interface BatchResult extends Counts {
  /** Position in `programs`. */
  program: number;
  /** No schedule: the program ran as it is, without instrumentation. */
  schedule: Schedule | undefined;
  stdout: string;
  exitCode: number;
}

const settings = JSON.parse(
  readFileSync(process.env['ORACLE_SETTINGS'] ?? '', 'utf8'),
) as BatchSettings;
let program = -1;
let waiting: (Schedule | undefined)[] = [];
let result: BatchResult | undefined;
let runs = 0;

function start(): void {
  if (waiting.length === 0) {
    program += 1;
    waiting = [undefined, NONE];
  }
  const own = settings.programs[program];
  if (!own) process.exit(0);
  const schedule = waiting.shift();
  runs += 1;
  const folder = join(own.folder, `run-${process.pid}-${runs}`);
  const moved = (path: string): string => join(folder, relative(own.folder, path));
  // By the same hash it would get the flags of the run before, which the agent then does not set.
  const renamed = (hash: string): string => runs.toString(16).padStart(6, '0') + hash.slice(6);
  for (const file of own.files) {
    mkdirSync(dirname(moved(file)), { recursive: true });
    const source = schedule && own.first?.id === file ? own.first : own.sources[file];
    const text = source && !schedule ? source.text : readFileSync(file, 'utf8');
    const copied = (of: SourceText): string =>
      text.replaceAll(file, moved(file)).replaceAll(of.hash, renamed(of.hash));
    writeFileSync(moved(file), source ? copied(source) : text);
  }
  result = { program, schedule, stdout: '', exitCode: 0, ...countsOf('') };
  process.exitCode = undefined;
  if (schedule)
    watch(result, own, schedule, (source) => ({
      ...source,
      id: moved(source.id),
      hash: renamed(source.hash),
    }));
  void import(pathToFileURL(moved(own.target)).href);
}

function watch(
  to: BatchResult,
  { sources, first }: BatchProgram,
  schedule: Schedule,
  copyOf: (source: SourceText) => SourceText,
): void {
  const own: Record<string, SourceText> = {};
  for (const source of Object.values(sources)) {
    const copy = copyOf(source);
    own[copy.id] = copy;
  }
  const count = (counts: Counts): void => void Object.assign(to, counts);
  updateToItself(installAgent(), own, schedule, count, first && copyOf(first));
}

process.stdout.write = (text: string | Uint8Array): boolean => {
  if (result) result.stdout += String(text);
  return true;
};
// Nothing is left to do: the program has ended.
process.on('beforeExit', () => {
  if (result) {
    result.exitCode = Number(process.exitCode ?? 0);
    writeSync(settings.resultTo, `${JSON.stringify(result)}\n`);
    const { schedule, points } = result;
    if (schedule?.at === 0) waiting = schedulesFor(settings.selection, points);
  }
  setImmediate(start);
});
