import { atMost, type Figure } from '../figure.js';
import { interleaved, ratioFigure } from '../measure/pairs.js';
import type { Place } from '../measure/place.js';
import { geometricMean } from '../measure/statistics.js';
import { runWorkload, sameResult, typicalMs, workloadSession } from '../measure/workload-runs.js';
import type { Bench, Row } from '../row.js';
import { workloads, type Workload } from '../workload-list.js';

const figureName = (workload: Workload): string => `run time, ${workload.name}`;
const meanName = 'run time, geometric mean';

/** The ratios instrumented / plain of one workload, one for each pair of fresh processes. */
async function ratios(place: Place, workload: Workload, pairs: number): Promise<number[]> {
  const session = workloadSession(await place.workloads(), workload);
  const runs = await interleaved(
    pairs,
    () => runWorkload(place, 'plain', session),
    () => runWorkload(place, 'instrumented', session),
  );
  return runs.map(([plain, instrumented]) => {
    sameResult(workload.name, plain, instrumented);
    return typicalMs(instrumented) / typicalMs(plain);
  });
}

/**
 * The figures of workloads that are each measured by itself, and their geometric mean, which needs all
 * of them.
 */
export async function figuresOfWorkloads(
  bench: Bench,
  names: { each: (workload: Workload) => string; mean: string },
  measure: (workload: Workload) => Promise<number[]>,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const workload of workloads) {
    const name = names.each(workload);
    if (!bench.wanted(name) && !bench.wanted(names.mean)) continue;
    bench.log(`measuring ${name}`);
    try {
      figures.push(ratioFigure(name, await measure(workload), atMost(1.25)));
    } catch (error) {
      // The others can still be measured; this one is reported as failed.
      bench.log(String(error));
      figures.push({ name, unit: '×', value: NaN, goal: atMost(1.25) });
    }
  }
  const shown = figures.filter(({ name }) => bench.wanted(name));
  if (!bench.wanted(names.mean)) return shown;
  const mean = geometricMean(figures.map(({ value }) => value));
  return [...shown, { name: names.mean, unit: '×', value: mean, goal: atMost(1.08) }];
}

/** Run time of warm code, instrumented against plain. */
export const runTime: Row = {
  names: [...workloads.map(figureName), meanName],
  measure: (bench) =>
    figuresOfWorkloads(bench, { each: figureName, mean: meanName }, (workload) =>
      ratios(bench.place, workload, bench.pairs),
    ),
};
