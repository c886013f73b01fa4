import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPlan } from '../../protocol/plan.js';
import { sourceHash } from '../../protocol/source-hash.js';
import { listPrograms, type Program } from './manifest.js';

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
  '%s is for these sources, and names one loop of each and its variables',
  (_, program, from, to, file) => {
    const { modules } = readPlan(readFileSync(join(program.folder, file), 'utf8'));
    expect(modules.length).toBeGreaterThan(0);
    for (const module of modules) {
      const [before, after] = [from, to].map((v) => sourceOf(program, v, module.file));
      expect(module.from).toBe(sourceHash(before ?? ''));
      expect(module.to).toBe(sourceHash(after ?? ''));
      expect(module.ranges.length).toBeGreaterThan(0);
      for (const { within, override } of module.ranges) {
        expect(before?.split(within)).toHaveLength(2);
        if (override.do !== 'resume') throw new Error(`${override.do} in ${file}`);
        const place = override.at.replace(/^loop /, '');
        expect(after?.split(place)).toHaveLength(2);
        for (const name of Object.keys(override.variables ?? {})) {
          expect(place).toMatch(new RegExp(`\\blet ${name}\\b`));
        }
      }
    }
  },
);
