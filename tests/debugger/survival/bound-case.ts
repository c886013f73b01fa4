import { CaseMaker } from '../../../bench/mapping/cases.js';
import type { Random } from '../../../bench/mapping/random.js';
import { modelSource } from '../../../program-model/model/index.js';
import { LineIndex } from '../../../runtime-agent/adapter/sources/line-index.js';
import { rightPlaces } from './places.js';
import { filesOf, type Subject } from './subjects.js';

/** 1-based. */
export interface At {
  line: number;
  column: number;
}

/** A statement that gets a breakpoint. */
export interface Marked extends At {
  /** The right places of the edited text, as offsets. */
  places: readonly number[];
  /** The statement is not in the edited text. */
  isGone: boolean;
  /** Line-number tracking would have it in its line. */
  byLine: boolean;
}

/** An edit of one file, with breakpoints on all statements that it concerns. */
export interface BoundCase {
  edit: string;
  file: string;
  old: string;
  now: string;
  marked: Marked[];
  /** Beginnings and ends of the edited text's statements. */
  statements: readonly (readonly [number, number])[];
  /** Offset in the edited text. */
  offset(at: At): number;
}

/** Whether it is right that a breakpoint is at a place, or that its statement is gone. */
export const isRightAt = (
  made: BoundCase,
  { places, isGone }: Marked,
  found: At | undefined,
): boolean => (found ? places.includes(made.offset(found)) : isGone);

/** So many breakpoints at most; V8 needs long to set many in one function. */
const MOST = 40;

/** Makes cases out of a package's files without end. */
export function* casesOf(subject: Subject, root: string, random: Random): Generator<BoundCase> {
  const maker = new CaseMaker(filesOf(subject, root), random);
  for (;;) {
    const made = maker.next();
    const [first] = made.truths;
    if (made.files.length !== 1 || !first) continue;
    const { truth } = first;
    const { format } = truth.old;
    const [old, now] = [truth.old.text, truth.now.text];
    const [before, after] = [new LineIndex(old), new LineIndex(now)];
    const model = modelSource({ id: '/p.js', text: old, format, statements: true });
    const touched = model.functions
      .filter(({ index }) => index > 0 && truth.affected.has(index))
      .flatMap(({ points }) => points.filter(({ kind }) => kind === 'before'));
    const every = Math.ceil(touched.length / MOST);
    const marked = touched
      .filter((_, index) => index % every === 0)
      .map(({ start }): Marked => {
        const at = before.position(start);
        const { own, parts } = rightPlaces(truth, start);
        return {
          ...at,
          places: [...(own === undefined ? [] : [own]), ...parts],
          isGone: own === undefined,
          byLine: own !== undefined && after.position(own).line === at.line,
        };
      });
    const edit = made.edits.length > 1 ? 'several edits' : (made.edits[0] as string);
    const edited = modelSource({ id: '/p.js', text: now, format, statements: true });
    const places = new Set(marked.flatMap((item) => item.places));
    const statements = edited.functions
      .flatMap(({ points }) =>
        points.filter(({ kind, start }) => kind === 'before' && places.has(start)),
      )
      .map(({ start, node }) => [start, node.end] as const);
    const offset = (at: At): number => after.offset(at);
    yield { edit, file: made.file, old, now, marked, statements, offset };
  }
}
