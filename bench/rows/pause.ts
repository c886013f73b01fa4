import { timeFigure } from '../measure/pairs.js';
import { updatesOf } from '../measure/pauses.js';
import type { Row } from '../row.js';

const cases = [
  { name: 'pause, 10 frames', frames: 10, limitMs: 5 },
  { name: 'pause, 10,000 frames', frames: 10_000, limitMs: 50 },
];

/**
 * From the first stopped thread to the last running one, with every frame rebuilt: as the program itself
 * sees it, by the clock in the loop that is updated.
 */
export const pause: Row = {
  names: cases.map(({ name }) => name),
  async measure({ wanted, place, pairs, log }) {
    const figures = [];
    for (const { name, frames, limitMs } of cases.filter(({ name }) => wanted(name))) {
      log(`measuring ${name}`);
      const results = await updatesOf(place, 'deep', frames, pairs * 2);
      const pauses = results.map(({ pauseMs, stillMs }) => Math.max(pauseMs, stillMs));
      figures.push(timeFigure(name, pauses, limitMs));
    }
    return figures;
  },
};
