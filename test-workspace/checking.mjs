// What the checkers of the programs have in common.

/**
 * One run of a program that was updated at most once.
 * @typedef {object} Run
 * @property {string} stdout all that the program printed
 * @property {string} from the version that was started
 * @property {string} to the version that it was updated to; `from` again where nothing changed
 * @property {number} [updatedAt] how many lines had been printed when the update was committed:
 *   exactly, or left out
 */

/** A complaint about a run, thrown inside a checker and returned by it. */
export class Complaint extends Error {}

/**
 * Makes a checker of a function that throws complaints.
 * @param {(lines: string[], run: Run) => void} examine
 * @returns {(run: Run) => string | undefined} the complaint, or undefined where the run is right
 */
export function checker(examine) {
  return (run) => {
    try {
      const lines = run.stdout.split('\n');
      if (lines.pop() !== '') throw new Complaint('the last line is cut off');
      examine(lines, run);
      return undefined;
    } catch (error) {
      if (error instanceof Complaint) return error.message;
      throw error;
    }
  };
}

/**
 * @param {unknown} condition
 * @param {string} message
 * @returns {asserts condition}
 */
export function ensure(condition, message) {
  if (!condition) throw new Complaint(message);
}

/**
 * @template T
 * @param {T} actual
 * @param {T} expected
 * @param {string} what
 */
export function same(actual, expected, what) {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  ensure(is === should, `${what}: ${is} instead of ${should}`);
}

/**
 * The groups of `pattern` in `line`, which has to match.
 * @param {string | undefined} line
 * @param {RegExp} pattern
 * @returns {string[]}
 */
export function parse(line, pattern) {
  const match = line === undefined ? null : pattern.exec(line);
  ensure(match, `${line === undefined ? 'a line is missing' : `unexpected line: ${line}`}`);
  return match.slice(1);
}

/**
 * Complains unless the old version's items come first and the new version's after them.
 * @param {{ text: string, versions: string[] }[]} items in the order of their making, each with
 *   the versions that could have made it
 * @param {Run} run
 * @param {{ hybrids?: number, timed?: boolean }} [options] `hybrids`: how many items in the middle
 *   may be begun by one version and finished by the other; `timed`: an item is a line of its own
 *   and `updatedAt` tells where the change has to be
 */
export function oneSwitch(items, { from, to, updatedAt }, { hybrids = 0, timed = false } = {}) {
  const other = items.findIndex(({ versions }) => !versions.includes(from));
  const first = other < 0 ? Infinity : other;
  for (const { text, versions } of items.slice(from === to ? 0 : first + hybrids)) {
    ensure(versions.includes(to), `not of ${to}, or after lines of ${to}: ${text}`);
  }
  if (!timed || updatedAt === undefined || from === to) return;
  ensure(first >= updatedAt, `of ${to} before the update: ${items[first]?.text ?? ''}`);
  for (const { text, versions } of items.slice(updatedAt + hybrids)) {
    ensure(versions.includes(to), `of ${from} after the update: ${text}`);
  }
}

/**
 * The versions whose pattern `text` matches.
 * @param {string} text
 * @param {Record<string, RegExp>} patterns
 * @returns {{ text: string, versions: string[] }}
 */
export function classify(text, patterns) {
  const versions = Object.keys(patterns).filter((version) => patterns[version]?.test(text));
  ensure(versions.length > 0, `unexpected line: ${text}`);
  return { text, versions };
}

/**
 * Complains unless the numbers count up by one.
 * @param {number[]} numbers
 * @param {string} what
 */
export function consecutive(numbers, what) {
  numbers.forEach((number, index) => {
    const before = numbers[index - 1];
    if (before !== undefined) same(number, before + 1, what);
  });
}
