import { isRightAt, type At, type BoundCase } from './bound-case.js';
import type { BoundSession } from './bound-session.js';
import type { Executed } from './executed.js';

export interface Verdict {
  /** The update was refused: there is nothing to be judged. */
  isRefused: boolean;
  breakpoints: number;
  right: number;
  byLine: number;
  /** Breakpoints that the program comes by. */
  expected: number;
  hit: number;
  /** What is wrong, for a person. */
  faults: string[];
}

const isDone = (outcome: string): boolean => ['applied', 'nothing-to-do'].includes(outcome);

const show = (at: At | undefined): string => (at ? `${at.line}:${at.column}` : 'nowhere');

/**
 * Sets breakpoints, updates the program twice (a line more at the top, then the edit), and has it run
 * into each of them.
 * @param inside whether the program is stopped at one of them meanwhile
 * @param isRun what a plain run of the edited program comes by; all of it without
 */
export async function runCase(
  bound: BoundSession,
  made: BoundCase,
  inside: boolean,
  isRun: Executed = () => true,
): Promise<Verdict> {
  const { file, old, now, marked } = made;
  const verdict: Verdict = {
    ...{ isRefused: false, breakpoints: 0, right: 0, byLine: 0, expected: 0, hit: 0 },
    faults: [],
  };
  const fault = (text: string): void => void verdict.faults.push(`${made.edit}: ${text}`);
  await bound.set(file, []);
  bound.write(file, old);
  if (!isDone(await bound.apply())) return { ...verdict, isRefused: true };
  const told = await bound.set(file, marked);
  const ids = told.map(({ id = -1 }) => id);
  marked.forEach((item, index) => {
    const { line = 0, column = 0, verified } = told[index] ?? {};
    const isThere = verified === true && line === item.line && column === item.column;
    if (!isThere) fault(`set at ${show(item)}, but is at ${show({ line, column })}`);
  });
  let stopped = inside ? await begin(bound) : undefined;
  for (const [index, text] of [`// One more.\n${old}`, now].entries()) {
    bound.write(file, text);
    const outcome = await bound.apply();
    if (!isDone(outcome)) return { ...verdict, isRefused: true };
    if (!stopped) continue;
    const [id = -1] = stopped.ids;
    // Where nothing but comments of TypeScript has changed, the program is left alone.
    stopped =
      outcome === 'applied' ? await bound.stop() : { ids: stopped.ids, at: await bound.top() };
    const item = marked[ids.indexOf(id)];
    const at = stopped?.at;
    const isRight =
      index === 0 ? at?.line === (item?.line ?? 0) + 1 : item && isRightAt(made, item, at);
    // At a statement that is gone, the program is stopped at the next one.
    const isGone = index > 0 && item?.isGone;
    if (!isRight && !isGone) fault(`stopped at ${show(item)}, then at ${show(at)}`);
  }
  const places = ids.map((id) => bound.place(id));
  marked.forEach((item, index) => {
    const at = places[index];
    verdict.breakpoints += 1;
    if (isRightAt(made, item, at)) verdict.right += 1;
    else fault(`from ${show(item)} to ${show(at)}`);
    if (item.byLine) verdict.byLine += 1;
  });
  const hits = new Map<number, At>();
  if (stopped) {
    await bound.session.goOn();
    await bound.collect(file, ids, hits);
    await bound.set(
      file,
      places.flatMap((at, index) => (at && !hits.has(ids[index] ?? -1) ? at : [])),
    );
  }
  await bound.run();
  await bound.collect(file, ids, hits);
  // Those that were not hit would stop the program in a case of another file.
  await bound.set(file, []);
  places.forEach((at, index) => {
    if (!at || !isRun(made.offset(at))) return;
    const hit = hits.get(ids[index] ?? -1);
    verdict.expected += 1;
    if (hit && hit.line === at.line && hit.column === at.column) verdict.hit += 1;
    else fault(`at ${show(at)}, hit at ${show(hit)}`);
  });
  return verdict;
}

/** Has the program stop at the first breakpoint that it comes by, if any. */
async function begin(bound: BoundSession): Promise<{ ids: number[]; at: At } | undefined> {
  await bound.run();
  const stopped = await bound.stop();
  if (!stopped) await bound.session.goOn();
  return stopped;
}
