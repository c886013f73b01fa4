import { expected, type Kind } from './kind.js';
import { KINDS } from './kinds.js';
import { MatrixSession } from './session.js';
import { ACTIVITIES, Shape, type Activity } from './shapes.js';

/** One update to run: an edit of some kind, of a function with some activity. */
export interface Cell {
  kind: Kind;
  activity: Activity;
}

/** What came of it. */
export interface CellResult extends Cell {
  /** `works`, `asks`, `refused RS1202`, …: what the page shows. */
  answer: string;
  /** What is wrong: the program did not do what the answer means. */
  wrong: string | undefined;
}

/** Every cell of the matrix. */
export function allCells(): Cell[] {
  return KINDS.flatMap((kind) =>
    (kind.activities ?? ACTIVITIES).map((activity) => ({ kind, activity })),
  );
}

/** Runs cells in sessions, one after the other. */
export async function runCells(
  cells: readonly Cell[],
  onResult: (result: CellResult) => void = () => undefined,
): Promise<CellResult[]> {
  const results: CellResult[] = [];
  let session: MatrixSession | undefined;
  try {
    for (const cell of cells) {
      session ??= new MatrixSession();
      let result: CellResult;
      try {
        result = await runCell(session, cell);
      } catch (error) {
        // The program has ended, or hangs: the next cell gets another one.
        const wrong = error instanceof Error ? error.message : String(error);
        result = { ...cell, answer: 'fails', wrong };
        session.end();
        session = undefined;
      }
      results.push(result);
      onResult(result);
    }
  } finally {
    session?.end();
  }
  return results;
}

async function runCell(session: MatrixSession, cell: Cell): Promise<CellResult> {
  const { kind, activity } = cell;
  const shape = new Shape(activity);
  const name = `${kind.id}-${activity}`;
  const file = `cells/${name}.mjs`;
  const before = shape.module(kind.before(shape)).replaceAll('ID', name);
  const after = shape.module(kind.after(shape)).replaceAll('ID', name);
  session.write(file, before);
  if (kind.file) session.write(`cells/${kind.file.name.replaceAll('ID', name)}`, kind.file.text);
  await session.start(name);
  session.write(file, after);
  let result = await session.apply({});
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  const asks = result.outcome === 'refused' && errors.every(({ code }) => code === 'RS1204');
  if (asks) result = await session.apply({ yes: true });
  if (result.outcome !== 'applied') session.write(file, before);
  const got = await session.finish();
  const isApplied = result.outcome === 'applied';
  const want = isApplied ? expected(kind, activity) : undefined;
  const codes = [...new Set(errors.map(({ code }) => code))].join(', ');
  const answer = asks ? 'asks' : isApplied ? applied(result) : `${result.outcome} ${codes}`;
  const isRight = want === undefined ? !got.includes('v2') : got === want;
  const all = JSON.stringify(result.diagnostics);
  const wrong = isRight ? undefined : `${JSON.stringify(got)}, not ${JSON.stringify(want)}; ${all}`;
  return { ...cell, answer, wrong };
}

/** Guesses are told by a warning; deferred frames by a count. */
function applied({ diagnostics, threads }: Awaited<ReturnType<MatrixSession['apply']>>): string {
  if (threads.some(({ framesDeferred }) => framesDeferred > 0)) return 'works, deferred';
  return diagnostics.some(({ code }) => code === 'RS1203') ? 'works, told as a guess' : 'works';
}
