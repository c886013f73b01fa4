import { setImmediate } from 'node:timers/promises';

const KEPT = 100;
const entries: string[] = [];

/** Adds a line to the journal, of which the last hundred are kept. */
export async function write(line: string): Promise<void> {
  await setImmediate();
  entries.push(line);
  if (entries.length > KEPT) entries.shift();
}
