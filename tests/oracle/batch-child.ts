// Runs one program again and again in one process, each time with other update points.
import { mkdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installAgent } from '../../runtime-agent/agent/index.js';
import type { SourceText } from '../../runtime-agent/update/versions.js';
import { updateToItself, type Counts, type Schedule } from './self-update.js';

export interface BatchSettings {
  /** The folder of the instrumented program; each run gets a copy. */
  folder: string;
  /** Its files other than instrumented ones are copied from there as they are. */
  files: string[];
  sources: Record<string, SourceText>;
  target: string;
  schedules: Schedule[];
  /** Where to write the results, a line of JSON each. */
  resultTo: number;
}

export interface BatchResult extends Counts {
  index: number;
  stdout: string;
  exitCode: number;
}

const settings = JSON.parse(
  readFileSync(process.env['ORACLE_SETTINGS'] ?? '', 'utf8'),
) as BatchSettings;
let index = -1;
let result: BatchResult | undefined;

function start(): void {
  index += 1;
  const schedule = settings.schedules[index];
  if (!schedule) process.exit(0);
  const folder = join(settings.folder, `run-${process.pid}-${index}`);
  const moved = (path: string): string => join(folder, relative(settings.folder, path));
  for (const file of settings.files) {
    mkdirSync(dirname(moved(file)), { recursive: true });
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      moved(file),
      file in settings.sources ? text.replaceAll(file, moved(file)) : text,
    );
  }
  const sources: Record<string, SourceText> = {};
  for (const source of Object.values(settings.sources)) {
    sources[moved(source.id)] = { ...source, id: moved(source.id) };
  }
  const own: BatchResult = { index, stdout: '', exitCode: 0, points: 0, updates: 0, deferred: 0 };
  result = own;
  process.exitCode = undefined;
  updateToItself(installAgent(), sources, schedule, (counts) => Object.assign(own, counts));
  void import(pathToFileURL(moved(settings.target)).href);
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
  }
  setImmediate(start);
});
