import { moveIn, type Step } from './step.js';
import type { Version } from './versions.js';

const GONE = -1;
/** The function went to another module: its way has to be followed step by step. */
const ELSEWHERE = -2;

/** Where the functions of one version are after some steps. */
interface Standing {
  /** How many steps of the module it knows. */
  steps: number;
  /** How many moves to other modules the last of them had. */
  moves: number;
  now: Int32Array;
  changed: Uint8Array;
  /** 1: other code has taken over; 2: and stays there, by a decision. */
  replaced: Uint8Array;
  /** Some functions went to another module. */
  isElsewhere: boolean;
}

/** By a function's index: its index in the newest version or a negative number, and whether that has other code. */
export type StandingTable = Readonly<Pick<Standing, 'now' | 'changed' | 'replaced'>>;

/** Answers for one function; undefined where its way leads to another module. */
export interface FunctionStanding {
  /** Its index in the newest version; undefined when it is gone. */
  now: number | undefined;
  hasChanged: boolean;
  isReplaced: boolean;
}

/**
 * Keeps for each version where its functions are in the newest one, so that an update costs one step
 * for each version, however many have gone before.
 */
export class Standings {
  /** The last two for each version: the newest step may yet be taken back. */
  readonly #known = new Map<Version, Standing[]>();

  constructor(
    readonly versions: readonly Version[],
    readonly steps: readonly Step[],
  ) {}

  /** The newest step was taken back. */
  forgetNewest(): void {
    for (const [version, list] of this.#known) {
      this.#known.set(
        version,
        list.filter(({ steps }) => steps <= this.steps.length),
      );
    }
  }

  /** The steps are others now. */
  forget(): void {
    this.#known.clear();
  }

  of(version: Version, fn: number): FunctionStanding | undefined {
    return read(this.#after(version, this.steps.length), fn);
  }

  /**
   * Where all functions of a version are, by their index.
   * @param steps how many of the newest steps are left out
   * @returns undefined where some went to another module
   */
  table(version: Version, steps = 0): StandingTable | undefined {
    const standing = this.#after(version, this.steps.length - steps);
    return standing?.isElsewhere === false ? standing : undefined;
  }

  /** The same before the newest step. */
  before(version: Version, fn: number): FunctionStanding | undefined {
    return read(this.#after(version, this.steps.length - 1), fn);
  }
  #after(version: Version, count: number): Standing | undefined {
    const list = this.#known.get(version) ?? [];
    const moves = this.steps[count - 1]?.moves.length ?? 0;
    const known = list.find((item) => item.steps === count && item.moves === moves);
    if (known) return known;
    const from = this.versions.indexOf(version);
    if (from < 0 || from > count) return undefined;
    const base = list
      .filter((item) => item.steps < count)
      .reduce<Standing | undefined>((a, b) => (a && a.steps > b.steps ? a : b), undefined);
    let standing = base ?? start(version, from);
    let before = standing;
    for (const step of this.steps.slice(standing.steps, count)) {
      before = standing;
      standing = advance(standing, step);
    }
    this.#known.set(version, [before, standing]);
    return standing;
  }
}

function read(standing: Standing | undefined, fn: number): FunctionStanding | undefined {
  const now = standing?.now[fn];
  if (!standing || now === undefined || now === ELSEWHERE) return undefined;
  return {
    now: now === GONE ? undefined : now,
    hasChanged: standing.changed[fn] === 1,
    isReplaced: standing.replaced[fn] !== 0,
  };
}

/** Whether a step gives a function other code. */
export function changesIn(step: Step, fn: number): boolean {
  const match = step.correspondence.functionFor(fn);
  const isSame = match?.now !== undefined && !match.changed && !step.isForced;
  return !isSame || step.decided.has(fn) || step.rebound.has(fn);
}

function start({ model }: Version, steps: number): Standing {
  const count = model.functions.length;
  return {
    steps,
    moves: 0,
    now: Int32Array.from({ length: count }, (_, fn) => fn),
    changed: new Uint8Array(count),
    replaced: new Uint8Array(count),
    isElsewhere: false,
  };
}

function advance(before: Standing, step: Step): Standing {
  const now = Int32Array.from(before.now);
  const changed = Uint8Array.from(before.changed);
  const replaced = Uint8Array.from(before.replaced);
  let { isElsewhere } = before;
  for (let fn = 0; fn < now.length; fn += 1) {
    const at = now[fn] as number;
    if (at < 0) continue;
    if (moveIn(step, at)) {
      now[fn] = ELSEWHERE;
      isElsewhere = true;
      continue;
    }
    const match = step.correspondence.functionFor(at);
    const isGone = match?.now === undefined;
    now[fn] = match?.now ?? GONE;
    const isDecided = step.decided.has(at);
    if (changesIn(step, at)) changed[fn] = 1;
    // One that is gone goes on with what it has, unless that was decided otherwise.
    if (isDecided) replaced[fn] = 2;
    else if (replaced[fn] !== 2) replaced[fn] = isGone ? 0 : (changed[fn] as number);
  }
  return { steps: before.steps + 1, moves: step.moves.length, now, changed, replaced, isElsewhere };
}
