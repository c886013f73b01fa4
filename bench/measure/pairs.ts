import { atMost, type Figure, type Goal } from '../figure.js';
import { median, quartiles } from './statistics.js';

/**
 * Runs two variants in turn, `rounds` times: what the machine does besides then meets both alike.
 * @returns for each round what came of the first and of the second
 */
export async function interleaved<A, B>(
  rounds: number,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<[A, B][]> {
  const pairs: [A, B][] = [];
  for (let round = 0; round < rounds; round++) pairs.push([await first(), await second()]);
  return pairs;
}

/** The median of ratios that were each taken within one pair, as a figure. */
export function ratioFigure(name: string, ratios: readonly number[], goal: Goal | null): Figure {
  return { name, unit: '×', value: median(ratios), goal, spread: quartiles(ratios) };
}

/** The median of repeated measurements of a time, as a figure. */
export function timeFigure(name: string, times: readonly number[], limitMs: number): Figure {
  const goal = atMost(limitMs);
  return { name, unit: 'ms', value: median(times), goal, spread: quartiles(times) };
}
