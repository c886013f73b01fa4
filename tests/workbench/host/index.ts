// Loaded by the extension host, which calls `run` and takes its promise for the outcome.
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Mocha from 'mocha';

/**
 * Runs the bundled test files beside this one.
 * `RESTITCH_HOST_TESTS_GREP` keeps the tests whose title matches; `RESTITCH_HOST_TESTS_REPORT` is
 * the file for the counts.
 * @throws {Error} when a test fails, or none has run.
 */
export async function run(): Promise<void> {
  const grep = process.env['RESTITCH_HOST_TESTS_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    // The workbench is a program of its own, with its own haste.
    retries: 1,
    slow: 5000,
    reporter: 'spec',
    color: false,
  });
  if (grep) mocha.grep(new RegExp(grep, 'i'));
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.host.cjs'));
  for (const name of files.sort()) mocha.addFile(join(__dirname, name));
  let passed = 0;
  const failed = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', () => passed++)
      .on('retry', ({ title }: Mocha.Test) => console.log(`run a second time: ${title}`));
  });
  const report = process.env['RESTITCH_HOST_TESTS_REPORT'];
  if (report) await writeFile(report, JSON.stringify({ passed, failed }));
  if (failed > 0) throw new Error(`${failed} failed`);
  if (passed === 0) throw new Error('no test has run');
}
