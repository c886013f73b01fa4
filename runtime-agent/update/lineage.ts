import {
  inferCorrespondence,
  type Correspondence,
  type CorrespondenceOverrides,
  type InferenceOptions,
} from '../../language-server/inference/index.js';
import type { Place } from '../../program-model/emit/continuation.js';
import type { FunctionModel } from '../../program-model/model/index.js';
import { entryHop, type Hop } from './hops.js';
import { importedElsewhere } from './imports.js';
import { reboundFunctions } from './rebound.js';
import { isPlain, mergeSteps } from './merged-steps.js';
import type { Route } from './route.js';
import { followActivation } from './ways.js';
import { changesIn, Standings, type FunctionStanding, type StandingTable } from './standing.js';
import { NO_DECISIONS, type StateDecisions } from './state-decisions.js';
import { decidedIn, moveIn, type KeptVersion, type Step } from './step.js';
import { touchedIn, type TypeDecisions } from './type-decisions.js';
import type { Version } from './versions.js';

/** Where a function of some version is in the newest one. */
export interface Landing {
  version: Version;
  fn: number;
}

export interface PushOptions {
  /** Every function counts as changed. */
  isForced?: boolean;
  overrides?: CorrespondenceOverrides | undefined;
  decisions?: StateDecisions | undefined;
  /** What corresponds, where that is known already. */
  correspondence?: Correspondence;
  /** Code that went to another module, or came from one. */
  elsewhere?: InferenceOptions['elsewhere'];
  isDormant?: boolean;
  /** What is decided about values of changed types. */
  types?: TypeDecisions | undefined;
}

/** The versions of one module that have run, oldest first, and the steps between them. */
export class Lineage {
  readonly versions: Version[];
  readonly steps: Step[] = [];
  /** By hash, what is kept of old versions for the activations that finish in them. */
  readonly kept = new Map<string, KeptVersion>();

  readonly #standings: Standings;

  constructor(first: Version) {
    this.versions = [first];
    this.#standings = new Standings(this.versions, this.steps);
  }

  get newest(): Version {
    return this.versions[this.versions.length - 1] as Version;
  }

  version(hash: string): Version | undefined {
    return this.versions.find((version) => version.hash === hash) ?? this.kept.get(hash)?.version;
  }

  /** Takes a version as the newest one. */
  push(to: Version, options: PushOptions = {}): Step {
    const { overrides, decisions = NO_DECISIONS, elsewhere } = options;
    const from = this.newest;
    const correspondence =
      options.correspondence ??
      inferCorrespondence(from.model, to.model, {
        ...(overrides && { overrides }),
        ...(elsewhere && { elsewhere }),
      });
    const otherImports = importedElsewhere(correspondence);
    // Code that stays the same reads such a binding under its old name.
    const isForced = options.isForced === true || otherImports.size > 0;
    const touched = touchedIn(options.types, from);
    const decided = new Set([...decidedIn(from, overrides, () => true), ...touched.keys()]);
    for (const fn of inlinedIn(correspondence)) decided.add(fn);
    const finishing = decidedIn(from, overrides, ({ do: choice }) => choice === 'finish-old');
    // Whoever still calls a function that is gone gets its last code, which nothing is decided of.
    const gone = [...decided].filter((fn) => correspondence.functionFor(fn)?.now === undefined);
    const kept = new Map<number, KeptVersion>();
    for (const fn of new Set([...finishing, ...gone])) {
      const version = from.under(`${from.hash}~${to.hash}~${fn}`);
      const entry = { version, of: from, fn };
      kept.set(fn, entry);
      this.kept.set(version.hash, entry);
    }
    const step: Step = {
      from,
      to,
      correspondence,
      isForced,
      otherImports,
      overrides,
      decisions,
      types: options.types,
      touched,
      decided,
      kept,
      moves: [],
      taken: [],
      given: [],
      isDormant: options.isDormant ?? false,
      rebound: reboundFunctions(correspondence),
    };
    this.versions.push(to);
    this.steps.push(step);
    return step;
  }

  /** Takes the newest version back. */
  pop(): void {
    this.versions.pop();
    for (const { version } of this.steps.pop()?.kept.values() ?? []) {
      this.kept.delete(version.hash);
    }
    this.#standings.forgetNewest();
  }

  /**
   * Forgets versions of which nothing is in use any more: the steps to and from them become one.
   *
   * @param isNeeded whether anything in the program, or another module's way, still has a version
   * @returns the versions that were forgotten
   */
  retire(isNeeded: (version: Version) => boolean): Version[] {
    const retired: Version[] = [];
    for (let at = this.versions.length - 2; at > 0; at -= 1) {
      const version = this.versions[at] as Version;
      const [first, second] = [this.steps[at - 1], this.steps[at]];
      if (!first || !second || !isPlain(first) || !isPlain(second) || isNeeded(version)) continue;
      const merged = mergeSteps(first, second);
      if (!merged) continue;
      this.steps.splice(at - 1, 2, merged);
      this.versions.splice(at, 1);
      retired.push(version);
    }
    if (retired.length > 0) this.#standings.forget();
    return retired;
  }

  /** What is known of a function without following its way; nothing of those that moved or are kept. */
  #standing(hash: string, fn: number): FunctionStanding | undefined {
    if (this.kept.has(hash)) return undefined;
    const version = this.version(hash);
    return version && this.#standings.of(version, fn);
  }

  /** The function's counterpart, in this module or another; undefined when it is gone. */
  land(hash: string, fn: number): Landing | undefined {
    const standing = this.#standing(hash, fn);
    if (standing)
      return standing.now === undefined ? undefined : { version: this.newest, fn: standing.now };
    const finishes = this.finishes(hash, fn);
    let last: Landing = { version: finishes ?? this.version(hash) ?? this.newest, fn };
    for (const { to, now } of this.legs(hash, fn)) {
      if (now === undefined) return undefined;
      last = { version: to, fn: now };
    }
    return last;
  }

  /** Whether a function's text, or what its names mean, differs between a version and the newest one. */
  hasChanged(hash: string, fn: number): boolean {
    const standing = this.#standing(hash, fn);
    if (standing) return standing.hasChanged;
    for (const { step, correspondence, at, now } of this.legs(hash, fn)) {
      const match = correspondence.functionFor(at);
      const hasMoved = correspondence !== step.correspondence;
      if (step.isForced || now === undefined || hasMoved || match?.changed !== false) return true;
      if (step.rebound.has(at) || step.decided.has(at)) return true;
    }
    return false;
  }

  /** Of all functions of a version at once; undefined where their ways have to be followed one by one. */
  standings(version: Version, steps = 0): StandingTable | undefined {
    return this.kept.has(version.hash) ? undefined : this.#standings.table(version, steps);
  }

  /** The functions of a version that the newest step has changed. */
  changedLast(version: Version): FunctionModel[] {
    const { functions } = version.model;
    const step = this.steps.at(-1);
    const before = step && this.standings(version) && this.standings(version, 1);
    if (!before) return functions.filter(({ index }) => this.changesLast(version.hash, index));
    return functions.filter(({ index }) => {
      const at = before.now[index] ?? -1;
      return at >= 0 && changesIn(step, at);
    });
  }

  /** Whether the newest step has changed a function of some version. */
  changesLast(hash: string, fn: number): boolean {
    const standing = this.#standing(hash, fn);
    const before = standing && this.#standings.before(this.version(hash) as Version, fn);
    if (!before) return this.hasChanged(hash, fn);
    const step = this.steps.at(-1);
    return before.now !== undefined && step !== undefined && changesIn(step, before.now);
  }

  /** Whether other code takes over from a function: one that is gone goes on with what it has. */
  isReplaced(hash: string, fn: number): boolean {
    const standing = this.#standing(hash, fn);
    if (standing) return standing.isReplaced;
    for (const { step, at, now } of this.legs(hash, fn)) {
      if (step.decided.has(at)) return true;
      if (now === undefined) return false;
    }
    return this.hasChanged(hash, fn);
  }

  /** The version that a function's last activations finish in. */
  finishes(hash: string, fn: number): Version | undefined {
    const kept = this.kept.get(hash);
    return kept?.fn === fn ? kept.version : undefined;
  }

  /**
   * The way of a function from a version on, step by step, also into another module. It is told where
   * the function is after each step, where that is not where the function's counterpart is.
   */
  *legs(hash: string, fn: number): Generator<Leg, void, number | undefined> {
    if (this.finishes(hash, fn)) return;
    const source = this.kept.get(hash)?.of.hash ?? hash;
    const index = this.versions.findIndex((version) => version.hash === source);
    let steps: readonly Step[] = index < 0 ? [] : this.steps.slice(index);
    let at = fn;
    for (let step = steps[0]; step; step = steps[0]) {
      const move = moveIn(step, at);
      const correspondence = move?.correspondence ?? step.correspondence;
      const now = correspondence.functionFor(at)?.now;
      const next = yield { step, correspondence, to: move?.to ?? step.to, at, now };
      steps = move
        ? move.lineage.steps.slice(move.lineage.versions.indexOf(move.to))
        : steps.slice(1);
      at = next ?? now ?? -1;
    }
  }

  /**
   * Where an activation at a point of some version goes on, with where its values come from.
   * @param key the point's, or a {@link joinedKey}
   */
  route(hash: string, fn: number, key: string): Route | undefined {
    return followActivation(this, hash, fn, key);
  }

  /** As `route`, for the entry of a function; one that is gone keeps the last code it had. */
  entry(hash: string, fn: number): Route | undefined {
    const start = this.version(hash);
    if (!start) return undefined;
    const hops: Hop[] = [];
    let at = fn;
    let last = this.kept.get(hash)?.of ?? start;
    for (const { step, to, correspondence, now } of this.legs(hash, fn)) {
      const { from, overrides, kept } = step;
      if (now === undefined) {
        last = kept.get(at)?.version ?? last;
        break;
      }
      hops.push(
        entryHop({
          from,
          to,
          correspondence,
          overrides,
          touches: step.touched.get(at),
          oldFn: at,
          nowFn: now,
        }),
      );
      at = now;
      last = to;
    }
    const node = last.model.functions[at]?.node;
    if (!node) return undefined;
    const place: Place = { kind: 'entry', node, at: -1 };
    return { oldFn: fn, fn: at, place, matches: [], hops, from: start, to: last };
  }
}

/** Functions that became part of their callers: so do their activations. */
function inlinedIn({ functions }: Correspondence): number[] {
  return functions.flatMap(({ old, now, host }) =>
    old !== undefined && now === undefined && host !== undefined ? [old] : [],
  );
}

/** One step on the way of a function. */
export interface Leg {
  step: Step;
  /** The step's own correspondence, or the one to another module. */
  correspondence: Correspondence;
  to: Version;
  /** The function before and after. */
  at: number;
  now: number | undefined;
}
