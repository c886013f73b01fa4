// npm run test:host [-- REGEX] [-- --package FILE]: the tests that run inside the editor's extension
// host, or those of them whose title matches; with a package, in an editor that has it installed.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setUp } from '../setup.mjs';
import { installPackage } from './install.mjs';
import { setUpWorkbench } from './setup.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const out = join(root, 'dist/host-tests');

/** Where the test files are: `*.host.ts`. */
const folders = ['extension', 'tests/workbench/host'];

/**
 * Runs them in the desktop VS Code whose executable `RESTITCH_VSCODE` names, else in the workbench.
 * `dist/` must have been built.
 * @param {{ grep?: string, package?: string, log?: (line: string) => void }} [options] `grep` keeps
 *   the tests whose title matches; `package` is a `.vsix` to install and test in place of the checkout.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runHostTests({ grep = '', package: file, log = console.error } = {}) {
  const desktop = process.env['RESTITCH_VSCODE'];
  if (desktop === undefined) await setUpWorkbench({ log });
  await bundleTests();
  const scratch = await mkdtemp(join(tmpdir(), 'restitch-host-'));
  const report = join(scratch, 'report.json');
  try {
    const folder = await copyTestWorkspace(scratch);
    const extensions = join(scratch, 'extensions');
    if (file !== undefined) await installPackage(file, extensions);
    const { runTests } = await import('@vscode/test-electron');
    await runTests({
      vscodeExecutablePath: desktop ?? join(here, 'code.mjs'),
      extensionDevelopmentPath: file === undefined ? root : await bareExtension(scratch),
      extensionTestsPath: join(out, 'index.cjs'),
      extensionTestsEnv: { RESTITCH_HOST_TESTS_GREP: grep, RESTITCH_HOST_TESTS_REPORT: report },
      launchArgs: [
        folder,
        `--user-data-dir=${join(scratch, 'user-data')}`,
        `--extensions-dir=${extensions}`,
        ...(file === undefined ? ['--disable-extensions'] : []),
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
 * An editor runs tests for an extension that is being developed: here one that does nothing.
 * @param {string} target
 * @returns {Promise<string>}
 */
async function bareExtension(target) {
  const folder = join(target, 'bare');
  await mkdir(folder);
  const manifest = { publisher: 'restitch', name: 'host-tests', version: '0.0.1' };
  const engines = { vscode: '^1.100.0' };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, engines }));
  return folder;
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
    const { values, positionals } = parseArgs({
      options: { package: { type: 'string' } },
      allowPositionals: true,
    });
    const { passed, failed } = await runHostTests({
      grep: positionals[0] ?? '',
      ...(values.package === undefined ? {} : { package: resolve(values.package) }),
    });
    console.log(`\n${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
