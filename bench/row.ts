import type { Figure } from './figure.js';
import type { Place } from './measure/place.js';

/** What a row is given to measure with. */
export interface Bench {
  /** Whether a figure of this name was asked for; a row leaves the work for others out. */
  wanted: (name: string) => boolean;
  /** Folders, executables and environment. */
  place: Place;
  /** How many interleaved pairs of runs make one ratio. */
  pairs: number;
  /** Tells a person what goes on; never part of the result. */
  log: (line: string) => void;
}

/** One row of the table of figures; it may give several, one per workload for instance. */
export interface Row {
  /** The names of all figures that it can give, in order. `--only` selects among them. */
  readonly names: readonly string[];
  /**
   * Measures those that are wanted.
   * @throws {Error} when a program fails or computes something else than it should
   */
  measure(bench: Bench): Promise<Figure[]>;
}
