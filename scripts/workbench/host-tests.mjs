// npm run test:host [-- REGEX]: the tests that run inside the editor's extension host, or those of
// them whose title matches.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp } from '../setup.mjs';
import { setUpWorkbench } from './setup.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const out = join(root, 'dist/host-tests');

/** Where the test files are: `*.host.ts`. */
const folders = ['extension', 'tests/workbench/host'];

/**
 * Runs them in the desktop VS Code whose executable `RESTITCH_VSCODE` names, else in the workbench.
 * `dist/` must have been built.
 * @param {{ grep?: string, log?: (line: string) => void }} [options] `grep` keeps the tests whose
 *   title matches.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runHostTests({ grep = '', log = console.error } = {}) {
  const desktop = process.env['RESTITCH_VSCODE'];
  if (desktop === undefined) await setUpWorkbench({ log });
  await bundleTests();
  const scratch = await mkdtemp(join(tmpdir(), 'restitch-host-'));
  const report = join(scratch, 'report.json');
  try {
    const folder = await copyTestWorkspace(scratch);
    const { runTests } = await import('@vscode/test-electron');
    await runTests({
      vscodeExecutablePath: desktop ?? join(here, 'code.mjs'),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(out, 'index.cjs'),
      extensionTestsEnv: { RESTITCH_HOST_TESTS_GREP: grep, RESTITCH_HOST_TESTS_REPORT: report },
      launchArgs: [
        folder,
        `--user-data-dir=${join(scratch, 'user-data')}`,
        `--extensions-dir=${join(scratch, 'extensions')}`,
        '--disable-extensions',
      ],
    });
  } catch (error) {
    log(error instanceof Error ? error.message : String(error));
  }
  try {
    const counts = existsSync(report) ? await readFile(report, 'utf8') : '{"passed":0,"failed":1}';
    return /** @type {{ passed: number, failed: number }} */ (JSON.parse(counts));
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Tests edit the programs, so they get a copy.
 * @param {string} target
 * @returns {Promise<string>} The folder to open.
 */
export async function copyTestWorkspace(target) {
  const folder = join(target, 'test-workspace');
  await cp(join(root, 'test-workspace'), folder, { recursive: true });
  await mkdir(join(folder, '.vscode'), { recursive: true });
  await writeFile(join(folder, '.vscode/settings.json'), '{}');
  // The types of Node, beside it: nothing of them shows in the folder.
  await mkdir(join(target, 'node_modules'), { recursive: true });
  for (const name of ['@types', 'undici-types']) {
    await symlink(join(root, 'node_modules', name), join(target, 'node_modules', name));
  }
  return folder;
}

async function bundleTests() {
  const { build } = await import('esbuild');
  await rm(out, { recursive: true, force: true });
  const sources = [];
  for (const folder of folders.filter((name) => existsSync(join(root, name)))) {
    for (const name of await readdir(join(root, folder), { recursive: true })) {
      if (name.endsWith('.host.ts')) sources.push(join(root, folder, name));
    }
  }
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'tests/workbench/host/index.ts', out: 'index' },
      ...sources.map((source) => ({ in: source, out: basename(source, '.ts') })),
    ],
    outdir: out,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    external: ['vscode', 'mocha', 'esbuild'],
    sourcemap: 'inline',
    logLevel: 'silent',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await setUp();
    const { passed, failed } = await runHostTests({ grep: process.argv[2] ?? '' });
    console.log(`\n${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
