import { readFileSync } from 'node:fs';
import { parse } from 'node:path';
import {
  chartSource,
  followEdit,
  LARGE_TEXT,
  modelSource,
  type FullSourceModel,
} from '../../../program-model/model/index.js';
import { fileKind } from '../../../runtime-agent/loader/file-kind.js';
import { moduleText, type ModuleText } from '../../../runtime-agent/loader/compile.js';
import { typeScriptOptions } from '../../../runtime-agent/loader/tsconfig.js';
import { hashText } from '../../../runtime-agent/loader/hash.js';
import { Version, type SourceText } from '../../../runtime-agent/update/versions.js';
import { AuthorMap } from './author-map.js';
import type { Base } from './types.js';

/** One text of a module, with its model and the way to what the author wrote. */
export interface Modelled {
  text: string;
  authored: string;
  model: FullSourceModel;
  map: AuthorMap;
  /** As the engine takes it. */
  version: Version;
}

/** Characters of source whose models are kept; a model takes about a hundred bytes for each. */
const KEPT_CHARACTERS = 16_000_000;

/** Models of the texts used last, so that what has not changed is not modelled again. */
export class Models {
  readonly #known = new Map<string, Modelled>();

  /** What runs. */
  running(base: Base): Modelled {
    const { text, authored, map } = base;
    return this.#once(`${base.id} ${base.file}`, base, () => ({
      text,
      authored,
      map: isRewritten(base.file) ? (map ?? undefined) : undefined,
    }));
  }

  /**
   * What stands in the document, made into what the program would load of it.
   * @throws {RestitchError} RS1102
   * @throws {ModuleSyntaxError}
   */
  edited(base: Base, authored: string): Modelled {
    const key = `${base.id} ${base.file} now`;
    const known = this.#known.get(key);
    if (known?.authored === authored) return this.#touch(key, known);
    const { text, stripMap } = textAsLoaded(base, authored);
    if (known?.text === text) {
      const map = new AuthorMap(text, authored, isRewritten(base.file) ? stripMap : undefined);
      return this.#touch(key, made(base, text, authored, known.model, map));
    }
    this.#known.delete(key);
    const map = new AuthorMap(text, authored, isRewritten(base.file) ? stripMap : undefined);
    const model = this.#following(base, known, text) ?? modelOf(base, text);
    return this.#touch(key, made(base, text, authored, model, map));
  }

  /** The model of an edited text, made from that of the text before the edit, or of what runs. */
  #following(base: Base, before: Modelled | undefined, text: string): FullSourceModel | undefined {
    const running = this.#known.get(`${base.id} ${base.file}`);
    for (const from of [before, running]) {
      const model = from && followEdit(from.model, text);
      if (model) return model;
    }
    return undefined;
  }

  /**
   * A file that the program does not run so far, as it would load it for one that it does run.
   *
   * @param text what stands in its buffer; without it, what lies on disk is read
   * @returns undefined for what cannot be read, or does not parse
   */
  newcomer(parent: Base, file: string, text?: string): Modelled | undefined {
    try {
      const authored = text ?? readFileSync(file, 'utf8');
      const format = fileKind(file).format ?? parent.format;
      const base = { ...parent, file, format, id: `new ${parent.id}` };
      return this.edited(base, authored);
    } catch {
      return undefined; // told when it is imported
    }
  }

  /**
   * A file that runs as it lies on disk, if its text has the name of another in it.
   *
   * @returns undefined for one that has not, and for what cannot be read, or does not parse
   */
  mentioning(other: Base, file: string): Modelled | undefined {
    const { name } = parse(other.file);
    try {
      const text = readFileSync(file, 'utf8');
      // A folder's own file may be meant by dots alone.
      const mayMean = name === 'index' || text.includes(name);
      return mayMean ? this.newcomer(other, file, text) : undefined;
    } catch {
      return undefined;
    }
  }

  #once(
    key: string,
    base: Base,
    texts: () => { text: string; authored: string; map: string | undefined },
  ): Modelled {
    const known = this.#known.get(key);
    if (known) return this.#touch(key, known);
    const { text, authored, map } = texts();
    const model = this.#sameText(base, text) ?? modelOf(base, text, base.charts);
    return this.#touch(key, made(base, text, authored, model, new AuthorMap(text, authored, map)));
  }

  /** What has been applied runs now: its model is there. */
  #sameText({ file, format, statements }: Base, text: string): FullSourceModel | undefined {
    for (const { model } of this.#known.values()) {
      const isSame = model.id === file && model.format === format && model.text === text;
      if (isSame && model.statements === statements) return model;
    }
    return undefined;
  }

  /** Marks as used last, and lets go of what was used longest ago. */
  #touch(key: string, entry: Modelled): Modelled {
    this.#known.delete(key);
    this.#known.set(key, entry);
    let total = 0;
    for (const { text } of this.#known.values()) total += text.length;
    for (const [other, { text }] of this.#known) {
      if (total <= KEPT_CHARACTERS || this.#known.size <= 2) break;
      this.#known.delete(other);
      total -= text.length;
    }
    return entry;
  }
}

function modelOf(
  { file, format, statements }: Base,
  text: string,
  charts?: string | null,
): FullSourceModel {
  const input = { id: file, text, format, statements };
  if (text.length < LARGE_TEXT) return modelSource(input);
  return chartSource(input, { charts: charts ?? undefined });
}

function made(
  { file, format, statements }: Base,
  text: string,
  authored: string,
  model: FullSourceModel,
  map: AuthorMap,
): Modelled {
  let hash: string | undefined;
  const source: SourceText = {
    ...{ id: file, text, format, statements },
    // Most comparisons never ask for it.
    get hash() {
      return (hash ??= hashText(text));
    },
  };
  return { text, authored, model, map, version: new Version(source, map.lineOf, model) };
}

/** Whether the loader writes the file anew, so that its map leads back to this very file. */
const isRewritten = (file: string): boolean => {
  const { typescript, jsx } = fileKind(file);
  return typescript || jsx;
};

/** The module text that the program's loader would make. */
function textAsLoaded({ file, format, target }: Base, authored: string): ModuleText {
  const kind = { ...fileKind(file), format };
  const typescript = typeScriptOptions(file);
  return moduleText({ id: file, authored, kind, typescript, target });
}
