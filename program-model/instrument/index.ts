import { encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';
import { analyse } from '../emit/analysis.js';
import { emitModule } from '../emit/module.js';
import type { Flattened } from '../emit/text.js';
import { modelSource, type ModuleFormat } from '../model/index.js';
import { functionRanges } from '../model/ranges.js';

export interface InstrumentInput {
  /** The file's absolute path. */
  id: string;
  /** Names the text in the store. */
  hash: string;
  text: string;
  format: ModuleFormat;
  /** Every statement is to be a continuation point, for debuggers. */
  statements?: boolean;
}

export interface SourceMap {
  version: 3;
  sources: string[];
  sourcesContent: string[];
  names: string[];
  mappings: string;
}

/**
 * Instruments a module text, so that its activations can be captured and rebuilt.
 *
 * @returns the instrumented text, with the same lines as the module text, and the map back to it
 * @throws ModuleSyntaxError when the text does not parse
 */
export function instrumentModule(input: InstrumentInput): {
  code: string;
  map: SourceMap;
  /** Where the text of each function and class begins and ends. */
  ranges: number[];
} {
  const analysis = analyse(modelSource(input), input.hash);
  const flattened = emitModule(analysis, input.hash);
  const ranges = functionRanges(analysis.model, analysis.classes);
  return { code: flattened.code, map: mapOf(flattened, input), ranges };
}

/** As `instrumentModule`, with the exact runs of copied text instead of a source map. */
export function instrumentRuns(input: InstrumentInput): Flattened {
  return emitModule(analyse(modelSource(input), input.hash), input.hash);
}

const lineStarts = (text: string): number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

/** The source map of an emitted text. */
export function mapOf(flattened: Flattened, source: { id: string; text: string }): SourceMap {
  const { code, runs } = flattened;
  const outStarts = lineStarts(code);
  const inStarts = lineStarts(source.text);
  const lines: SourceMapSegment[][] = outStarts.map(() => []);
  let outLine = 0;
  for (const run of runs) {
    for (let offset = 0; offset < run.length;) {
      const at = run.at + offset;
      while (outLine + 1 < outStarts.length && (outStarts[outLine + 1] ?? 0) <= at) outLine += 1;
      const [inLine, inColumn] = locate(inStarts, run.origin + offset);
      lines[outLine]?.push([at - (outStarts[outLine] ?? 0), 0, inLine, inColumn]);
      const lineEnd = code.indexOf('\n', at);
      offset = lineEnd < 0 ? run.length : lineEnd + 1 - run.at;
    }
  }
  return {
    version: 3,
    sources: [source.id],
    sourcesContent: [source.text],
    names: [],
    mappings: encode(lines),
  };
}

function locate(starts: readonly number[], offset: number): [line: number, column: number] {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return [low, offset - (starts[low] ?? 0)];
}
