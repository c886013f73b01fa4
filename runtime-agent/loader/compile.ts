import { pathToFileURL } from 'node:url';
import remapping from '@jridgewell/remapping';
import { decode } from '@jridgewell/sourcemap-codec';
import { instrumentModule } from '../../program-model/instrument/index.js';
import { authoredMap } from './authored-map.js';
import { encodeColumns, type LineColumns } from './columns.js';
import { detectFormat } from './detect-format.js';
import type { FileKind } from './file-kind.js';
import { whySkipped } from './skipped.js';
import type { ModuleFormat, StoredSource, StoreEntry } from './store.js';
import { stripTypes } from './strip.js';
import type { TypeScriptOptions } from './tsconfig.js';

export interface ModuleTextRequest {
  /** Absolute path. */
  id: string;
  authored: string;
  kind: FileKind;
  typescript: TypeScriptOptions;
  /** esbuild's name for the Node that is to run the text; this one where it is not given. */
  target?: string;
}

export interface CompileRequest extends ModuleTextRequest {
  hash: string;
  /** Every statement is to be a continuation point, for a debugger. */
  statements: boolean;
  /** Where the display map will lie. */
  displayMapFile: string;
}

interface SourceMap {
  version: 3;
  names: string[];
  sources: (string | null)[];
  mappings: string;
}

export interface ModuleText {
  text: string;
  format: ModuleFormat;
  stripMap?: string;
}

/**
 * Authored text to a store entry: types stripped, format detected, instrumented, maps made. A module
 * that cannot be instrumented becomes an entry with its module text as code and `skipped` set.
 * @throws {RestitchError} RS1102 when TypeScript does not parse.
 */
export function compileModule(request: CompileRequest): StoreEntry {
  const { id, hash, authored } = request;
  return compileSource({ id, hash, authored, ...moduleText(request) }, request);
}

/** As {@link compileModule}, for a version whose module text is there. */
export function compileSource(
  entry: StoredSource,
  { displayMapFile, statements }: Pick<CompileRequest, 'displayMapFile' | 'statements'>,
): StoreEntry {
  const { id, hash, text, format, stripMap } = entry;
  const mapUrl = `\n//# sourceMappingURL=${pathToFileURL(displayMapFile).href}`;
  try {
    const instrumented = instrumentModule({ id, hash, statements, text, format });
    const { code, map, ranges, charts, runs } = instrumented;
    return {
      ...entry,
      code: code + mapUrl,
      columns: columnsOf(map.mappings),
      ranges,
      ...(charts === undefined ? {} : { charts }),
      ...(runs === undefined ? {} : { runs }),
      displayMap: displayMap({ ...map, version: 3 }, id, stripMap),
    };
  } catch (error) {
    const skipped = whySkipped(error, id);
    const map = stripMap ?? JSON.stringify(emptyMap(id));
    const code = stripMap === undefined ? text : text + mapUrl;
    return { ...entry, code, columns: '', displayMap: map, skipped };
  }
}

/**
 * The JavaScript that the program model works on.
 * @throws {RestitchError} RS1102 when TypeScript does not parse.
 */
export function moduleText(request: ModuleTextRequest): ModuleText {
  const { id, authored, kind, typescript, target } = request;
  const source = authored.startsWith('\ufeff') ? authored.slice(1) : authored;
  if (!kind.typescript && !kind.jsx) {
    // V8 skips a hashbang at the very start only; as a comment it may stand anywhere.
    const text = source.startsWith('#!') ? `//${source.slice(2)}` : source;
    const map = authoredMap(id, text);
    const format = kind.format ?? detectFormat(text);
    return { text, format, ...(map === undefined ? {} : { stripMap: map }) };
  }
  const emitsCommonJs =
    kind.format === 'commonjs' || (kind.format === undefined && typescript.emitsCommonJs);
  const output = emitsCommonJs ? 'commonjs' : undefined;
  const { text, map } = stripTypes(id, source, kind, output, typescript, target);
  const format = kind.format ?? (emitsCommonJs ? 'commonjs' : detectFormat(text));
  return { text, format, stripMap: map };
}

function columnsOf(mappings: string): string {
  const lines = decode(mappings).map((segments, line) =>
    segments.flatMap(([at, , sourceLine, column]): LineColumns => {
      // What is inserted may stand for a place on another line, which says nothing of this one.
      return column === undefined || sourceLine !== line ? [] : [[at, column]];
    }),
  );
  return encodeColumns(lines);
}

function displayMap(map: SourceMap, id: string, stripMap: string | undefined): string {
  const own = { ...map, sources: [id] };
  if (stripMap === undefined) return JSON.stringify(withUrls(own));
  const strip = JSON.parse(stripMap) as SourceMap;
  const chained = remapping(
    [
      { ...own, file: null },
      { ...strip, file: null },
    ],
    () => null,
    {
      excludeContent: true,
    },
  );
  return JSON.stringify(withUrls(JSON.parse(chained.toString()) as SourceMap));
}

function withUrls(map: SourceMap): SourceMap {
  const sources = map.sources.map((source) =>
    source === null ? null : pathToFileURL(source).href,
  );
  return { ...map, sources };
}

function emptyMap(id: string): SourceMap {
  return { version: 3, names: [], sources: [pathToFileURL(id).href], mappings: '' };
}

export { compileTransformer } from './transformer.js';
