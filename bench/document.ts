import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { markdownTable } from './tables.js';
import type { Figure } from './figure.js';

const begin = '<!-- figures -->';
const end = '<!-- end of figures -->';

/** What the figures were measured on. */
function machine(): string {
  const processors = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  return `Node ${process.version}, ${processors.length} × ${model}, ${gigabytes} GiB, ${process.platform}.`;
}

/**
 * Puts the figures between the marks of a Markdown file.
 * @throws {Error} when the file has no such marks
 */
export function writeFigures(file: string, figures: readonly Figure[], pairs: number): void {
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for the figures`);
  const body = `${machine()} ${pairs} pairs.\n\n${markdownTable(figures)}`;
  writeFileSync(file, `${text.slice(0, from)}${begin}\n${body}\n${text.slice(to)}`);
}
