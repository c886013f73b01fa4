import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listPrograms } from '../programs/manifest.js';
import { buildUpdatesChild, UpdatedProgram } from './updates.js';

/** Update points tried for each update; `npm run campaign:updates` tries them all. */
const SAMPLES = 5;

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
        let applied = 0;
        for (let sample = 0; sample < SAMPLES; sample += 1) {
          const at = 1 + Math.floor((sample * (counted.points - 1)) / SAMPLES);
          const got = await subject.run(at);
          expect(got.complaint, `at ${at} of ${counted.points}\n${got.stderr}`).toBeUndefined();
          if (got.outcome === 'applied') applied += 1;
        }
        expect(applied).toBeGreaterThan(0);
      } finally {
        subject.remove();
      }
    },
    60_000,
  );
});
