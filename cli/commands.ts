// dist/commands.cjs: every command but `run`.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { RestitchError } from '../protocol/diagnostics.js';
import { demo } from './demo.js';
import { instrument } from './instrument.js';
import { runInteractive } from './interactive.js';
import { parseRun, UsageError } from './run-arguments.js';
import { apply, listSessions, plan, rollback, showStack } from './sessions.js';
import { diagnosticsText } from './texts.js';
import { usage } from './usage.js';

export { globSources } from '../runtime-agent/client/globs.js';

const usageExit = 64;
const refusedExit = 2;

const flag = { type: 'boolean' } as const;
const text = { type: 'string' } as const;

interface Parsed {
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
}

function parse(
  args: readonly string[],
  options: ParseArgsConfig['options'],
  names: string[],
): Parsed {
  let parsed: Parsed;
  try {
    const config: ParseArgsConfig = {
      args: [...args],
      options: { ...options, help: { ...flag, short: 'h' } },
      allowPositionals: true,
    };
    parsed = parseArgs(config) as Parsed;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { positionals, values } = parsed;
  if (values['help'] === true) throw new Help();
  const missing = names[positionals.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing.`);
  const extra = positionals[names.length];
  if (extra !== undefined) throw new UsageError(`There is no use for ${extra}.`);
  return parsed;
}

class Help extends Error {}

async function dispatch(argv: readonly string[]): Promise<number> {
  const [command, ...args] = argv;
  switch (command) {
    case 'run':
      if (args[0] === '--help' || args[0] === '-h') throw new Help();
      return runInteractive(parseRun(args));
    case 'ps': {
      const { values } = parse(args, { json: flag }, []);
      return listSessions(values['json'] === true);
    }
    case 'stack': {
      const { values, positionals } = parse(args, { json: flag }, ['The session’s name']);
      return showStack(positionals[0] ?? '', values['json'] === true);
    }
    case 'plan': {
      const options = { json: flag, plan: text, out: text, 'no-types': flag };
      const { values, positionals } = parse(args, options, ['The session’s name']);
      return plan(positionals[0] ?? '', {
        json: values['json'] === true,
        types: values['no-types'] !== true,
        plan: values['plan'] as string | undefined,
        out: values['out'] as string | undefined,
      });
    }
    case 'apply': {
      const options = { json: flag, plan: text, yes: flag, timeout: text, 'no-types': flag };
      const { values, positionals } = parse(args, options, ['The session’s name']);
      return apply(positionals[0] ?? '', {
        json: values['json'] === true,
        types: values['no-types'] !== true,
        plan: values['plan'] as string | undefined,
        yes: values['yes'] === true,
        timeoutMs: milliseconds(values['timeout'] as string | undefined),
      });
    }
    case 'rollback': {
      const { values, positionals } = parse(args, { json: flag }, ['The session’s name']);
      return rollback(positionals[0] ?? '', values['json'] === true);
    }
    case 'instrument': {
      const { positionals } = parse(args, {}, ['The file']);
      return instrument(positionals[0] ?? '');
    }
    case 'demo':
      parse(args, {}, []);
      return demo();
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      throw new Help();
    default:
      throw new UsageError(`There is no command ${command}.`);
  }
}

function milliseconds(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = Number(value);
  if (!Number.isFinite(ms) || ms <= 0) throw new UsageError('--timeout needs milliseconds.');
  return ms;
}

/** Runs one command; sets the exit code of the process. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  try {
    process.exitCode = await dispatch(argv);
  } catch (error) {
    if (error instanceof Help) {
      process.stdout.write(usage);
    } else if (error instanceof UsageError) {
      process.stderr.write(`restitch: ${error.message}\n\n${usage}`);
      process.exitCode = usageExit;
    } else if (error instanceof RestitchError) {
      process.stderr.write(`${diagnosticsText(error.diagnostics)}\n`);
      process.exitCode = refusedExit;
    } else {
      throw error;
    }
  }
}
