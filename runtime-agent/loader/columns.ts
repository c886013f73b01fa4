// Instrumenting keeps lines and shifts columns only, so a table of columns per line is enough to
// find a place in the module text: unlike a source map, one line can be read without the others.

/** Pairs [column in the instrumented line, column in the module's line], ascending, 0-based. */
export type LineColumns = [number, number][];

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const values = new Int8Array(128).fill(-1);
for (let i = 0; i < digits.length; i++) values[digits.charCodeAt(i)] = i;

function encodeNumber(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += digits.charAt(rest > 0 ? digit | 32 : digit);
  } while (rest > 0);
  return text;
}

/**
 * @param lines One entry per instrumented line.
 * @returns Lines parted by `;`, each base64-VLQ pairs of differences that start anew in each line.
 */
export function encodeColumns(lines: readonly LineColumns[]): string {
  return lines
    .map((pairs) => {
      let generated = 0;
      let source = 0;
      let text = '';
      for (const [g, s] of pairs) {
        // A constant shift goes on until something else is said.
        if (text !== '' && g - generated === s - source) continue;
        text += encodeNumber(g - generated) + encodeNumber(s - source);
        generated = g;
        source = s;
      }
      return text;
    })
    .join(';');
}

function lineText(table: string, line: number): string {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const next = table.indexOf(';', start);
    if (next < 0) return '';
    start = next + 1;
  }
  const end = table.indexOf(';', start);
  return table.slice(start, end < 0 ? table.length : end);
}

/** Decodes one line (1-based) of a table made by {@link encodeColumns}. */
export function decodeLine(table: string, line: number): LineColumns {
  const text = lineText(table, line);
  const pairs: LineColumns = [];
  const current: [number, number] = [0, 0];
  let field = 0;
  let value = 0;
  let shift = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = values[text.charCodeAt(i)] ?? 0;
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    current[field] = (current[field] ?? 0) + (value & 1 ? -(value >>> 1) : value >>> 1);
    if (field === 1) pairs.push([current[0], current[1]]);
    field ^= 1;
    value = 0;
    shift = 0;
  }
  return pairs;
}

/**
 * The column in the module's line for one in the instrumented line (both 0-based). A place in
 * inserted text counts as the place where it was inserted.
 */
export function sourceColumn(table: string, line: number, column: number): number {
  const pairs = decodeLine(table, line);
  let found: [number, number] | undefined;
  let next: [number, number] | undefined;
  for (const pair of pairs) {
    if (pair[0] > column) {
      next = pair;
      break;
    }
    found = pair;
  }
  if (!found) return next ? Math.min(column, next[1]) : column;
  const shifted = found[1] + column - found[0];
  // What follows in the source bounds it; what comes from further left says nothing.
  return next && next[1] >= found[1] ? Math.min(shifted, next[1]) : shifted;
}
