import { atMost, type Figure } from '../figure.js';
import { updatesOf, warmPauses } from '../measure/pauses.js';
import { median, quartiles } from '../measure/statistics.js';
import type { Bench, Row } from '../row.js';

interface Case {
  program: 'deep' | 'suspended';
  /** Pauses are measured at these sizes; the first is what an update costs anyway. */
  sizes: readonly [base: number, small: number, large: number];
  costName: string;
  /** How many of them the cost is for, and what a millisecond is worth in its unit. */
  per: number;
  unit: string;
  perMs: number;
  linearName: string;
}

/** What a frame costs is a difference of two pauses, in which the noise of both is. */
const UPDATES = 16;

const cases: readonly Case[] = [
  {
    program: 'deep',
    sizes: [10, 2_000, 20_000],
    costName: 'growth, pause per frame',
    per: 1,
    unit: 'µs',
    perMs: 1000,
    linearName: 'growth, a frame among 20,000 against one among 2,000',
  },
  {
    program: 'suspended',
    sizes: [10, 10_000, 100_000],
    costName: 'growth, pause per 1,000 suspended activations',
    per: 1000,
    unit: 'ms',
    perMs: 1,
    linearName: 'growth, an activation among 100,000 against one among 10,000',
  },
];

async function figures(bench: Bench, one: Case): Promise<Figure[]> {
  const { place, pairs } = bench;
  const [base, small, large] = one.sizes;
  const pausesAt = async (size: number): Promise<number[]> =>
    warmPauses(await updatesOf(place, one.program, size, Math.max(pairs + 1, UPDATES)));
  const baseMs = median(await pausesAt(base));
  const costs = (size: number, pauses: readonly number[]): number[] =>
    pauses.map((pause) => ((pause - baseMs) / (size - base)) * one.per * one.perMs);
  const atSmall = costs(small, await pausesAt(small));
  const atLarge = costs(large, await pausesAt(large));
  // Where the cost is lost in the noise of the pause itself there is no growth to speak of.
  const least = 0.0005 * one.per * one.perMs;
  const linear = median(atLarge) < least ? 1 : median(atLarge) / Math.max(median(atSmall), least);
  const cost = median(atLarge);
  return [
    { name: one.costName, unit: one.unit, value: cost, goal: null, spread: quartiles(atLarge) },
    { name: one.linearName, unit: '×', value: linear, goal: atMost(1.3) },
  ];
}

/** How the pause grows with what is on the stack, and with what is suspended: not faster than it. */
export const growth: Row = {
  names: cases.flatMap(({ costName, linearName }) => [costName, linearName]),
  async measure(bench) {
    const found: Figure[] = [];
    for (const one of cases) {
      const names = [one.costName, one.linearName];
      if (!names.some((name) => bench.wanted(name))) continue;
      bench.log(`measuring ${names.filter((name) => bench.wanted(name)).join(' and ')}`);
      found.push(...(await figures(bench, one)));
    }
    return found.filter(({ name }) => bench.wanted(name));
  },
};
