import { RequestType } from 'vscode-jsonrpc';
import type { PointEntry } from '../plan.js';

export interface StackPreviewParams {
  /** May be left out where only one session is attached. */
  session?: string;
  /** Innermost frames to read of each thread. */
  depth?: number;
}

/** A frame as it is, and what the pending changes make of it. */
export interface PreviewFrame {
  function: string;
  file: string;
  /** 1-based, in the text that runs. */
  line: number;
  column: number;
  /** `null`: its function does not change. */
  becomes: {
    function: string | null;
    /** 1-based, in the document. */
    line: number | null;
    how: PointEntry['how'] | 'unknown';
    asks: boolean;
  } | null;
  /** Of suspended activations, how many wait here; 1 for frames. */
  count: number;
}

export interface PreviewThread {
  id: number;
  name: string;
  /** Innermost first. */
  frames: PreviewFrame[];
  suspended: PreviewFrame[];
  truncated: boolean;
}

/** The stacks of a session now, and what an update would make of them. */
export const stackPreviewRequest = new RequestType<StackPreviewParams, PreviewThread[], void>(
  'restitch/stackPreview',
);
