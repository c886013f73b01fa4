import type { Position } from '../sources/position.js';
import type { Script } from '../sources/script.js';
import type { SourceVersion } from '../sources/source-version.js';
import type { VersionStore } from '../sources/version-store.js';
import type { DebugThread } from '../targets/thread.js';
import { anchor, notInCode } from './anchoring.js';
import type { SourceBreakpoint } from './breakpoint.js';
import type { BreakpointHost } from './host.js';

/** Whether a script may have the statement of a breakpoint. */
export function mayHold(
  script: Script,
  { file }: SourceBreakpoint,
  versions: VersionStore | undefined,
): boolean {
  if (script.kind === 'internal') return script.url === file;
  if (!script.isProgram) return script.file === file || mapsTo(script, file);
  const version = script.hash === undefined ? undefined : versions?.get(script.hash);
  return version?.files.includes(file) === true || version?.id === file;
}

const mapsTo = ({ parsed, mapSources }: Script, file: string): boolean =>
  (parsed.sourceMapURL ?? '') !== '' && mapSources.includes(file);

/** Where the statement of a breakpoint is in a script of the program. */
export function positionsIn(
  { correspondences }: BreakpointHost,
  script: Script,
  version: SourceVersion,
  item: SourceBreakpoint,
): Position[] {
  if (!item.anchor) anchor(item, version);
  if (!item.anchor) return [];
  const found = correspondences.follow(item.anchor.version, version, item.anchor.offset);
  if (found.offset === undefined) {
    if (!item.verified) item.message = notInCode(found.reason);
    return [];
  }
  return script.text.positionsOf(found.offset);
}

/** Where V8 can stop first at or behind the line of a breakpoint, in a script that nobody has instrumented. */
export async function positionsInPlain(
  thread: DebugThread,
  script: Script,
  item: SourceBreakpoint,
): Promise<Position[]> {
  const { line, column = 1 } = item.requested;
  const [range] = script.text.rangesOf(item.file, line);
  if (!range) return [];
  const start = { ...range.start, column: Math.max(range.start.column, column) };
  const { locations } = await thread.session.send('Debugger.getPossibleBreakpoints', {
    start: { scriptId: script.id, lineNumber: start.line - 1, columnNumber: start.column - 1 },
  });
  const [first] = locations;
  if (!first) return [];
  const position = { line: first.lineNumber + 1, column: (first.columnNumber ?? 0) + 1 };
  const place = script.text.place(position);
  item.line = place.line;
  item.column = place.column;
  return [position];
}
