import type { Workload } from '../workload-list.js';
import type { Place } from './place.js';
import { runToEnd } from './processes.js';
import { plainArguments, runArguments, type Session } from './sessions.js';
import { quantile } from './statistics.js';

/** What `bench/workloads/harness.mjs` prints. */
export interface WorkloadResult {
  /** What the workload computed. */
  checksum: string;
  /** Importing the workload with all that it needs, and its first run. */
  loadMs: number;
  firstMs: number;
  /** Milliseconds of one iteration, each sample over many. */
  samples: number[];
  /** The greatest resident set of the whole process. */
  peakRssKiB: number;
}

/** As in `bench/workloads/harness.mjs`. */
export interface HarnessOptions {
  warmMs?: number;
  measureMs?: number;
  sampleMs?: number;
  pause?: boolean;
}

/** How a workload is started, by either variant. */
export function workloadSession(
  folder: string,
  workload: Workload,
  options: HarnessOptions = {},
): Session {
  return {
    cwd: folder,
    entry: 'harness.mjs',
    args: [workload.name, JSON.stringify(options)],
    instrument: workload.packages.map((name) => `node_modules/${name}`),
    exclude: [`${folder}/harness.mjs`],
  };
}

/** Runs a workload in a process of its own, as it is or under Restitch. */
export async function runWorkload(
  place: Place,
  variant: 'plain' | 'instrumented',
  session: Session,
): Promise<WorkloadResult> {
  const args = variant === 'plain' ? plainArguments(session) : runArguments(place, session);
  const { stdout } = await runToEnd(process.execPath, args, { cwd: session.cwd, env: place.env });
  return JSON.parse(stdout) as WorkloadResult;
}

/**
 * The time of one iteration: the first quartile of the samples, for whatever else the machine does
 * only ever lengthens them.
 */
export const typicalMs = ({ samples }: WorkloadResult): number => quantile(samples, 0.25);

/** @throws {Error} when the two variants computed different things */
export function sameResult(name: string, plain: WorkloadResult, other: WorkloadResult): void {
  if (plain.checksum === other.checksum) return;
  throw new Error(`${name} computed ${other.checksum} under Restitch, but ${plain.checksum} plain`);
}
