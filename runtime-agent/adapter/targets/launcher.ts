import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { RunOptions } from '../../loader/options.js';
import type { LaunchArguments } from '../dap/arguments.js';
import { readEnvFile } from './env-file.js';
import { injection } from './injection.js';

/** A program that is ready to be started. */
export interface LaunchPlan {
  /** The command with its arguments. */
  command: string[];
  cwd: string;
  /** The whole environment. */
  env: Record<string, string>;
  /** What was added to, or set in, the debugger's own environment; `null`: taken out. */
  changes: Record<string, string | null>;
  options: RunOptions;
  token: string;
}

/**
 * Works out how to start a program.
 * @throws {RestitchError} RS1008; and what reading the `envFile` throws
 */
export function planLaunch(args: LaunchArguments, ownFolder: string): LaunchPlan {
  const cwd = resolve(args.cwd ?? dirname(args.program));
  const program = resolve(cwd, args.program);
  const fromFile = args.envFile === undefined ? {} : readEnvFile(resolve(cwd, args.envFile));
  const changes: Record<string, string | null> = { ...fromFile, ...args.env };
  const base = applied(process.env, changes);
  const token = randomBytes(12).toString('hex');
  const { session, instrument, exclude } = args;
  const { env, options } = injection({
    ...{ program, cwd, env: base, ownFolder },
    ...(session === undefined ? {} : { session }),
    ...(instrument === undefined ? {} : { instrument }),
    ...(exclude === undefined ? {} : { exclude }),
    debug: { token, pid: process.pid },
    isEarly: !isInTerminal(args),
  });
  const { runtimeExecutable = 'node', runtimeArgs = [] } = args;
  return {
    command: [runtimeExecutable, ...runtimeArgs, program, ...(args.args ?? [])],
    ...{ cwd, options, token },
    env: { ...base, ...env },
    changes: { ...changes, ...env },
  };
}

/** Whether the client runs the program, in a terminal of its own. */
export function isInTerminal<A extends LaunchArguments>(
  args: A,
): args is A & { console: 'integratedTerminal' | 'externalTerminal' } {
  return args.console === 'integratedTerminal' || args.console === 'externalTerminal';
}

function applied(
  env: NodeJS.ProcessEnv,
  changes: Record<string, string | null>,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...env, ...changes })) {
    if (value !== null && value !== undefined) result[name] = value;
  }
  return result;
}

export interface ChildListener {
  output: (category: 'stdout' | 'stderr', text: string) => void;
  /** Node's inspector listens, at the address of a WebSocket. */
  inspector: (url: string) => void;
}

/** Starts a program as a child process. */
export function startChild(plan: LaunchPlan, listener: ChildListener): ChildProcess {
  const { command, cwd, env } = plan;
  const [executable = 'node', ...args] = command;
  const child = spawn(executable, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.setEncoding('utf8').on('data', (text: string) => listener.output('stdout', text));
  const clean = withoutInspectorLines(listener);
  child.stderr.setEncoding('utf8').on('data', clean.write);
  child.stderr.once('close', clean.end);
  return child;
}

const inspectorLine =
  /^(Debugger listening on ws:.*|For help, see: https:\/\/nodejs\.org\/.*|Debugger attached\.|Waiting for the debugger to disconnect\.\.\.|Debugger ending on ws:.*)\r?\n/gm;

/** Leaves out what Node itself writes about its inspector. */
function withoutInspectorLines({ output, inspector }: ChildListener): {
  write: (text: string) => void;
  end: () => void;
} {
  let rest = '';
  let isKnown = false;
  const flush = (): void => {
    if (rest !== '') output('stderr', rest);
    rest = '';
  };
  return {
    write: (chunk) => {
      const raw = rest + chunk;
      // The first one is the process's own; a program may start others.
      const [, url] = isKnown ? [] : (/^Debugger listening on (ws:\S+)\r?\n/m.exec(raw) ?? []);
      if (url !== undefined) {
        isKnown = true;
        inspector(url);
      }
      const text = raw.replace(inspectorLine, '');
      // The beginning of such a line may come before its end does.
      const last = text.slice(text.lastIndexOf('\n') + 1);
      const mayBeOurs = /^(Debugger |For help, |Waiting for the )/.test(last);
      rest = mayBeOurs ? last : '';
      const whole = mayBeOurs ? text.slice(0, text.length - last.length) : text;
      if (whole !== '') output('stderr', whole);
    },
    end: flush,
  };
}

/** What a client is asked to run in a terminal of its own. */
export function terminalRequest(
  { command, cwd, changes }: LaunchPlan,
  kind: 'integrated' | 'external',
): DebugProtocol.RunInTerminalRequestArguments {
  return { kind, title: 'Restitch', cwd, args: command, env: changes };
}
