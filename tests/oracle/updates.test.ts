import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listPrograms } from '../programs/manifest.js';
import { buildUpdatesChild, UpdatedProgram } from './updates.js';

/** Update points tried for each update; `npm run campaign:updates` tries them all. */
const SAMPLES = 4;

let child: string;

beforeAll(() => {
  child = buildUpdatesChild();
});

afterAll(() => {
  rmSync(dirname(child), { recursive: true });
});

const updates = listPrograms().flatMap((program) =>
  program.threads > 1
    ? []
    : program.updates.map(
        (update) => [program.name, update.from, update.to, program, update] as const,
      ),
);

describe('updates at update points', () => {
  test.each(updates)(
    '%s from %s to %s',
    async (_name, _from, _to, program, update) => {
      const subject = new UpdatedProgram(child, program, update);
      try {
        await subject.prepare();
        const counted = await subject.run(0);
        expect(counted.complaint).toBeUndefined();
        expect(counted.points).toBeGreaterThan(SAMPLES);
        const step = Math.floor((counted.points - 1) / SAMPLES);
        const points = Array.from({ length: SAMPLES }, (_, index) => 1 + index * step);
        const runs = await Promise.all(points.map((at) => subject.run(at)));
        for (const [index, { complaint, stderr }] of runs.entries()) {
          const where = `at ${points[index]} of ${counted.points}\n${stderr}`;
          expect(complaint, where).toBeUndefined();
        }
        const applied = runs.filter(({ outcome }) => outcome === 'applied').length;
        expect(applied).toBeGreaterThan(0);
      } finally {
        subject.remove();
      }
    },
    60_000,
  );
});
