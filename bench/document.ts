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

const nameOf = (row: string): string => row.split('|')[1]?.trim() ?? '';

/**
 * A table with the rows of two: those of the new one in their old places, or at the end.
 *
 * @param old a Markdown table with the same head, or nothing
 */
export function mergedTable(old: string, now: string): string {
  const rowsOf = (table: string): string[] => table.split('\n').filter((line) => /^\| /.test(line));
  const [, , ...known] = rowsOf(old);
  const [head = '', rule = '', ...measured] = rowsOf(now);
  const left = new Map(measured.map((row) => [nameOf(row), row]));
  const rows = known.map((row) => {
    const renewed = left.get(nameOf(row));
    left.delete(nameOf(row));
    return renewed ?? row;
  });
  return [head, rule, ...rows, ...left.values()].join('\n');
}

/**
 * Puts the figures between the marks of a Markdown file, in place of those of the same names.
 * @throws {Error} when the file has no such marks
 */
export function writeFigures(file: string, figures: readonly Figure[], pairs: number): void {
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for the figures`);
  const table = mergedTable(text.slice(from, to), markdownTable(figures));
  const body = `${machine()} ${pairs} pairs.\n\n${table}`;
  writeFileSync(file, `${text.slice(0, from)}${begin}\n${body}\n${text.slice(to)}`);
}
