// npm test: sets up, then checks types, lint and formatting and runs every test on every Node. The
// last line is the sum: `N passed, N failed`.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.mjs';
import { setUp } from './setup.mjs';
import { coreFile, coreRun, testRuns } from './test-runs.mjs';
import { findChromium } from './workbench/chromium.mjs';
import { runHostTests } from './workbench/host-tests.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @typedef {{ passed: number, failed: number }} Count */

const tsc = 'node_modules/typescript/bin/tsc';

/** Checks of the sources: each counts as one test. They run beside each other. */
const checks = [
  { name: 'types', args: [tsc, '--noEmit'] },
  { name: 'types of the test-workspace', args: [tsc, '-p', 'test-workspace'] },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'] },
  { name: 'formatting', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
];

/**
 * Runs a check, and shows at its end what it said.
 * @param {{ name: string, args: string[] }} check
 * @returns {Promise<boolean>} Whether it has passed.
 */
async function check({ name, args }) {
  const { code, output } = await runCommand(process.execPath, args, { cwd: root, quiet: true });
  console.log(`${name}: ${code === 0 ? 'passed' : 'failed'}\n${output}`.trim());
  return code === 0;
}

/**
 * @typedef {{ numPassedTests: number, numFailedTests: number }} Report Of vitest's JSON report.
 */

/**
 * What one run of vitest came to. A run that ends badly without a failed test (a file that does not
 * load, an error outside of any test, no test at all, a time-out) counts as one failure.
 * @param {Report | undefined} report None when vitest did not write one.
 * @param {number} exitCode
 * @returns {Count}
 */
export function countRun(report, exitCode) {
  const passed = report?.numPassedTests ?? 0;
  const failed = report?.numFailedTests ?? 0;
  const bad = exitCode !== 0 || passed + failed === 0;
  return { passed, failed: bad && failed === 0 ? 1 : failed };
}

/**
 * @param {import('./test-runs.mjs').TestRun} run
 * @param {string} scratch Folder for the report.
 * @returns {Promise<Count>}
 */
async function runTests(run, scratch) {
  const reportFile = join(scratch, `${run.name}.json`);
  const { code, timedOut } = await runCommand(
    run.node,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...run.filters,
      ...run.excludes.map((file) => `--exclude=${file}`),
      ...(process.stdout.isTTY ? ['--reporter=default'] : ['--reporter=dot', '--no-color']),
      ...run.options,
      '--reporter=./scripts/second-runs.mjs',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
    ],
    {
      cwd: root,
      // `node` by name is the same one as `process.execPath` in every test.
      env: {
        ...process.env,
        PATH: `${dirname(run.node)}${delimiter}${process.env['PATH']}`,
        ...run.env,
      },
      timeoutMs: run.timeoutMs,
    },
  );
  if (timedOut) console.log(`stopped: not done after ${run.timeoutMs / 60_000} minutes`);
  let report;
  try {
    report = /** @type {Report} */ (JSON.parse(await readFile(reportFile, 'utf8')));
  } catch {
    console.log(`no report of the tests on ${run.name}`);
  }
  return countRun(report, code);
}

/**
 * The tests in the whole workbench depend on the machine's haste too, and go on from each other: all are
 * run a second time, in a new window.
 * @param {string} scratch Folder for the report.
 * @returns {Promise<Count>}
 */
async function testCore(scratch) {
  try {
    await findChromium({ log: console.log });
  } catch (error) {
    console.log(`skipped: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 0 };
  }
  const first = await runTests(coreRun, scratch);
  if (first.failed === 0) return first;
  console.log('run a second time, in a new window');
  const second = await runTests(coreRun, scratch);
  if (second.failed === 0) console.log(`passed in a second run only: ${coreFile}`);
  return second;
}

/** @returns {Promise<Count>} */
async function testEverything() {
  await setUp({ nodes: true, log: console.log });
  const sum = { passed: 0, failed: 0 };
  /** @param {string} name @param {() => Promise<Count>} step */
  const step = async (name, step) => {
    console.log(`\n== ${name}`);
    const started = performance.now();
    const { passed, failed } = await step();
    sum.passed += passed;
    sum.failed += failed;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`== ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
  };
  await step(checks.map(({ name }) => name).join(', '), async () => {
    const counts = await Promise.all(checks.map(check));
    return {
      passed: counts.filter(Boolean).length,
      failed: counts.filter((passed) => !passed).length,
    };
  });
  await step("tests in VS Code's extension host", () => runHostTests({ log: console.log }));
  const scratch = await mkdtemp(join(tmpdir(), 'restitch-test-'));
  try {
    await step(`tests in ${coreRun.name}`, () => testCore(scratch));
    for (const run of testRuns()) {
      await step(`tests on ${run.name}`, () => runTests(run, scratch));
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return sum;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let sum = { passed: 0, failed: 1 };
  try {
    sum = await testEverything();
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}
