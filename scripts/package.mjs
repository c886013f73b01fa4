// npm run package [-- FILE]: the package for the editor, `restitch-VERSION.vsix` in the root.
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What lies beside `dist/` in the package, as far as .vscodeignore lets it. */
const parts = [
  '.vscodeignore',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'docs',
  'l10n',
  'media',
  'package.nls.json',
  'test-workspace',
];

/** Of the manifest; only a checkout has a use for these. */
const checkoutOnly = ['allowScripts', 'bin', 'dependencies', 'devDependencies', 'scripts'];

/**
 * Builds the package in a folder of its own: `dist/` of the checkout stays as it is.
 * @param {{ file?: string, log?: (line: string) => void }} [options]
 * @returns {Promise<{ file: string, bytes: number }>}
 * @throws {Error} when a bundle does not build, or vsce finds fault with the manifest.
 */
export async function makePackage({ file, log = console.error } = {}) {
  const manifest = /** @type {Record<string, unknown> & { name: string, version: string }} */ (
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  );
  const target = file ?? join(root, `${manifest.name}-${manifest.version}.vsix`);
  const stage = await mkdtemp(join(tmpdir(), 'restitch-package-'));
  try {
    const { build } = await import('./build.mjs');
    await build({ production: true, packageFolder: stage, log });
    for (const part of parts.filter((name) => existsSync(join(root, name)))) {
      await cp(join(root, part), join(stage, part), { recursive: true });
    }
    for (const name of checkoutOnly) delete manifest[name];
    await writeFile(join(stage, 'package.json'), JSON.stringify(manifest, undefined, 2));
    const { createVSIX } = await import('@vscode/vsce');
    await createVSIX({
      cwd: stage,
      packagePath: target,
      dependencies: false,
      rewriteRelativeLinks: false,
      allowMissingRepository: true,
    });
    return { file: target, bytes: (await stat(target)).size };
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await setUp();
    const [name] = process.argv.slice(2);
    const { file, bytes } = await makePackage(
      name === undefined ? {} : { file: resolve(process.env['INIT_CWD'] ?? '.', name) },
    );
    console.log(`${file}: ${(bytes / 1e6).toFixed(2)} MB`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
