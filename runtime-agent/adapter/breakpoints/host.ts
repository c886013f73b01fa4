import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Correspondences } from '../sources/correspondence.js';
import type { SourceVersion } from '../sources/source-version.js';
import type { VersionStore } from '../sources/version-store.js';
import type { DebugThread } from '../targets/thread.js';

/** What breakpoints need to know of the program that they are in. */
export interface BreakpointHost {
  readonly versions: VersionStore | undefined;
  readonly correspondences: Correspondences;
  threads(): Iterable<DebugThread>;
  sourceOf(file: string): DebugProtocol.Source;
  /** Whether a file's modules are instrumented when they are loaded. */
  inScope(file: string): boolean;
  /** The version of a file that runs, where one has been loaded. */
  running(file: string): SourceVersion | undefined;
  changed(breakpoint: DebugProtocol.Breakpoint): void;
}
