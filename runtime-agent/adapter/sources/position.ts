import {
  GREATEST_LOWER_BOUND,
  LEAST_UPPER_BOUND,
  type OriginalMapping,
  type InvalidOriginalMapping,
} from '@jridgewell/trace-mapping';

/** Line and column, both 1-based. */
export interface Position {
  line: number;
  column: number;
}

export const comparePositions = (a: Position, b: Position): number =>
  a.line - b.line || a.column - b.column;

type Bias = typeof GREATEST_LOWER_BOUND | typeof LEAST_UPPER_BOUND;

/** What a source map says of a place, or of the nearest one that it knows in the same line. */
export function originalFallback<T extends Position & { file: string }>(
  find: (bias: Bias) => OriginalMapping | InvalidOriginalMapping,
  otherwise: T,
): Position & { file: string } {
  for (const bias of [GREATEST_LOWER_BOUND, LEAST_UPPER_BOUND] as const) {
    const { source, line, column } = find(bias);
    if (source !== null) return { file: source, line, column: column + 1 };
  }
  return otherwise;
}
