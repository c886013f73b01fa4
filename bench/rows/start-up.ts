import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { atMost } from '../figure.js';
import { writeProgram } from '../measure/generated.js';
import { interleaved, ratioFigure } from '../measure/pairs.js';
import type { Place } from '../measure/place.js';
import { runToEnd } from '../measure/processes.js';
import { runArguments } from '../measure/sessions.js';
import type { Row } from '../row.js';

interface Case {
  name: string;
  typed: boolean;
  cold: boolean;
  limit: number;
}

const cases: readonly Case[] = [
  { name: 'start-up cold, TypeScript, against tsx', typed: true, cold: true, limit: 1.5 },
  { name: 'start-up cold, JavaScript, against plain Node', typed: false, cold: true, limit: 1.5 },
  { name: 'start-up warm, TypeScript, against tsx', typed: true, cold: false, limit: 1.1 },
  { name: 'start-up warm, JavaScript, against plain Node', typed: false, cold: false, limit: 1.1 },
];

const modules = 20;

/** What is typed to run a program the usual way: `tsx main.ts` or `node main.mjs`. */
async function usualArguments(place: Place, entry: string, typed: boolean): Promise<string[]> {
  if (!typed) return [entry];
  return [join(await place.workloads(), 'node_modules/tsx/dist/cli.mjs'), entry];
}

/** Whole processes, from start to exit, of a program of 20 modules; each with its cache cold or warm. */
async function ratios(place: Place, { typed, cold }: Case, pairs: number): Promise<number[]> {
  const cwd = mkdtempSync(join(place.scratch, 'start-up-'));
  const entry = writeProgram(cwd, modules, typed);
  const usual = await usualArguments(place, entry, typed);
  const restitch = runArguments(place, { cwd, entry });
  // tsx keeps what it has compiled in the folder for temporary files, Restitch in its store.
  const freshFolders = (): NodeJS.ProcessEnv => {
    const folder = mkdtempSync(join(place.scratch, 'caches-'));
    return { ...place.env, TMPDIR: folder, RESTITCH_CACHE_DIR: join(folder, 'store') };
  };
  const kept = freshFolders();
  const time = async (args: readonly string[]): Promise<number> => {
    const env = cold ? freshFolders() : kept;
    return (await runToEnd(process.execPath, args, { cwd, env })).elapsedMs;
  };
  // Fills the caches, the operating system's too.
  await time(usual);
  await time(restitch);
  const runs = await interleaved(
    pairs * 2,
    () => time(usual),
    () => time(restitch),
  );
  return runs.map(([plain, instrumented]) => instrumented / plain);
}

export const startUp: Row = {
  names: cases.map(({ name }) => name),
  async measure({ wanted, place, pairs, log }) {
    const figures = [];
    for (const one of cases.filter(({ name }) => wanted(name))) {
      log(`measuring ${one.name}`);
      const found = await ratios(place, one, pairs);
      figures.push(ratioFigure(one.name, found, atMost(one.limit)));
    }
    return figures;
  },
};
