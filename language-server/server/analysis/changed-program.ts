import type { Diagnostic } from '../../../protocol/diagnostics.js';
import { sourceHash } from '../../../protocol/source-hash.js';
import { importedFiles } from '../../../runtime-agent/coordinator/imported-files.js';
import { sortGone } from '../../../runtime-agent/coordinator/gone-files.js';
import type { Candidate } from '../../../runtime-agent/update/plan-decisions.js';
import {
  inferAcross,
  mayExchange,
  type ModuleChange,
  type ProgramCorrespondence,
} from '../../inference/index.js';
import { Elsewhere, type LineOf } from '../../planning/index.js';
import type { Sides } from './functions.js';
import type { Models, Modelled } from './models.js';
import type { AnalysisRequest } from './types.js';

/** What corresponds across the changed files of a session, in the eyes of one of them. */
export interface Around {
  program: ProgramCorrespondence;
  elsewhere: Elsewhere;
  /** Files that this one has exchanged code or state with, with the hashes of their texts. */
  others: Record<string, string>;
}

interface Known {
  changes: readonly ModuleChange[];
  program: ProgramCorrespondence;
}

/**
 * The files of each session that differ from what runs, as they were last compared. Code that went
 * from one to another is found by comparing those together that may have exchanged some.
 */
export class ChangedProgram {
  readonly #sessions = new Map<string, Map<string, Sides>>();
  /** The comparison made last: files follow one another, with the same texts. */
  #last: Known | undefined;

  constructor(readonly models: Models) {}

  forget({ session, base }: AnalysisRequest): void {
    this.#sessions.get(session)?.delete(base.file);
  }

  /** @returns undefined where nothing can have been exchanged with another file */
  around(request: AnalysisRequest, sides: Sides): Around | undefined {
    const { session, base, changed } = request;
    const { file } = base;
    const known = this.#sessions.get(session) ?? new Map<string, Sides>();
    this.#sessions.set(session, known);
    known.set(file, sides);
    for (const other of known.keys()) {
      if (other !== file && !changed.includes(other)) known.delete(other);
    }
    const texts = new Map<string, Partial<Sides>>(known);
    for (const newcomer of this.#newcomers(request, known.values()))
      texts.set(newcomer.file, newcomer.sides);
    const exchanging = mayExchange(
      [...texts].map(([id, { old, now }]) => ({
        id,
        ...(old && { old: old.model }),
        ...(now && { now: now.model }),
      })),
    );
    if (!exchanging.some(({ id }) => id === file)) return undefined;
    const program = this.#compare(exchanging);
    const linesOf = (id: string, side: 'old' | 'now'): LineOf | undefined =>
      texts.get(id)?.[side]?.map.lineOf;
    const others: Record<string, string> = {};
    for (const id of partners(program, file)) {
      const now = texts.get(id)?.now;
      if (now && known.has(id)) others[id] = sourceHash(now.authored);
    }
    return { program, elsewhere: new Elsewhere(program, file, linesOf), others };
  }

  /** Why the session cannot do without a file that is gone, as far as the other files are known. */
  whyMissed(
    { session, base, loaded, changed: files }: AnalysisRequest,
    sides: Sides,
  ): Diagnostic | undefined {
    const known = [...(this.#sessions.get(session) ?? [])].filter(
      ([file]) => file !== base.file && files.includes(file),
    );
    const changed = new Set(known.map(([file]) => file));
    const others = loaded.filter((file) => file !== base.file && !changed.has(file));
    const running = others.flatMap((file) => this.models.mentioning(base, file) ?? []);
    const gone = [{ id: base.file, emptied: candidateOf(sides) }];
    const { missed } = sortGone(
      gone,
      running.map(({ version }) => version),
      known.map(([, other]) => candidateOf(other)),
    );
    return missed[0];
  }

  #compare(changes: readonly ModuleChange[]): ProgramCorrespondence {
    const last = this.#last;
    const isSame =
      last?.changes.length === changes.length &&
      changes.every(({ id, old, now }, at) => {
        const other = last.changes[at];
        return other?.id === id && other.old === old && other.now === now;
      });
    if (isSame) return last.program;
    const program = inferAcross(changes);
    this.#last = { changes, program };
    return program;
  }

  /** Files that new texts import and the session does not run: on disk, or in a buffer. */
  #newcomers(
    { base, unloaded, loaded }: AnalysisRequest,
    changed: Iterable<Sides>,
  ): { file: string; sides: { now: Modelled } }[] {
    const buffers = new Map(unloaded.map(({ file, text }) => [file, text]));
    const running = new Set(loaded);
    const isThere = (file: string): boolean => buffers.has(file);
    const files = new Set([...changed].flatMap(({ now }) => importedFiles(now.model, isThere)));
    return [...files].flatMap((file) => {
      if (running.has(file) || file.includes('/node_modules/')) return [];
      const found = this.models.newcomer(base, file, buffers.get(file));
      return found ? [{ file, sides: { now: found } }] : [];
    });
  }
}

const candidateOf = ({ old, now }: Sides): Candidate => ({
  from: old.version,
  to: now.version,
  hashes: { from: sourceHash(old.authored), to: sourceHash(now.authored) },
});

/** The files that code or state has gone to from a file, or come from. */
function partners({ moved, bindings }: ProgramCorrespondence, file: string): Set<string> {
  const found = new Set<string>();
  const ways = [...moved, ...bindings.map(({ from, to }) => ({ from: from.id, to: to.id }))];
  for (const { from, to } of ways) {
    if (from === file) found.add(to);
    if (to === file) found.add(from);
  }
  return found;
}
