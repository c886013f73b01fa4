import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplyResult } from '../../protocol/results.js';
import { copyFolder, type Place } from './place.js';
import { UpdatableProgram } from './sessions.js';

/** A stack this deep does not fit Node's default; 7 MB stay below the usual limit of 8. */
const node = ['--stack-size=7000'];

let counter = 0;

/** What an update came to, and for how long the program itself saw that it stood still, in ms. */
export type Update = ApplyResult & { stillMs: number };

const longestStill = (output: string): number =>
  Math.max(0, ...[...output.matchAll(/^still (.+)$/gm)].map(([, ms]) => Number(ms)));

/**
 * Updates a program of `bench/programs/pause/` a few times while it waits, each time with another
 * constant in the function that all its frames or activations are in.
 * @param size How many frames, or suspended activations, there are.
 */
export async function updatesOf(
  place: Place,
  program: 'deep' | 'suspended',
  size: number,
  updates: number,
): Promise<Update[]> {
  const name = `bench-${program}-${size}-${counter++}`;
  const cwd = copyFolder(join(place.sources, 'programs/pause'), join(place.scratch, name));
  const entry = `${program}.mjs`;
  const path = join(cwd, entry);
  const text = readFileSync(path, 'utf8');
  const running = new UpdatableProgram(place, { node, cwd, name, entry, args: [String(size)] });
  try {
    await running.program.waitFor('ready');
    const results: Update[] = [];
    for (let update = 1; update <= updates; update++) {
      writeFileSync(path, text.replace('/* step */ 0', `/* step */ ${update}`));
      const before = running.program.output.length;
      const result = await running.apply();
      expectAll(result, program, size);
      const stillMs = longestStill(running.program.output.slice(before));
      results.push({ ...result, stillMs });
    }
    return results;
  } finally {
    await running.stop();
  }
}

/** @throws {Error} when fewer frames were rebuilt, or activations are to be updated, than there are */
function expectAll({ threads }: ApplyResult, program: 'deep' | 'suspended', size: number): void {
  const [main] = threads;
  const found = program === 'deep' ? main?.framesRebuilt : main?.activationsPending;
  if (found === undefined || found < size) {
    throw new Error(`the update reached ${found} of ${size}`);
  }
}

/** All but the first pause, which compiles much that the later ones find compiled. */
export const warmPauses = (results: readonly ApplyResult[]): number[] =>
  results.slice(1).map(({ pauseMs }) => pauseMs);
