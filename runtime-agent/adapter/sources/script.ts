import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TraceMap } from '@jridgewell/trace-mapping';
import type { Protocol } from 'devtools-protocol';
import type { Run } from '../../../program-model/emit/text.js';
import { withAbsoluteSources } from '../../loader/source-map.js';
import { STOP_SCRIPT } from '../../agent/debugger-link.js';
import { UNIT_PREFIX } from '../../update/unit-prefix.js';
import { InstrumentedText, PlainText, type ScriptText } from './script-text.js';
import type { VersionStore } from './version-store.js';

export type ScriptKind =
  /** A module of the program, instrumented. */
  | 'module'
  /** Made for an update: a continuation, or a function's newest code. */
  | 'unit'
  /** Restitch's own. */
  | 'own'
  /** Node's own. */
  | 'internal'
  | 'foreign'
  /** Without a name: evaluated. */
  | 'nameless';

/** What the thread itself knows of a script that was made for an update. */
export interface UnitOrigin {
  id: string;
  hash: string;
  title: string;
  runs: number[];
  names: { key: string; read: string; write: string }[];
  fn: number;
}

/** A script that V8 has parsed in one thread. */
export class Script {
  readonly id: string;
  readonly url: string;
  readonly kind: ScriptKind;
  /** Absolute path, or the URL where that names no file. */
  readonly file: string;
  /** The module version it was made from. */
  hash: string | undefined;
  title: string | undefined;
  /** How a unit reaches variables by other names than their own. */
  names: ReadonlyMap<string, { read: string; write: string }> = new Map();
  /** Index of the function that a unit has the rest, or the newest code, of. */
  unitFunction = -1;
  #text: ScriptText | undefined;
  #runs: Run[] | undefined;
  #code: string | undefined;
  #readMap: TraceMap | null | undefined;

  constructor(
    readonly parsed: Protocol.Debugger.ScriptParsedEvent,
    ownFolder: string,
    readonly versions: VersionStore | undefined,
  ) {
    const { scriptId, url, sourceMapURL = '' } = parsed;
    this.id = scriptId;
    this.url = url;
    this.file = fileOf(url);
    this.hash = /\/([0-9a-f]{2})\/(\1[0-9a-f]{30})\.map$/.exec(sourceMapURL)?.[2];
    this.kind = this.#kindOf(ownFolder);
  }

  #kindOf(ownFolder: string): ScriptKind {
    if (this.url === '') return 'nameless';
    if (this.url.startsWith('node:')) return 'internal';
    if (this.url.startsWith(UNIT_PREFIX)) return 'unit';
    if (this.file.startsWith(ownFolder) || this.url === STOP_SCRIPT) return 'own';
    return this.hash !== undefined && this.versions?.get(this.hash) ? 'module' : 'foreign';
  }

  /** Whether its author is the program's. */
  get isProgram(): boolean {
    return this.kind === 'module' || this.kind === 'unit';
  }

  /** Learns what a unit was made from. */
  learn({ hash, title, runs, names, fn }: UnitOrigin): void {
    this.names = new Map(names.map((name) => [name.key, name]));
    this.unitFunction = fn;
    this.hash = hash;
    this.title = title;
    this.#runs = [];
    for (let i = 0; i < runs.length; i += 3) {
      const [at = 0, origin = 0, length = 0] = runs.slice(i, i + 3);
      this.#runs.push({ at, origin, length });
    }
  }

  /** The code in the store, if it is what V8 has parsed as far as its length tells: nobody has to be asked for it. */
  takeStored(): boolean {
    if (this.kind !== 'module' || this.hash === undefined) return false;
    const code = this.versions?.codeOf(this.hash);
    if (code?.length !== this.parsed.length) return false;
    this.#code = code;
    return true;
  }

  setCode(code: string): void {
    this.#code = code;
  }

  get code(): string {
    return this.#code ?? '';
  }

  get hasCode(): boolean {
    return this.#code !== undefined;
  }

  /** Needs the code, see `setCode`. */
  get text(): ScriptText {
    return (this.#text ??= this.#makeText());
  }

  #makeText(): ScriptText {
    const code = this.#code ?? '';
    const version = this.hash === undefined ? undefined : this.versions?.get(this.hash);
    if (version && this.kind === 'unit' && this.#runs) {
      return new InstrumentedText(code, version, this.#runs);
    }
    if (version && this.kind === 'module' && !version.entry.skipped) {
      return new InstrumentedText(code, version, version.version.runs);
    }
    return new PlainText(this.file, () => code, this.#map());
  }

  /** The files that its source map names. */
  get mapSources(): string[] {
    return this.#map()?.sources.filter((source) => source !== null) ?? [];
  }

  #map(): TraceMap | undefined {
    if (this.#readMap === undefined) this.#readMap = this.#sourceMap() ?? null;
    return this.#readMap ?? undefined;
  }

  #sourceMap(): TraceMap | undefined {
    const { sourceMapURL = '' } = this.parsed;
    if (sourceMapURL === '' || this.kind === 'internal') return undefined;
    try {
      const data = /^data:[^,]*;base64,(.*)$/s.exec(sourceMapURL)?.[1];
      const base = this.url.includes(':') ? this.url : `file://${this.url}`;
      const file = data === undefined ? fileURLToPath(new URL(sourceMapURL, base)) : this.file;
      const json =
        data === undefined
          ? readFileSync(file, 'utf8')
          : Buffer.from(data, 'base64').toString('utf8');
      const map = JSON.parse(json) as Record<string, unknown>;
      return new TraceMap(withAbsoluteSources(map, file));
    } catch {
      return undefined;
    }
  }
}

function fileOf(url: string): string {
  if (!url.startsWith('file:')) return url;
  const end = url.search(/[?#]/);
  try {
    return fileURLToPath(end < 0 ? url : url.slice(0, end));
  } catch {
    return url;
  }
}
