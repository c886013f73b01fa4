import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EditableFile } from '../measure/edits.js';
import { interleaved } from '../measure/pairs.js';
import { copyFolder, type Place } from '../measure/place.js';
import { Program } from '../measure/processes.js';
import { plainArguments, UpdatableProgram } from '../measure/sessions.js';
import {
  sameResult,
  typicalMs,
  workloadSession,
  type WorkloadResult,
} from '../measure/workload-runs.js';
import type { Row } from '../row.js';
import { workloads, type Workload } from '../workload-list.js';
import { figuresOfWorkloads } from './run-time.js';

const updates = 5;
const functionsPerUpdate = 20;

const figureName = (workload: Workload): string =>
  `run time after ${updates} updates, ${workload.name}`;
const meanName = `run time after ${updates} updates, geometric mean`;

const lastLine = async (program: Program): Promise<WorkloadResult> =>
  JSON.parse(await program.line()) as WorkloadResult;

async function plainRun(folder: string, workload: Workload): Promise<WorkloadResult> {
  const session = workloadSession(folder, workload, { pause: true });
  const program = new Program(process.execPath, plainArguments(session), { cwd: folder });
  await program.waitFor('ready');
  program.write('go');
  const result = await lastLine(program);
  await program.ended;
  return result;
}

/** Warms up, is updated a few times, and is measured then. */
async function updatedRun(
  place: Place,
  folder: string,
  workload: Workload,
): Promise<WorkloadResult> {
  const path = join(folder, workload.edited);
  const original = readFileSync(path, 'utf8');
  const file = new EditableFile(original);
  const session = workloadSession(folder, workload, { pause: true });
  const running = new UpdatableProgram(place, { ...session, name: `bench-${workload.name}` });
  try {
    await running.program.waitFor('ready');
    for (let update = 0; update < updates; update++) {
      writeFileSync(path, file.touched(update, updates, functionsPerUpdate));
      await running.apply();
    }
    running.program.write('go');
    return await lastLine(running.program);
  } finally {
    await running.stop();
    writeFileSync(path, original);
  }
}

/** Run time of warm code that has been updated, against the plain program. */
export const runTimeAfterUpdates: Row = {
  names: [...workloads.map(figureName), meanName],
  async measure(bench) {
    const { place } = bench;
    const folder = copyFolder(await place.workloads(), join(place.scratch, 'updated-workloads'));
    return figuresOfWorkloads(bench, { each: figureName, mean: meanName }, async (workload) => {
      const runs = await interleaved(
        bench.pairs,
        () => plainRun(folder, workload),
        () => updatedRun(place, folder, workload),
      );
      return runs.map(([plain, updated]) => {
        sameResult(workload.name, plain, updated);
        return typicalMs(updated) / typicalMs(plain);
      });
    });
  },
};
