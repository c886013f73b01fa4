import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPrograms } from './manifest.js';
import { copyVersion } from './materialise.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restitch-types-'));
  await mkdir(join(folder, 'node_modules'));
  for (const name of ['@types', 'undici-types']) {
    const source = new URL(`../../node_modules/${name}`, import.meta.url);
    await symlink(fileURLToPath(source), join(folder, 'node_modules', name));
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('every version of every TypeScript program has right types', async () => {
  const entries: string[] = [];
  for (const program of listPrograms()) {
    if (!program.entry.endsWith('.ts')) continue;
    for (const version of program.versions) {
      const target = join(folder, program.name, version);
      await copyVersion(program, version, target);
      entries.push(...ts.sys.readDirectory(join(target, 'src'), ['.ts']));
    }
  }
  const checked = ts.createProgram(entries, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2023.d.ts'],
    types: ['node'],
    typeRoots: [join(folder, 'node_modules/@types')],
    strict: true,
    noUnusedLocals: true,
    noEmit: true,
    skipLibCheck: true,
  });
  const problems = ts.getPreEmitDiagnostics(checked).map((problem) => {
    const text = ts.flattenDiagnosticMessageText(problem.messageText, ' ');
    return `${problem.file?.fileName ?? ''}: ${text}`;
  });
  expect(entries.length).toBeGreaterThan(60);
  expect(problems).toEqual([]);
});
