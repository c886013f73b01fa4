import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { listPrograms, type Program } from './manifest.js';

const PlanSchema = v.strictObject({
  frames: v.array(
    v.strictObject({
      file: v.string(),
      function: v.string(),
      within: v.string(),
      continue: v.strictObject({
        function: v.string(),
        at: v.literal('loop'),
        text: v.string(),
        variables: v.record(v.string(), v.string()),
      }),
      reason: v.string(),
    }),
  ),
});

const plans = listPrograms().flatMap((program) =>
  program.updates.flatMap((update) =>
    update.plan === undefined ? [] : [[program, update.from, update.to, update.plan] as const],
  ),
);

function sourceOf(program: Program, version: string, file: string): string {
  const path = version === 'v1' ? file : file.replace('src', join('versions', version));
  return readFileSync(join(program.folder, path), 'utf8');
}

test.each(plans.map((plan) => [plan[3], ...plan] as const))(
  '%s names one loop of each version and its variables',
  (_, program, from, to, file) => {
    const text = readFileSync(join(program.folder, file), 'utf8');
    const { frames } = v.parse(PlanSchema, JSON.parse(text));
    expect(frames.length).toBeGreaterThan(0);
    for (const frame of frames) {
      expect(sourceOf(program, from, frame.file).split(frame.within)).toHaveLength(2);
      expect(sourceOf(program, to, frame.file).split(frame.continue.text)).toHaveLength(2);
      for (const name of Object.keys(frame.continue.variables)) {
        expect(frame.continue.text).toMatch(new RegExp(`\\blet ${name}\\b`));
      }
    }
  },
);
