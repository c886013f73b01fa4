import type { DebugProtocol } from '@vscode/debugprotocol';

/** What both ways to start a debug session take. */
export interface CommonArguments {
  /**
   * Globs of files whose code is passed over in stepping; `<node_internals>/**` for Node's own, which are
   * passed over unless other globs are given.
   */
  skipFiles?: string[];
  /** Pass over code that nobody in the workspace has written: Node's own and node_modules. */
  justMyCode?: boolean;
  /** Show functions of the built-in prototype chain, and so on, of whole objects in the console. */
  outputCapture?: 'console' | 'std';
}

export interface LaunchArguments extends DebugProtocol.LaunchRequestArguments, CommonArguments {
  program: string;
  args?: string[];
  cwd?: string;
  env?: Record<string, string | null>;
  /** A file of `NAME=value` lines; `env` stands above it. */
  envFile?: string;
  runtimeExecutable?: string;
  runtimeArgs?: string[];
  console?: 'internalConsole' | 'integratedTerminal' | 'externalTerminal';
  stopOnEntry?: boolean;
  /** Start the program again when it ends by itself. */
  restart?: boolean;
  /** Name of the session; the program's base name where it is not given. */
  session?: string;
  /** Globs of files to be instrumented beside the project's, and of those to be left alone. */
  instrument?: string[];
  exclude?: string[];
}

export interface AttachArguments extends DebugProtocol.AttachRequestArguments, CommonArguments {
  /** Name of a running session. */
  session?: string;
  /** Process id: of a session, or of any Node process. */
  pid?: number;
  /** Port of an inspector that listens already. */
  port?: number;
  /** Its host; `127.0.0.1`. */
  host?: string;
}
