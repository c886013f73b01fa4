// npm start [-- [options] program [args]]: sets up, then shows an update (no arguments) or runs the
// given program ready for live updates; `npm start -- --editor` opens the test-workspace in VS Code.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @param {string[]} args What was given to `npm start --`.
 * @returns {string[]} The arguments for the command line.
 */
export function commandFor(args) {
  return args.length === 0 ? ['demo'] : ['run', '--interactive', ...args];
}

/**
 * Runs the command line in place of this process: same stdio, working folder, signals, exit code.
 * @param {string[]} args
 * @returns {Promise<number>} The exit code.
 */
function runCommandLine(args) {
  return new Promise((resolve, reject) => {
    // npm runs scripts in the root; a relative path means the folder of the one who typed it.
    const cwd = process.env['INIT_CWD'] ?? process.cwd();
    const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], {
      stdio: 'inherit',
      cwd,
    });
    // A terminal sends SIGINT to both; the child decides what it means.
    process.on('SIGINT', () => {});
    for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => child.kill(signal));
    }
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await setUp();
    const args = process.argv.slice(2);
    if (args[0] === '--editor') {
      const { openEditor } = await import('./workbench/editor.mjs');
      process.exitCode = await openEditor();
    } else {
      process.exitCode = await runCommandLine(commandFor(args));
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
