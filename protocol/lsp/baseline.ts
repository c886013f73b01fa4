import { NotificationType, RequestType } from 'vscode-jsonrpc';

/** A session that documents are compared with. */
export interface SessionStatus {
  session: string;
  pid: number;
  entry: string;
  version: number;
  /** Modules of the program that can be updated. */
  modules: number;
  /** URIs of the files that differ from what runs, in buffers and on disk. */
  changed: string[];
  /** Frames on a stack, and activations suspended at `await` or `yield`. */
  frames: number;
  suspended: number;
}

export interface BaselineParams {
  /** Ask the programs where they are now, rather than say what is known. */
  refresh?: boolean;
}

export interface BaselineStatus {
  sessions: SessionStatus[];
}

/** What the documents are compared with. */
export const baselineRequest = new RequestType<BaselineParams, BaselineStatus, void>(
  'restitch/baseline',
);

/** A session has come, gone, or runs another version. */
export const baselineChanged = new NotificationType<BaselineStatus>('restitch/baselineChanged');
