import { dirname, isAbsolute, resolve } from 'node:path';
import type {
  AttachArguments,
  LaunchArguments,
} from '../../runtime-agent/adapter/dap/arguments.js';
import type { Translate } from '../translate.js';

/** A configuration as launch.json has it. */
export interface Configuration {
  [key: string]: unknown;
  type: string;
  request: string;
  name: string;
}

export const debugType = 'restitch';

/** What a configuration is resolved with. */
export interface ConfigurationContext {
  /** Absolute path of the program text in the active editor, if there is one. */
  activeFile?: string;
  /** Absolute path of the workspace folder. */
  folder?: string;
  t: Translate;
}

/** A configuration, or why there is none. */
export type Resolution<C = Configuration> = { config: C } | { problem: string };

/** What an editor adds to the environment of its own processes, and no program is to see. */
const editorVariables = [
  'ELECTRON_RUN_AS_NODE',
  'ELECTRON_NO_ASAR',
  'VSCODE_CWD',
  'VSCODE_PID',
  'VSCODE_IPC_HOOK',
  'VSCODE_NLS_CONFIG',
  'VSCODE_CODE_CACHE_PATH',
  'VSCODE_HANDLES_UNCAUGHT_ERRORS',
  'VSCODE_ESM_ENTRYPOINT',
  'VSCODE_CRASH_REPORTER_PROCESS_TYPE',
  'NODE_CHANNEL_FD',
];

/** Names of files that can be run. */
export const isProgram = (file: string): boolean => /\.[cm]?[jt]s$/.test(file);

/** The configuration of F5 where there is no launch.json, and of the commands. */
export function currentFile(file: string, t: Translate): Configuration {
  const name = t('Current File with Live Updates');
  return { type: debugType, request: 'launch', name, program: file };
}

/**
 * Fills in what is missing, before the editor replaces variables.
 *
 * @param given Empty when there is no launch.json.
 */
export function completeConfiguration(
  given: Partial<Configuration>,
  { activeFile, t }: ConfigurationContext,
): Resolution {
  const isEmpty = given.type === undefined && given.request === undefined;
  if (isEmpty || (given.request === 'launch' && isBlank(given['program']))) {
    if (activeFile === undefined) {
      const hint = t('Open a JavaScript or TypeScript file, or name a "program" in launch.json.');
      return { problem: t('There is no program to run. {0}', hint) };
    }
    const base = currentFile(activeFile, t);
    return { config: isEmpty ? base : { ...base, ...given, program: activeFile } };
  }
  const { request } = given;
  if (request !== 'launch' && request !== 'attach') {
    return { problem: t('A configuration of type restitch is a "launch" or an "attach".') };
  }
  const config = { name: t('Live Updates'), ...given, type: debugType, request };
  if (request === 'launch' || ['session', 'pid', 'port'].some((key) => !isBlank(given[key]))) {
    return { config };
  }
  return { config: { ...config, session: '${command:PickSession}' } };
}

/** Makes the adapter's arguments of a configuration whose variables are replaced. */
export function finishConfiguration(
  given: Configuration,
  context: ConfigurationContext,
): Resolution {
  return given.request === 'attach' ? finishAttach(given, context) : finishLaunch(given, context);
}

function finishLaunch(given: Configuration, { folder, t }: ConfigurationContext): Resolution {
  const { program, cwd, args, env } = given as Configuration & Partial<LaunchArguments>;
  if (typeof program !== 'string' || program.trim() === '') {
    return { problem: t('"program" is missing in the configuration {0}.', given.name) };
  }
  if (args !== undefined && !isStrings(args)) {
    return { problem: t('"args" has to be a list of texts in the configuration {0}.', given.name) };
  }
  const base = folder ?? (isAbsolute(program) ? dirname(program) : undefined);
  if (base === undefined) {
    return { problem: t('"program" has to be an absolute path where no folder is open.') };
  }
  const absolute = resolve(base, program);
  const taken = Object.fromEntries(editorVariables.map((name) => [name, null]));
  return {
    config: {
      ...given,
      program: absolute,
      cwd: isBlank(cwd) ? (folder ?? dirname(absolute)) : resolve(base, cwd ?? ''),
      env: { ...taken, ...env },
    },
  };
}

function finishAttach(given: Configuration, { t }: ConfigurationContext): Resolution {
  const { session, pid, port, ...rest } = given as Configuration & Partial<AttachArguments>;
  const numbers: { pid?: number; port?: number } = {};
  for (const [name, value] of Object.entries({ pid, port })) {
    if (isBlank(value)) continue;
    const number = Number(value);
    if (!Number.isInteger(number) || number <= 0) {
      return { problem: t('"{0}" has to be a number in the configuration {1}.', name, given.name) };
    }
    numbers[name as keyof typeof numbers] = number;
  }
  if (isBlank(session) && numbers.pid === undefined && numbers.port === undefined) {
    return { problem: t('No session was chosen to attach to.') };
  }
  return { config: { ...rest, ...numbers, ...(isBlank(session) ? {} : { session }) } };
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** What a new launch.json begins with. */
export function initialConfigurations(main: string | undefined, t: Translate): Configuration[] {
  const skipFiles = ['<node_internals>/**'];
  const program = main === undefined ? '${file}' : `\${workspaceFolder}/${main}`;
  return [
    { type: debugType, request: 'launch', name: t('Launch with Live Updates'), program, skipFiles },
    {
      ...{ type: debugType, request: 'attach', name: t('Attach to a Running Session') },
      session: '${command:PickSession}',
    },
  ];
}
