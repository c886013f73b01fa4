import {
  allGeneratedPositionsFor,
  LEAST_UPPER_BOUND,
  originalPositionFor,
  type TraceMap,
} from '@jridgewell/trace-mapping';
import { originAt, originBefore, type Run } from '../../../program-model/emit/text.js';
import { LineIndex } from './line-index.js';
import { originalFallback, type Position } from './position.js';
import type { AuthoredPosition, SourceVersion } from './source-version.js';

/** What a place in a script is in its author's eyes. */
export interface ScriptPlace extends AuthoredPosition {
  /** The code there is the author's, not added by instrumentation. */
  isAuthored: boolean;
  /** It hands a frame over that newer code has taken the place of. */
  isHandler: boolean;
  /** An update point in front of a statement, or what counts as one. */
  isStop: boolean;
  /** Offset in the module text; -1 for scripts that are no modules of the program. */
  offset: number;
}

/** A script's text, and the way to what its author wrote. Positions in the script are 1-based too. */
export interface ScriptText {
  readonly version: SourceVersion | undefined;
  readonly lines: LineIndex;
  place(position: Position): ScriptPlace;
  /** Where in the script the text of an authored line is: ranges of positions, in source order. */
  rangesOf(file: string, line: number): { start: Position; end: Position }[];
  /** Where a place of the module text is in the script. */
  positionOf(offset: number): Position | undefined;
  /** All places of it: the rest of a loop's turn stands once more than the loop. */
  positionsOf(offset: number): Position[];
}

/** An instrumented module, or code generated from one. */
export class InstrumentedText implements ScriptText {
  readonly lines: LineIndex;
  readonly #code: string;
  readonly #stop: string;
  readonly #places = new Map<number, ScriptPlace>();

  constructor(
    code: string,
    readonly version: SourceVersion,
    readonly runs: Run[],
  ) {
    this.#code = code;
    this.lines = new LineIndex(code);
    this.#stop = version.version.analysis.names.prefix;
  }

  place(position: Position): ScriptPlace {
    const at = this.lines.offset(position);
    let place = this.#places.get(at);
    // The frames of a recursion are in few places, and a step comes by the same ones again and again.
    if (!place) this.#places.set(at, (place = this.#placeAt(at)));
    return place;
  }

  #placeAt(at: number): ScriptPlace {
    const origin = originAt(this.runs, at);
    const isStop = this.isStop(at);
    const handler = isStop ? -1 : this.#handlerAround(at);
    const isAuthored = origin >= 0 && handler < 0;
    const offset = isAuthored ? origin : this.#before(handler < 0 ? at : handler);
    return {
      ...this.version.authored(offset),
      isAuthored,
      isStop,
      isHandler: handler >= 0 || (!isAuthored && this.#isHandler(at)),
      offset,
    };
  }

  /** The place that inserted text belongs to: the statement that it is a check of, or what it follows. */
  #before(at: number): number {
    const code = this.#code;
    const check = code.lastIndexOf(';', at - 1) + 1;
    return this.isStop(check) ? originAt(this.runs, check) : originBefore(this.runs, at) + 1;
  }

  #isHandler(at: number): boolean {
    const handler = this.#code.lastIndexOf(`}catch(${this.#stop}e`, at);
    return handler >= 0 && originBefore(this.runs, at) === originBefore(this.runs, handler);
  }

  /** Where the handler begins in which a call stands for its function; -1 for the author's own code. */
  #handlerAround(at: number): number {
    const handler = this.#code.lastIndexOf(`}catch(${this.#stop}e`, at);
    const isInside =
      handler >= 0 && /^\}catch\([^{}]*\{[^{}]*$/.test(this.#code.slice(handler, at));
    return isInside ? handler : -1;
  }

  /**
   * `flag?.b(…)` in front of a statement, `if(mark)` in a constructor that runs as a generator; `if(flag&&…)` or
   * `(flag&&…)?` in front of an arrow's expression.
   */
  isStop(at: number): boolean {
    const code = this.#code;
    const opening = /(?:if)?\(/y;
    opening.lastIndex = at;
    const start = opening.test(code) ? opening.lastIndex : at;
    if (!code.startsWith(this.#stop, start)) return false;
    return (start > at || this.#isCheck(at)) && originAt(this.runs, at) >= 0;
  }

  /** Whether a check has its statement in its own expression, `flag?.b(33)??(x())`: V8 stops at both at once. */
  isWhole(at: number): boolean {
    const check = /[$\w]+\?\.b\(\d+\)\?\?/y;
    check.lastIndex = at;
    return check.test(this.#code);
  }

  #isCheck(at: number): boolean {
    const check = /[$\w]+\?\.b\(/y;
    check.lastIndex = at;
    return check.test(this.#code);
  }

  rangesOf(file: string, line: number): { start: Position; end: Position }[] {
    const from = this.version.offsetOf({ file, line, column: 1 });
    const to = this.version.offsetOf({ file, line: line + 1, column: 1 });
    if (from < 0) return [];
    return this.pieces(from, to < from ? from + 1 : to).map(([start, end]) => ({
      start: this.lines.position(start),
      end: this.lines.position(end),
    }));
  }

  /** The parts of the script that were made from a part of the module text, in source order. */
  pieces(from: number, to: number): [number, number][] {
    const found: { origin: number; piece: [number, number] }[] = [];
    for (const { at, origin, length } of this.runs) {
      const start = Math.max(from, origin);
      const end = Math.min(to, origin + length);
      if (start >= end) continue;
      found.push({ origin: start, piece: [at + start - origin, at + end - origin] });
    }
    return found.sort((a, b) => a.origin - b.origin).map(({ piece }) => piece);
  }

  positionOf(offset: number): Position | undefined {
    return this.positionsOf(offset)[0];
  }

  positionsOf(offset: number): Position[] {
    let best: Run | undefined;
    const checks: number[] = [];
    for (const run of this.runs) {
      const { at, origin, length } = run;
      if (offset < origin || origin + length <= offset) continue;
      // Checks are as long as they are, and may seem to cover what follows the place they stand for.
      if (this.isStop(at)) {
        if (origin === offset) checks.push(at);
        continue;
      }
      if (origin !== offset && this.#code.startsWith(this.#stop, at)) continue;
      if (!best || origin > best.origin) best = run;
    }
    // A statement stands behind its check, wherever it is.
    if (checks.length > 0) return checks.map((at) => this.lines.position(at));
    const at = best ? best.at + offset - best.origin : this.#behind(offset);
    return at === undefined ? [] : [this.lines.position(at)];
  }

  /** Where text begins that stands for the author's at an offset: `self.a` for `this.a`. */
  #behind(offset: number): number | undefined {
    const next = this.runs
      .filter(({ origin }) => origin > offset)
      .reduce<Run | undefined>(
        (first, run) => (first && first.origin <= run.origin ? first : run),
        undefined,
      );
    const before = this.runs.filter(({ at }) => next && at < next.at);
    const last = before.reduce<Run | undefined>(
      (found, run) => (found && found.at >= run.at ? found : run),
      undefined,
    );
    // What stands in between is short: else the statement is not here at all.
    const isHere = last && last.origin + last.length === offset;
    return isHere ? last.at + last.length : undefined;
  }
}

/** Any other script: what its source map says, or itself. */
export class PlainText implements ScriptText {
  readonly version = undefined;
  #lines: LineIndex | undefined;

  constructor(
    readonly file: string,
    readonly code: () => string,
    readonly map: TraceMap | undefined,
  ) {}

  get lines(): LineIndex {
    return (this.#lines ??= new LineIndex(this.code()));
  }

  place({ line, column }: Position): ScriptPlace {
    const here = { file: this.file, line, column };
    const { map } = this;
    const found = map
      ? originalFallback(
          (bias) => originalPositionFor(map, { line, column: column - 1, bias }),
          here,
        )
      : here;
    return { ...found, isAuthored: true, isStop: true, isHandler: false, offset: -1 };
  }

  rangesOf(file: string, line: number): { start: Position; end: Position }[] {
    if (!this.map) return [{ start: { line, column: 1 }, end: { line: line + 1, column: 1 } }];
    return allGeneratedPositionsFor(this.map, {
      ...{ source: file, line, column: 0, bias: LEAST_UPPER_BOUND },
    }).flatMap((found) => {
      if (found.line === null) return [];
      const start = { line: found.line, column: found.column + 1 };
      return [{ start, end: { line: found.line + 1, column: 1 } }];
    });
  }

  positionOf(): undefined {
    return undefined;
  }

  positionsOf(): [] {
    return [];
  }
}
