import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judge, listPrograms } from './manifest.js';
import { copyVersion, stripTypes, strippedEntry } from './materialise.js';
import { runNode } from './run.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restitch-programs-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe.each(listPrograms().map((program) => [program.name, program] as const))(
  '%s',
  (_, program) => {
    test.each(program.versions)('%s runs as it says', async (version) => {
      const target = join(folder, program.name, version);
      await copyVersion(program, version, target);
      await stripTypes(target);

      const output = await runNode(strippedEntry(program, target), program.test.args);

      expect(output.stderr).toBe('');
      expect(output.code).toBe(0);
      const run = { stdout: output.stdout, from: version, to: version };
      expect(await judge(program, run)).toBeUndefined();
    });
  },
);
