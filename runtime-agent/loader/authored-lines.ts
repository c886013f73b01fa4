import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { textLines, type LineOf } from '../../language-server/planning/places.js';

/** The author's 1-based line of an offset in a module text; the map is read when first needed. */
export function authoredLines(text: string, stripMap: string | undefined): LineOf {
  const lines = textLines(text);
  if (stripMap === undefined) return lines;
  let map: TraceMap | undefined;
  return (offset) => {
    const line = lines(offset);
    const column = offset - (text.lastIndexOf('\n', offset - 1) + 1);
    map ??= new TraceMap(stripMap);
    return originalPositionFor(map, { line, column }).line ?? line;
  };
}
