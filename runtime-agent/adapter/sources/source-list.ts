import { basename } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { contentHash } from '../../loader/store.js';
import type { Script } from './script.js';
import type { SourceVersion } from './source-version.js';
import type { VersionStore } from './version-store.js';

/** The sources that the program has loaded, and which version of each one runs. */
export class SourceList {
  readonly #versions: VersionStore | undefined;
  /** Every file of every script. */
  readonly #files = new Map<string, DebugProtocol.Source>();
  readonly #running = new Map<string, SourceVersion>();
  /** The session's version that a module's version first came with. */
  readonly #numbers = new Map<string, number>();
  /** Contents that are on no disk, by reference. */
  readonly #contents = new Map<number, () => string | Promise<string>>();
  readonly #references = new Map<string, number>();
  #current = 1;

  constructor(versions: VersionStore | undefined) {
    this.#versions = versions;
  }

  /**
   * Takes note of a script.
   * @returns its source when that is new
   */
  add(script: Script): DebugProtocol.Source | undefined {
    const { kind, hash } = script;
    if (kind === 'unit' || kind === 'own' || kind === 'nameless') return undefined;
    const version = hash === undefined ? undefined : this.#versions?.get(hash);
    if (version) this.#run(version);
    const files = version ? version.files : [script.file];
    let added: DebugProtocol.Source | undefined;
    for (const file of files) {
      if (this.#files.has(file)) continue;
      this.#files.set(file, (added = this.source(file)));
    }
    return added;
  }

  #run(version: SourceVersion): void {
    if (!this.#numbers.has(version.hash)) this.#numbers.set(version.hash, this.#current);
    for (const file of [version.id, ...version.files]) {
      if (!this.#running.has(file)) this.#running.set(file, version);
    }
  }

  /** Takes note of what runs after an update: of each file, the last version listed. */
  running(loaded: readonly { id: string; hash: string }[], number: number): void {
    this.#current = number;
    for (const { hash } of loaded) {
      const version = this.#versions?.get(hash);
      if (!version) continue;
      const content = contentHash(hash);
      if (!this.#numbers.has(content)) this.#numbers.set(content, number);
      for (const file of [version.id, ...version.files]) this.#running.set(file, version);
    }
  }

  /**
   * Looks at the disk: a file whose code is what runs may be written otherwise there, as when a comment is
   * added to TypeScript. Nothing has to be updated then, but everything is in other lines.
   * @returns the files that are shown otherwise now
   */
  rewritten(): string[] {
    const found: string[] = [];
    for (const [file, version] of this.#running) {
      if (version.id !== file || !version.isMapped || this.#versions?.isCurrent(version)) continue;
      const disk = this.#versions?.onDisk(file, version.entry.format);
      if (!disk || disk.hash === version.hash || disk.entry.text !== version.entry.text) continue;
      this.#numbers.set(disk.hash, this.#numbers.get(version.hash) ?? 1);
      for (const name of [file, ...disk.files]) this.#running.set(name, disk);
      found.push(file, ...disk.files);
    }
    return found;
  }

  /** The version of a file that runs. */
  version(file: string): SourceVersion | undefined {
    return this.#running.get(file);
  }

  /** The versions that run. */
  get versions(): Iterable<SourceVersion> {
    return this.#running.values();
  }

  /** The session's version that a file's running version came with; `undefined` for foreign files. */
  numberOf(file: string): number | undefined {
    const version = this.#running.get(file);
    return version && (this.#numbers.get(version.hash) ?? 1);
  }

  get all(): DebugProtocol.Source[] {
    return [...this.#files.values()];
  }

  /** A file in the version that runs, or one that is none of the program's. */
  source(file: string): DebugProtocol.Source {
    if (file.startsWith('node:')) {
      return { name: file, path: file, presentationHint: 'deemphasize', origin: 'Node.js' };
    }
    return { name: basename(file), path: file };
  }

  /** A version that does not run any more; its text is given by reference. */
  oldSource(version: SourceVersion, file: string): DebugProtocol.Source {
    const number = this.#numbers.get(version.hash) ?? 1;
    const origin = `version ${number}`;
    const { hash } = version;
    const reference = this.reference(`${hash} ${file}`, () => {
      const found = this.#versions?.get(hash);
      if (!found) throw new Error('This version is no longer in the cache.');
      return found.textOf(file) ?? found.entry.authored;
    });
    return {
      name: `${basename(file)} (${origin})`,
      path: file,
      origin,
      sourceReference: reference,
    };
  }

  /** A number by which a client can ask for a text. */
  reference(key: string, content: () => string | Promise<string>): number {
    let reference = this.#references.get(key);
    if (reference === undefined) {
      reference = this.#references.size + 1;
      this.#references.set(key, reference);
      this.#contents.set(reference, content);
    }
    return reference;
  }

  content(reference: number): string | Promise<string> | undefined {
    return this.#contents.get(reference)?.();
  }
}
