import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as v from 'valibot';

const WORKSPACE = fileURLToPath(new URL('../../test-workspace/', import.meta.url));

/** The kinds of change that the updates of the programs are made of. */
export const CHANGES = [
  'body',
  'algorithm',
  'local-added',
  'local-removed',
  'local-renamed',
  'signature',
  'function-added',
  'function-removed',
  'module-binding',
  'import-added',
  'constant',
  'field-added',
  'private-field-added',
  'method-added',
  'file-added',
  'await-added',
  'closure-changed',
  'top-level-statement',
  'try-added',
] as const;

const Version = v.pipe(v.string(), v.regex(/^v[1-9]$/));
const Args = v.array(v.string());

const UpdateSchema = v.strictObject({
  from: Version,
  to: Version,
  changes: v.pipe(v.array(v.picklist(CHANGES)), v.minLength(1)),
  /** A written plan, relative to the program's folder. */
  plan: v.optional(v.string()),
  /** Whether some points raise questions, whose proposed answers are right. */
  yes: v.optional(v.boolean()),
});

const ManifestSchema = v.strictObject({
  title: v.string(),
  entry: v.string(),
  versions: v.pipe(v.array(Version), v.minLength(2)),
  /** How many threads run, the main thread included. */
  threads: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Ends by itself in about a second; prints the same in every run where `expect` says what. */
  test: v.strictObject({ args: Args }),
  /** For people to watch: takes about so many seconds. */
  watch: v.strictObject({ args: Args, seconds: v.pipe(v.number(), v.minValue(10)) }),
  /** Version to file with its output in test mode; empty where the order of the lines varies. */
  expect: v.record(Version, v.string()),
  updates: v.pipe(v.array(UpdateSchema), v.minLength(1)),
});

export type Update = v.InferOutput<typeof UpdateSchema>;

/** One run in test mode, updated at most once. */
export interface Run {
  stdout: string;
  from: string;
  /** `from` again where nothing changed. */
  to: string;
  /** How many lines had been printed at the commit: exactly, or left out. */
  updatedAt?: number;
}

/** A program of the test-workspace; its folder is `folder`, an absolute path. */
export interface Program extends Omit<v.InferOutput<typeof ManifestSchema>, 'expect'> {
  name: string;
  folder: string;
  /** What each version alone prints in test mode; empty where the order of the lines varies. */
  expected: ReadonlyMap<string, string>;
}

/**
 * The programs of the test-workspace, by name, with their manifests.
 * @throws {v.ValiError} when a `program.json` is not as it should be
 */
export function listPrograms(): Program[] {
  return readdirSync(WORKSPACE, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && existsSync(join(WORKSPACE, entry.name, 'program.json')),
    )
    .map((entry) => readProgram(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readProgram(name: string): Program {
  const folder = join(WORKSPACE, name);
  const text = readFileSync(join(folder, 'program.json'), 'utf8');
  const { expect, ...manifest } = v.parse(ManifestSchema, JSON.parse(text));
  const expected = new Map(
    Object.entries(expect).map(([version, file]) => [
      version,
      readFileSync(join(folder, file), 'utf8'),
    ]),
  );
  return { ...manifest, name, folder, expected };
}

/**
 * Judges a run by the program's `check.mjs` and, where it kept to one version and that has an
 * expected output, by that too.
 * @returns what is wrong; undefined when the run is one that the versions allow
 */
export async function judge(program: Program, run: Run): Promise<string | undefined> {
  const url = pathToFileURL(join(program.folder, 'check.mjs')).href;
  const { check } = (await import(url)) as { check: (run: Run) => string | undefined };
  const complaint = check(run);
  if (complaint !== undefined) return complaint;
  const expected = run.from === run.to ? program.expected.get(run.from) : undefined;
  if (expected === undefined || expected === run.stdout) return undefined;
  return `not what ${run.from} prints alone:\n${run.stdout}`;
}
