import { atMost, type Figure } from '../figure.js';
import { interleaved, ratioFigure } from '../measure/pairs.js';
import type { Place } from '../measure/place.js';
import { runWorkload, workloadSession } from '../measure/workload-runs.js';
import type { Row } from '../row.js';
import { workloads } from '../workload-list.js';
import { serverRun } from './http-requests.js';

type Variant = 'plain' | 'instrumented';
type PeakKiB = (variant: Variant) => Promise<number>;

const measured = ['typescript', 'terser', 'prettier', 'alasql'];
const serverName = 'memory, HTTP server';
const figureName = (workload: string): string => `memory, ${workload}`;

/** The greatest resident set of a workload's process. */
async function workloadPeak(place: Place, name: string): Promise<PeakKiB> {
  const workload = workloads.find((candidate) => candidate.name === name);
  if (!workload) throw new Error(`no workload ${name}`);
  const options = { warmMs: 1500, measureMs: 500 };
  const session = workloadSession(await place.workloads(), workload, options);
  // The first run fills the store, which is not what a user's second one looks like.
  await runWorkload(place, 'instrumented', session);
  return async (variant) => (await runWorkload(place, variant, session)).peakRssKiB;
}

async function figure(name: string, pairs: number, peak: PeakKiB): Promise<Figure> {
  const runs = await interleaved(
    pairs,
    () => peak('plain'),
    () => peak('instrumented'),
  );
  const ratios = runs.map(([plain, instrumented]) => instrumented / plain);
  return ratioFigure(name, ratios, atMost(1.25));
}

/** Peak resident set of the program's process, which holds all that Restitch runs beside it. */
export const memory: Row = {
  names: [...measured.map(figureName), serverName],
  async measure({ wanted, place, pairs, log }) {
    const rounds = Math.min(pairs, 3);
    const figures: Figure[] = [];
    for (const name of measured.filter((workload) => wanted(figureName(workload)))) {
      log(`measuring ${figureName(name)}`);
      figures.push(await figure(figureName(name), rounds, await workloadPeak(place, name)));
    }
    if (wanted(serverName)) {
      log(`measuring ${serverName}`);
      const peak: PeakKiB = async (variant) => (await serverRun(place, variant)).peakRssKiB;
      figures.push(await figure(serverName, rounds, peak));
    }
    return figures;
  },
};
