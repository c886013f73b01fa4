import type { Diagnostic } from '../../protocol/diagnostics.js';
import type { Unit } from './units.js';

/** What an update changes in a module's own scope. */
export interface TopPlan {
  /** Per scope host: code that opens a scope with the new bindings inside the old one. */
  additions: Map<number, string>;
  /** New statements and new values of bindings, in source order; each `handle => undo?`. */
  statements: string[];
  /** Where each of them stands in the new text. */
  offsets: number[];
  diagnostics: Diagnostic[];
  /** Modules to be loaded before the update commits. */
  imports: string[];
  /** Where the code was made from. */
  units: Unit[];
}
