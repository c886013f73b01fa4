import { originAt, originBefore } from '../../program-model/emit/text.js';
import type { FunctionModel, Point } from '../../program-model/model/index.js';
import { unpackRuns } from '../agent/runs.js';
import type { RawSite, RawStack } from '../agent/stack.js';
import { innermost } from './innermost.js';
import type { UnitFactory } from './units.js';
import type { Version } from './versions.js';

/** What one frame of a stack is. */
export type Frame =
  /** The program's, waiting at a continuation point. */
  | { kind: 'point'; version: Version; fn: FunctionModel; point: Point; constructs: boolean }
  /** The program's, at (or behind) an offset that can't be taken up again. */
  | { kind: 'stuck'; version: Version; fn: FunctionModel; offset: number; constructs: boolean }
  /** The program's, in text that instrumentation added to pass a call or a resumption on. */
  | { kind: 'check'; version: Version; fn: FunctionModel | undefined; constructs: boolean }
  /** The agent's. */
  | { kind: 'agent'; name: string }
  | { kind: 'foreign'; isForEach?: boolean };

/** Tells what the frames of a thread's stack are. */
export class FrameReader {
  constructor(
    /** The script of the agent's own code. */
    readonly agentScript: () => string,
    /** The version that a script's text came from; undefined for foreign scripts. */
    readonly versionOf: (script: string, hash: string | undefined) => Version | undefined,
    readonly units: UnitFactory,
  ) {}

  read(stack: RawStack): Frame[] {
    const known = stack.sites.map((site) => this.#describe(site));
    return unpackRuns(stack.frames).map((index) => known[index] ?? { kind: 'foreign' });
  }

  #describe(site: RawSite): Frame {
    if (site.script === this.agentScript()) return { kind: 'agent', name: site.name };
    const unit = this.units.origins.get(site.script);
    const version = unit?.version ?? this.versionOf(site.script, site.hash);
    if (!version)
      return isForEach(site) ? { kind: 'foreign', isForEach: true } : { kind: 'foreign' };
    const runs = unit?.runs ?? version.runs;
    const offset = originAt(runs, site.position);
    // An interrupted loop shows the position of its function: of a continuation, that is before any text.
    const isBefore = unit !== undefined && site.position < (runs[0]?.at ?? Infinity);
    const start = isBefore ? version.model.functions[unit.fn]?.start : undefined;
    const near = start ?? (offset < 0 ? originBefore(runs, site.position) : offset);
    const fn = innermost(version, near);
    if (!fn) return { kind: 'foreign' };
    const constructs = site.constructs === true;
    if (offset < 0) return { kind: 'stuck', version, fn, offset: near, constructs };
    if (offset === fn.start) return { kind: 'check', version, fn, constructs };
    const isFixed = unit?.isFixed === true && unit.fn === fn.index;
    const point = isFixed ? undefined : fn.points.find((candidate) => candidate.at === offset);
    return point
      ? { kind: 'point', version, fn, point, constructs }
      : { kind: 'stuck', version, fn, offset, constructs };
  }
}

/** `Array.prototype.forEach`, called on an array that is not of a class of the program's own. */
const isForEach = ({ script, name, type }: RawSite): boolean =>
  script === '' && name === 'forEach' && type === 'Array';
