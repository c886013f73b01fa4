/** The file that announces a session in the per-user folder, and a row of `ps --json`. */
export interface SessionRecord {
  name: string;
  pid: number;
  /** Absolute path of the program's entry. */
  entry: string;
  cwd: string;
  /** When the session was started, ISO 8601. */
  started: string;
  /** Socket file (or named pipe) of the session's coordinator. */
  socket: string;
  node: string;
  /** Process id of the session that started this one as a child process. */
  parent: number | null;
  /** Of a process that a debugger has started: where its inspector listens. */
  inspector?: InspectorAddress;
}

/** A process's inspector: loopback only, and nobody else's business. */
export interface InspectorAddress {
  /** WebSocket address. */
  url: string;
  /** What the debugger knows its processes by. */
  token: string;
}

/** What `info` answers: the record and what the session has come to. */
export interface SessionInfo extends SessionRecord {
  version: number;
  threads: number;
  /** Modules that are loaded and can be updated. */
  modules: number;
  /** Files that were loaded as they are, with the reason. */
  notInstrumented: { file: string; reason: string }[];
}
