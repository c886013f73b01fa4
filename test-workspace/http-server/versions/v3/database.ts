import { setTimeout } from 'node:timers/promises';

/** The rows with this id, found after `delay` milliseconds; only the first `limit` of them. */
export async function query(id: number, delay: number, limit = 100): Promise<number[]> {
  const rows: number[] = [];
  for (let row = 1; row <= id && rows.length < limit; row++) {
    await setTimeout(delay / id);
    rows.push(row * 10);
  }
  return rows;
}
