import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What of a run has to equal the plain run's. */
export type Aspect = 'stdout' | 'stderr' | 'exitCode';

/** One program of the construct suite: one position that a frame can be in. */
export interface Construct {
  /** `group/name`, unique. */
  readonly id: string;
  /** The folder it lies in: `statements`, `expressions`, … */
  readonly group: string;
  /** The started file, relative to the suite, with `/`. */
  readonly file: string;
  /** The started file, absolute. */
  readonly entry: string;
  /** The position it covers, from the file's first line: `area / detail`. */
  readonly covers: string;
  /** What is compared; `stdout` and `exitCode` unless the file says otherwise. */
  readonly compare: readonly Aspect[];
  /** The lowest major version of Node.js that has the syntax or API. */
  readonly minNode?: number;
}

/** Also where a bundle in a folder beside this one holds this file. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'constructs');
const aspects: readonly Aspect[] = ['stdout', 'stderr', 'exitCode'];

/** The value of a `// key: value` line among the comments that a file begins with. */
function headerValue(text: string, key: string): string | undefined {
  for (const line of text.split('\n')) {
    if (!line.startsWith('//')) return undefined;
    if (line.startsWith(`// ${key}: `)) return line.slice(key.length + 5).trim();
  }
  return undefined;
}

function readConstruct(group: string, name: string, file: string): Construct {
  const entry = join(root, file);
  const text = readFileSync(entry, 'utf8');
  const covers = headerValue(text, 'covers');
  if (!covers) throw new Error(`${file} does not begin with "// covers: <position>"`);
  const compare = (headerValue(text, 'compare') ?? 'stdout exitCode').split(' ');
  const unknown = compare.find((word) => !aspects.some((aspect) => aspect === word));
  if (unknown !== undefined) throw new Error(`${file} compares an unknown aspect: ${unknown}`);
  const minNode = headerValue(text, 'minNode');
  return {
    id: `${group}/${name}`,
    group,
    file,
    entry,
    covers,
    compare: aspects.filter((aspect) => compare.includes(aspect)),
    ...(minNode === undefined ? {} : { minNode: Number(minNode) }),
  };
}

/**
 * All programs of the suite, sorted by id. A case is a file `group/name.mjs` or `.cjs`, or a folder
 * `group/name/` with a `main.mjs` or `main.cjs`.
 *
 * @throws Error when a case has no covered position or an unknown aspect to compare.
 */
export function listConstructs(): Construct[] {
  const constructs: Construct[] = [];
  for (const group of readdirSync(root, { withFileTypes: true })) {
    if (!group.isDirectory()) continue;
    for (const item of readdirSync(join(root, group.name), { withFileTypes: true })) {
      if (item.isDirectory()) {
        const files = readdirSync(join(root, group.name, item.name));
        const main = files.find((name) => name === 'main.mjs' || name === 'main.cjs');
        if (main === undefined)
          throw new Error(`${group.name}/${item.name} has no main.mjs or main.cjs`);
        constructs.push(readConstruct(group.name, item.name, `${group.name}/${item.name}/${main}`));
      } else {
        const name = basename(item.name).replace(/\.[mc]js$/, '');
        constructs.push(readConstruct(group.name, name, `${group.name}/${item.name}`));
      }
    }
  }
  return constructs.sort((a, b) => (a.id < b.id ? -1 : 1));
}
