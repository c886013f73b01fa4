import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceModel } from '../../program-model/model/index.js';
import { missingSource, type Diagnostic } from '../../protocol/diagnostics.js';
import { fileTarget, requiredPath } from '../loader/resolution.js';
import { possibleFiles } from '../loader/typescript-paths.js';
import type { Candidate } from '../update/plan-decisions.js';
import type { Version } from '../update/versions.js';
import { importsGone } from './imported-files.js';

/** A module whose file lies nowhere any more. */
export interface GoneModule {
  id: string;
  /** The change to an empty text; `undefined` where it runs as one already. */
  emptied: Candidate | undefined;
}

/**
 * Divides modules whose files are gone. The program can do without one that a changed module has imported and that no module
 * imports any more, as after a file was renamed: it becomes empty, so that what was in it is looked for where it went. Of a
 * file that nothing has imported, an entry or a worker's, nobody can tell.
 *
 * @param running the newest versions of the other modules
 * @param changes what is to become of some of them
 */
export function sortGone(
  gone: readonly GoneModule[],
  running: readonly Version[],
  changes: readonly Candidate[],
): { dropped: Candidate[]; missed: Diagnostic[] } {
  const dropped: Candidate[] = [];
  let left = gone;
  for (let before = -1; before !== left.length;) {
    before = left.length;
    left = left.filter(({ id, emptied }) => {
      const changed = [...changes, ...dropped];
      if (emptied === undefined) return importerOf(id, [], changed) !== undefined;
      const isNeeded = importerOf(id, running, changed) !== undefined;
      if (isNeeded || !changed.some(({ from }) => uses(from.model, id))) return true;
      dropped.push(emptied);
      return false;
    });
  }
  const missed = left.map(({ id }) =>
    missingSource(id, importerOf(id, running, [...changes, ...dropped])),
  );
  return { dropped, missed };
}

/** A module that will import a file that is gone. */
function importerOf(
  gone: string,
  running: readonly Version[],
  changes: readonly Candidate[],
): string | undefined {
  const outdated = new Set(changes.map(({ from }) => from));
  const next = [
    ...changes.map(({ to }) => to),
    ...running.filter((version) => !outdated.has(version)),
  ];
  return next.find(({ model }) => uses(model, gone))?.source.id;
}

/** At its top, or later on. */
const uses = (model: SourceModel, gone: string): boolean =>
  importsGone(model, gone) || loadsLater(model, gone);

const loading = /\b(require|import)\s*\(\s*(['"`])((?:\\.|(?!\2).)+)\2/g;

/** `require('…')` and `import('…')` anywhere in a text; one in a comment does no harm. */
function loadsLater({ id, text }: SourceModel, gone: string): boolean {
  return [...text.matchAll(loading)].some(([, kind, , specifier = '']) => {
    const path =
      kind === 'import'
        ? fileTarget(specifier, pathToFileURL(id).href)?.path
        : requiredPath(specifier, dirname(id));
    return path !== undefined && possibleFiles(path).includes(gone);
  });
}
