// Runs the debugger's tests on every Node version:
// node scripts/debugger-campaign.mjs [--node REGEX] [--doc FILE] [files of tests/debugger/…]
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { testNodes } from './nodes.mjs';
import { runCommand } from './run-command.mjs';

const root = dirname(import.meta.dirname);

/**
 * @typedef {{ name: string, assertionResults: { status: string, fullName: string }[] }} File
 * @typedef {{ version: string, passed: number, failed: string[], seconds: number }} Row
 */

/**
 * @param {{ version: string, path: string }} node
 * @param {string[]} filters
 * @param {string} scratch
 * @returns {Promise<Row>}
 */
async function runOn({ version, path }, filters, scratch) {
  console.log(`\n== Node ${version}`);
  const report = join(scratch, `${version}.json`);
  const started = performance.now();
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Not a second time: what passes only then is of interest here.
  await runCommand(path, ['node_modules/vitest/vitest.mjs', 'run', ...filters, ...reporters], {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${dirname(path)}${delimiter}${process.env['PATH']}`,
      RESTITCH_CELLS: 'all',
    },
  });
  const seconds = (performance.now() - started) / 1000;
  /** @type {{ testResults: File[] }} */
  const { testResults } = JSON.parse(await readFile(report, 'utf8'));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const broken = testResults.filter(({ assertionResults }) => assertionResults.length === 0);
  const failed = tests.filter(({ status }) => status === 'failed');
  return {
    version,
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: [...failed.map(({ fullName }) => fullName), ...broken.map(({ name }) => name)],
    seconds,
  };
}

/** @param {Row[]} rows */
const table = (rows) =>
  [
    '| Node | passed | failed | seconds |',
    '| --- | ---: | ---: | ---: |',
    ...rows.map(
      ({ version, passed, failed, seconds }) =>
        `| ${version} | ${passed} | ${failed.length} | ${seconds.toFixed(0)} |`,
    ),
  ].join('\n');

const { values, positionals } = parseArgs({
  options: { node: { type: 'string', default: '' }, doc: { type: 'string' } },
  allowPositionals: true,
});
const filters = positionals.length > 0 ? positionals : ['tests/debugger'];
const own = { version: process.versions.node, path: process.execPath };
const nodes = [own, ...testNodes()].filter(({ version }) => new RegExp(values.node).test(version));
const scratch = await mkdtemp(join(tmpdir(), 'restitch-debugger-'));
try {
  const rows = [];
  for (const node of nodes) rows.push(await runOn(node, filters, scratch));
  console.log(`\n${table(rows)}`);
  for (const { version, failed } of rows)
    for (const name of failed) console.log(`${version}: ${name}`);
  if (values.doc !== undefined) {
    const file = join(root, values.doc);
    const text = await readFile(file, 'utf8');
    const section = /(<!-- nodes -->)[^]*(<!-- \/nodes -->)/;
    await writeFile(file, text.replace(section, `$1\n\n${table(rows)}\n\n$2`));
  }
  process.exitCode = rows.some(({ failed }) => failed.length > 0) ? 1 : 0;
} finally {
  await rm(scratch, { recursive: true, force: true });
}
