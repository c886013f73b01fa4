import { encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';
import { analyse } from '../emit/analysis.js';
import { emitModule } from '../emit/module.js';
import { writeRuns } from '../emit/saved-runs.js';
import type { Flattened } from '../emit/text.js';
import { LineStarts } from '../line-starts.js';
import { LARGE_TEXT, modelSource, saveCharts, type ModuleFormat } from '../model/index.js';
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
  /** Of a large text, what whoever models it again need not look at (see `saveCharts`). */
  charts?: string;
  /** Of a large text, which part of the code came from where (see `writeRuns`). */
  runs?: string;
} {
  const analysis = analyse(modelSource(input), input.hash);
  const flattened = emitModule(analysis, input.hash);
  const ranges = functionRanges(analysis.model, analysis.classes);
  const instrumented = { code: flattened.code, map: mapOf(flattened, input), ranges };
  if (input.text.length < LARGE_TEXT) return instrumented;
  return {
    ...instrumented,
    charts: saveCharts(analysis.model),
    runs: writeRuns(flattened.runs),
  };
}

/** As `instrumentModule`, with the exact runs of copied text instead of a source map. */
export function instrumentRuns(input: InstrumentInput): Flattened {
  return emitModule(analyse(modelSource(input), input.hash), input.hash);
}

/** The source map of an emitted text. */
export function mapOf(flattened: Flattened, source: { id: string; text: string }): SourceMap {
  const { code, runs } = flattened;
  const outStarts = new LineStarts(code);
  const inStarts = new LineStarts(source.text);
  const lines: SourceMapSegment[][] = Array.from({ length: outStarts.count }, () => []);
  let outLine = 0;
  for (const run of runs) {
    for (let offset = 0; offset < run.length;) {
      const at = run.at + offset;
      while (outLine + 1 < outStarts.count && outStarts.start(outLine + 1) <= at) outLine += 1;
      const origin = run.origin + offset;
      const inLine = inStarts.lineAt(origin);
      const inColumn = origin - inStarts.start(inLine);
      lines[outLine]?.push([at - outStarts.start(outLine), 0, inLine, inColumn]);
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
