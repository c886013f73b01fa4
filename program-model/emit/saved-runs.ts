import type { Run } from './text.js';

/** Runs as text, for the store: of each how far it begins behind the one before, here and in the module text. */
export function writeRuns(runs: readonly Run[]): string {
  const numbers: number[] = [];
  let [behind, from] = [0, 0];
  for (const { at, origin, length } of runs) {
    numbers.push(at - behind, origin - from, length);
    behind = at + length;
    from = origin + length;
  }
  return JSON.stringify(numbers);
}

export function readRuns(json: string): Run[] {
  const numbers = JSON.parse(json) as number[];
  const runs: Run[] = [];
  let [behind, from] = [0, 0];
  for (let index = 0; index < numbers.length; index += 3) {
    const at = behind + (numbers[index] as number);
    const origin = from + (numbers[index + 1] as number);
    const length = numbers[index + 2] as number;
    runs.push({ at, origin, length });
    behind = at + length;
    from = origin + length;
  }
  return runs;
}
