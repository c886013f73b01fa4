import { existsSync } from 'node:fs';
import type { SourceVersion } from '../sources/source-version.js';
import { chooseStop } from '../sources/stops.js';
import type { SourceBreakpoint } from './breakpoint.js';
import type { BreakpointHost } from './host.js';

/** The version whose text the client has before it: what lies on disk. */
export function textOf(host: BreakpointHost, file: string): SourceVersion | undefined {
  const { versions } = host;
  const running = host.running(file);
  if (!versions) return running;
  if (running) {
    if (versions.isCurrent(running)) return running;
    return versions.onDisk(running.id, running.entry.format) ?? running;
  }
  return host.inScope(file) && existsSync(file) ? versions.onDisk(file, undefined) : undefined;
}

/** Gives a breakpoint the statement that its line, or what comes behind that, has in a version. */
export function anchor(item: SourceBreakpoint, version: SourceVersion): void {
  const { line, column } = item.requested;
  const stop = chooseStop(version, item.file, line, column);
  if (!stop) {
    item.anchor = undefined;
    item.message = 'There is no code at or behind this line.';
    return;
  }
  item.anchor = { version, offset: stop.offset };
  item.isGone = false;
  item.message = undefined;
  item.line = stop.line;
  item.column = stop.column;
}

/** Moves a breakpoint with its statement to the version that runs, or notes that it is gone. */
export function moveTo(
  { correspondences }: BreakpointHost,
  item: SourceBreakpoint,
  running: SourceVersion,
): void {
  if (!item.anchor) return anchor(item, running);
  const { version, offset } = item.anchor;
  const found = correspondences.follow(version, running, offset);
  item.isGone = found.offset === undefined;
  if (found.offset === undefined) {
    item.message = notInCode(found.reason);
    return;
  }
  item.anchor = { version: running, offset: found.offset };
  const { line, column } = running.authored(found.offset);
  item.message = undefined;
  item.line = line;
  item.column = column;
  item.requested = { ...item.requested, line, ...(item.requested.column ? { column } : {}) };
}

/** Its statement is in the version that runs, whose code is made when it is first entered. */
export function isToCome(host: BreakpointHost, { file, anchor }: SourceBreakpoint): boolean {
  const running = host.running(file);
  if (!anchor || !running) return false;
  return host.correspondences.follow(anchor.version, running, anchor.offset).offset !== undefined;
}

export const notInCode = (reason: string): string => `Not in the code that runs: ${reason}.`;
