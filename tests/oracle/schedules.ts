/** Update points (counted from 1) at which to update; `every` repeats from there on, if not 0. */
export interface Schedule {
  at: number;
  every: number;
}

/** Which schedules a program is run with. */
export type Selection =
  /** One update per run, at each update point or at `most` of them spread evenly. */
  | { kind: 'one'; most: number | 'all' }
  /** Updates all through the run, at these distances; a run for each. */
  | { kind: 'many'; distances: number[] };

/** No update at all. */
export const NONE: Schedule = { at: 0, every: 0 };

/** The schedules for a program that passes `points` update points. */
export function schedulesFor(selection: Selection, points: number): Schedule[] {
  if (selection.kind === 'many') {
    return selection.distances.map((every) => ({ at: 1, every }));
  }
  const { most } = selection;
  const step = most === 'all' ? 1 : Math.max(1, Math.ceil(points / most));
  const chosen: Schedule[] = [];
  for (let at = 1; at <= points; at += step) chosen.push({ at, every: 0 });
  return chosen;
}
