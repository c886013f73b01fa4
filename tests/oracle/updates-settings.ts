import type { SourceText } from '../../runtime-agent/update/versions.js';

/** What the part of the oracle inside a program is told. */
export interface UpdateSettings {
  /** The files as they run at first, by path; files that the update adds among them. */
  sources: Record<string, SourceText>;
  /** The texts that the update brings. */
  next: SourceText[];
  /** A written plan's path. */
  plan: string | undefined;
  /** Proposed answers are accepted. */
  yes: boolean;
  /** The update point (from 1) at which the update commits; 0 for none. */
  at: number;
}

/** What came of it, written when the program ends. */
export interface UpdateOutcome {
  /** Update points passed until the update, or in all where there was none. */
  points: number;
  outcome: 'none' | 'applied' | 'refused' | 'failed';
  /** Lines that had been printed at the commit. */
  lines: number;
  /** Frames rebuilt. */
  frames: number;
  /** Outdated frames that finish a statement first. */
  deferred: number;
  diagnostics: string[];
}
