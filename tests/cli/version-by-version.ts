import { expect } from 'vitest';
import { project, startProgram, write } from './command.js';
import { apply, rollback } from './planning.js';

export interface Turns {
  file: 'main.mjs' | 'main.cjs';
  /** A version of the program, from 1 on: it says `vN` with a number whenever another version runs, and now and then. */
  text: (version: number) => string;
  /** What it says when it is warm. */
  warm: string;
  last: number;
  /** How long each version runs before the next one comes, in milliseconds. */
  pause?: (version: number) => number;
  /** Done before the last version is taken back. */
  atLast?: (folder: string) => Promise<void>;
}

/** Has a program that runs all the time updated version by version, and then taken back by one. Nothing may fail in it. */
export async function runVersionByVersion(turns: Turns): Promise<void> {
  const { file, text, warm, last, pause = () => 60, atLast } = turns;
  const folder = project({ [file]: text(1) });
  const running = startProgram([file], folder);
  await running.says(warm);
  for (let version = 2; version <= last; version++) {
    write(folder, file, text(version));
    const { result } = await apply(folder, 'main');
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied' });
    await running.says(`v${version} `);
    await new Promise((resolve) => setTimeout(resolve, pause(version)));
  }
  await atLast?.(folder);
  expect((await rollback(folder, 'main')).result.outcome).toBe('applied');
  await new Promise((resolve) => setTimeout(resolve, 500));
  running.child.kill();
  const { stdout, stderr } = await running.ended;
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n').at(-1)).toMatch(new RegExp(`^v${last - 1} `));
}
