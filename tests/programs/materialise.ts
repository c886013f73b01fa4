import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';
import type { Program } from './manifest.js';

/**
 * Writes one version of a program into `target`: `package.json` and `src/`, as a user has them.
 */
export async function copyVersion(
  program: Program,
  version: string,
  target: string,
): Promise<void> {
  await mkdir(target, { recursive: true });
  await cp(join(program.folder, 'package.json'), join(target, 'package.json'));
  await cp(join(program.folder, 'src'), join(target, 'src'), { recursive: true });
  await overlayVersion(program, version, target);
}

/**
 * Copies the files in which `version` differs over the `src/` of `target`, as an edit does.
 * Going back to v1 puts its files in place; files that a later version added stay.
 */
export async function overlayVersion(
  program: Program,
  version: string,
  target: string,
): Promise<void> {
  const source = version === 'v1' ? 'src' : join('versions', version);
  await cp(join(program.folder, source), join(target, 'src'), { recursive: true });
}

/** Replaces the TypeScript files below `folder` by JavaScript. */
export async function stripTypes(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true })) {
    if (!entry.endsWith('.ts')) continue;
    const path = join(folder, entry);
    const { code } = await transform(await readFile(path, 'utf8'), {
      loader: 'ts',
      target: 'es2022',
      sourcefile: path,
    });
    await writeFile(path.replace(/\.ts$/, '.js'), code);
    await rm(path);
  }
}

/** The path of a program's entry below `target`, once its types are stripped. */
export function strippedEntry(program: Program, target: string): string {
  return join(target, dirname(program.entry), 'main.js');
}
