import type { Protocol } from 'devtools-protocol';
import { functionAt, type Frame } from '../targets/frame.js';
import type { DebugThread } from '../targets/thread.js';

export interface StepInTarget {
  id: number;
  label: string;
  line: number;
  column: number;
  location: Protocol.Debugger.Location;
}

/** The calls of the statement that a frame is stopped in front of, each to be stepped into. */
export async function stepInTargets(thread: DebugThread, frame: Frame): Promise<StepInTarget[]> {
  const { script, place } = frame;
  const fn = functionAt(frame);
  const version = script.text.version;
  if (!fn || !version) return [];
  const statement = fn.points.find(
    ({ kind, start }) => kind === 'before' && start === place.offset,
  );
  const end = statement?.end ?? version.lines.offset({ line: place.line + 1, column: 1 });
  const targets: StepInTarget[] = [];
  for (const { kind, at, start, end: close, node } of fn.points) {
    const isCall = kind === 'call' || kind === 'new' || kind === 'tag';
    if (!isCall || at < 0 || start < place.offset || close > end) continue;
    const position = script.text.positionOf(at);
    if (!position) continue;
    const from = {
      scriptId: script.id,
      lineNumber: position.line - 1,
      columnNumber: position.column - 1,
    };
    const { locations } = await thread.session.send('Debugger.getPossibleBreakpoints', {
      start: from,
      end: { ...from, columnNumber: position.column },
    });
    const [location] = locations;
    if (!location) continue;
    const { line, column } = version.authored(at);
    const callee = 'callee' in node ? node.callee : 'tag' in node ? node.tag : node;
    const label = version.entry.text.slice(callee.start, callee.end);
    targets.push({ id: targets.length + 1, label: shorten(label), line, column, location });
  }
  return targets;
}

const shorten = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > 60 ? `${flat.slice(0, 59)}…` : flat;
};
