// dist/cli.js. What only other commands need is in commands.cjs: starting a program loads this alone.
import { createRequire } from 'node:module';
import { RestitchError } from '../protocol/diagnostics.js';
import type * as Commands from './commands.js';
import { parseRun, UsageError, type RunArguments } from './run-arguments.js';
import { prepare, runProgram } from './run.js';
import { usage } from './usage.js';

const usageError = 64;

function main(argv: readonly string[]): void {
  const [command, ...rest] = argv;
  if (command === 'run' && rest[0] !== '--help' && rest[0] !== '-h') {
    const args = parsed(rest);
    if (!args) return;
    if (!args.interactive) {
      // Outside of any `try`: V8 forgets where an exception was thrown when a handler has seen it.
      if (prepared(args)) runProgram();
      return;
    }
  }
  const require = createRequire(import.meta.url);
  const { runCommand } = require('./commands.cjs') as typeof Commands;
  void runCommand(argv);
}

function prepared(args: RunArguments): boolean {
  try {
    prepare(args);
    return true;
  } catch (error) {
    if (!(error instanceof RestitchError)) throw error;
    const [first] = error.diagnostics;
    process.stderr.write(`restitch: ${first?.code} ${error.message} ${first?.file ?? ''}\n`);
    process.exitCode = usageError;
    return false;
  }
}

function parsed(argv: readonly string[]): RunArguments | undefined {
  try {
    return parseRun(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`restitch: ${error.message}\n\n${usage}`);
    process.exitCode = usageError;
    return undefined;
  }
}

main(process.argv.slice(2));
