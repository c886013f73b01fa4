import type { Names } from '../../program-model/emit/names.js';
import type { TakenBinding } from './step.js';

/** Gives a binding the value that it had in the module it comes from; `handle => void`. */
export function takingStatement(
  names: Names,
  name: string,
  { from, name: old }: TakenBinding,
): string {
  const source = [from.source.id, from.hash, old].map((part) => JSON.stringify(part)).join(',');
  return `(${names.prefix}a=>{${name}=${names.prefix}a.taken(${source});})`;
}
