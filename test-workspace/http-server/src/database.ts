import { setTimeout } from 'node:timers/promises';

/** The rows with this id, found after `delay` milliseconds. */
export async function query(id: number, delay: number): Promise<number[]> {
  const rows: number[] = [];
  for (let row = 1; row <= id; row++) {
    await setTimeout(delay / id);
    rows.push(row * 10);
  }
  return rows;
}
