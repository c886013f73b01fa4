import { pathToFileURL } from 'node:url';
import type { RawSite } from './raw-sites.js';
import { scriptPath, type AuthoredPlace, type Places } from './stack-traces-places.js';

type FullSite = Omit<RawSite, 'getScriptNameOrSourceURL'> & {
  getEnclosingLineNumber?(): number;
  getEnclosingColumnNumber?(): number;
  getPromiseIndex?(): number | null;
  getScriptHash?(): string;
  getScriptNameOrSourceURL(): string;
  isPromiseAll?(): boolean;
  toString(): string;
};

/** How a trace names an authored file, given the name of the script that was made from it. */
export function shownName(script: string, file: string): string {
  if (scriptPath(script) === file) return script;
  return script.startsWith('file:') ? pathToFileURL(file).href : file;
}

/** A call site as it would be if the program ran what its author wrote. */
export class CallSite {
  readonly #raw: FullSite;
  readonly #place: AuthoredPlace;
  readonly #name: string;
  /** The call that the author knows. */
  readonly #call: FullSite;

  /** @param outer The frame that this one runs in place of. */
  constructor(raw: RawSite, place: AuthoredPlace, outer?: RawSite) {
    this.#raw = raw as unknown as FullSite;
    this.#place = place;
    const script = this.#raw.getScriptNameOrSourceURL();
    this.#name = shownName(place.module ?? script, place.file);
    this.#call = (outer && isCallOf(outer, place.title) ? outer : raw) as unknown as FullSite;
  }

  getColumnNumber(): number {
    return this.#place.column;
  }
  getEnclosingColumnNumber(): number | null | undefined {
    return this.#raw.getEnclosingColumnNumber?.();
  }
  getEnclosingLineNumber(): number | null | undefined {
    return this.#raw.getEnclosingLineNumber?.();
  }
  getEvalOrigin(): string | undefined {
    return this.#raw.getEvalOrigin();
  }
  getFileName(): string {
    return this.#name;
  }
  getFunction(): unknown {
    return this.#call.getFunction();
  }
  getFunctionName(): string | null {
    const name = this.#raw.getFunctionName();
    const { title } = this.#place;
    if (title === undefined || !isUnnamed(name)) return name;
    return title === '' ? null : title;
  }
  getLineNumber(): number {
    return this.#place.line;
  }
  getMethodName(): string | null {
    return this.#call.getMethodName();
  }
  getPosition(): number {
    return this.#raw.getPosition();
  }
  getPromiseIndex(): number | null | undefined {
    return this.#raw.getPromiseIndex?.();
  }
  getScriptNameOrSourceURL(): string {
    return this.#name;
  }
  getScriptHash(): string | undefined {
    return this.#raw.getScriptHash?.();
  }
  getThis(): unknown {
    return this.#call.getThis();
  }
  getTypeName(): string | null {
    return this.#call.getTypeName();
  }
  isAsync(): boolean {
    return this.#raw.isAsync();
  }
  isConstructor(): boolean {
    return this.#call.isConstructor();
  }
  isEval(): boolean {
    return this.#raw.isEval();
  }
  isNative(): boolean {
    return this.#raw.isNative();
  }
  isPromiseAll(): boolean | undefined {
    return this.#raw.isPromiseAll?.();
  }
  isToplevel(): boolean {
    return this.#call.isToplevel();
  }

  /** V8's own text with the place replaced; what precedes it is V8's to word. */
  toString(): string {
    if (this.#place.title !== undefined) return this.#generatedText();
    const text = this.#raw.toString();
    const raw = this.#raw;
    const was = `${raw.getScriptNameOrSourceURL()}:${raw.getLineNumber()}:${raw.getColumnNumber()}`;
    const at = text.lastIndexOf(was);
    if (at < 0) return text;
    const is = `${this.#name}:${this.#place.line}:${this.#place.column}`;
    return text.slice(0, at) + is + text.slice(at + was.length);
  }

  /** Of generated code, V8 would say that it is in an `eval`. */
  #generatedText(): string {
    const where = `${this.#name}:${this.#place.line}:${this.#place.column}`;
    const text = this.#call.toString();
    const end = text.lastIndexOf(' (');
    if (this.#call !== this.#raw) {
      if (end >= 0) return `${text.slice(0, end)} (${where})`;
      return text.startsWith('async ') ? `async ${where}` : where;
    }
    if (end >= 0 && !isUnnamed(this.#raw.getFunctionName()))
      return `${text.slice(0, end)} (${where})`;
    const name = this.getFunctionName();
    const shown = name === null ? where : `${name} (${where})`;
    return this.isAsync() ? `async ${shown}` : shown;
  }
}

/** Whether a frame is a call of the function that code was made for, by its name. */
function isCallOf(site: RawSite, title: string | undefined): boolean {
  if (title === undefined) return false;
  const name = site.getFunctionName();
  return (name === 'eval' ? null : name || null) === (title.replace(/^new |.*\./, '') || null);
}

/** What V8 calls the function expressions that generated code consists of. */
export function isUnnamed(name: string | null): boolean {
  return name === null || name === '' || name === 'eval';
}

/** A call site of code that the program has evaluated: `eval at f (file:line:column)`. */
export function evalOrigin(text: string, places: Places): string {
  return text.replace(
    /\(([^()]+):(\d+):(\d+)\)/g,
    (all, script: string, line: string, column: string) => {
      const place = places.ofScript(script, Number(line), Number(column));
      return place ? `(${script}:${place.line}:${place.column})` : all;
    },
  );
}
