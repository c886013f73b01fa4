import { dirname } from 'node:path';
import type TypeScript from 'typescript';
import type { Ts } from './typescript.js';

/** One version of a project, with its types. */
export interface TypedVersion {
  program: TypeScript.Program;
  checker: TypeScript.TypeChecker;
}

/** Two versions of a project. */
export interface TypedProject {
  ts: Ts;
  old: TypedVersion;
  now: TypedVersion;
  /** Whether a file is the project's own: no package's, and no declaration of a library. */
  isOwn: (file: TypeScript.SourceFile) => boolean;
}

/** The texts of a project's files that are other than on disk. */
export interface Texts {
  old: ReadonlyMap<string, string>;
  now: ReadonlyMap<string, string>;
}

/** The tsconfig.json that a file belongs to. */
export const configFor = (ts: Ts, file: string): string | undefined =>
  ts.findConfigFile(dirname(file), (path) => ts.sys.fileExists(path));

/** Texts of one file whose syntax trees are kept: what runs, and the newest two. */
const KEPT = 3;

/** Source files by path and text: both versions share what is equal in them. */
export type ParsedSources = Map<string, { text: string; file: TypeScript.SourceFile }[]>;

/**
 * Opens both versions of a project.
 *
 * @param config absolute path of its tsconfig.json
 * @param files files that belong to it in any case
 * @param sources keeps syntax trees from one time to the next; at most a few for a file
 * @returns undefined when the tsconfig.json cannot be read
 */
export function openProject(
  ts: Ts,
  config: string,
  files: readonly string[],
  texts: Texts,
  sources: ParsedSources = new Map(),
): TypedProject | undefined {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    config,
    { noEmit: true, skipLibCheck: true, incremental: false, composite: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (!parsed) return undefined;
  const rootNames = [...new Set([...parsed.fileNames, ...files])];
  const open = (side: keyof Texts, oldProgram?: TypeScript.Program): TypedVersion => {
    const host = hostFor(ts, parsed.options, texts[side], sources);
    const program = ts.createProgram({
      rootNames: rootNames.filter((name) => host.fileExists(name)),
      options: parsed.options,
      host,
      ...(oldProgram && { oldProgram }),
    });
    return { program, checker: program.getTypeChecker() };
  };
  const old = open('old');
  const now = open('now', old.program);
  const isOwn = (file: TypeScript.SourceFile): boolean =>
    !file.fileName.includes('/node_modules/') &&
    !now.program.isSourceFileDefaultLibrary(file) &&
    !old.program.isSourceFileDefaultLibrary(file);
  return { ts, old, now, isOwn };
}

function hostFor(
  ts: Ts,
  options: TypeScript.CompilerOptions,
  texts: ReadonlyMap<string, string>,
  sources: ParsedSources,
): TypeScript.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  const read = (name: string): string | undefined => texts.get(name) ?? ts.sys.readFile(name);
  return {
    ...host,
    fileExists: (name) => texts.has(name) || ts.sys.fileExists(name),
    readFile: read,
    getSourceFile(name, languageVersionOrOptions) {
      const text = read(name);
      if (text === undefined) return undefined;
      const known = sources.get(name) ?? [];
      const found = known.find((source) => source.text === text);
      if (found) return found.file;
      const file = ts.createSourceFile(name, text, languageVersionOrOptions, true);
      sources.set(name, [...known.slice(1 - KEPT), { text, file }]);
      return file;
    },
    writeFile: () => undefined,
  };
}
