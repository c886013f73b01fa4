import type {
  ActiveStatement,
  Baseline,
  BaselineModule,
  BaselineStack,
} from '../../protocol/baseline.js';
import type { RawStack } from '../agent/stack.js';
import type { ReportedActivation } from '../loader/host.js';
import { scriptPath } from '../agent/stack-traces-places.js';
import type { Planner } from '../update/director.js';
import type { Frame } from '../update/frames.js';
import type { ActiveFrame } from '../update/questions.js';
import type { Arrival } from '../update/segments.js';
import type { Lineage } from '../update/lineage.js';
import type { Version } from '../update/versions.js';
import { hostKey, type ThreadLink } from './thread-link.js';
import type { Threads } from './threads.js';
import type { Sources } from './update-sources.js';

/** What one thread said of itself, at one instant. */
interface ThreadReport {
  id: number;
  name: string;
  stack: RawStack;
  activations: ReportedActivation[];
  loaded: { id: string; hash: string }[];
}

/** What the threads said; not yet compared with the versions. */
export interface Observation {
  threads: ThreadReport[];
  unreachable: string[];
}

const host = `globalThis[Symbol.for(${JSON.stringify(hostKey)})]`;
const agent = 'globalThis[Symbol.for("restitch")]';

/** One evaluation, which a busy thread answers in passing: nothing is stopped or set. */
const report =
  `(()=>{const a=${agent},h=${host};return a?{stack:a.interrupted(),` +
  `activations:h.stack(0).activations,loaded:a.loaded()}:undefined})()`;

/** Asks every thread what it is at. */
export async function observe(threads: Threads): Promise<Observation> {
  const group = await threads.open();
  try {
    const found: Observation = { threads: [], unreachable: [] };
    await Promise.all(group.links().map((link) => observeThread(link, found)));
    found.threads.sort((a, b) => a.id - b.id);
    return found;
  } finally {
    group.close();
  }
}

async function observeThread(link: ThreadLink, found: Observation): Promise<void> {
  try {
    const answer = await link.evaluate<Omit<ThreadReport, 'id' | 'name'> | undefined>(report);
    if (answer) found.threads.push({ id: link.id, name: link.name, ...answer });
  } catch {
    if (!found.unreachable.includes(link.name)) found.unreachable.push(link.name);
  }
}

/** The activations of outdated functions that an observation shows, where they wait. */
export function outdatedIn(
  { threads }: Observation,
  sources: Sources,
  planner: Planner,
): ActiveFrame[] {
  const fileOf = (hash: string): string => {
    for (const [id, lineage] of sources.lineages) if (lineage.version(hash)) return id;
    return '';
  };
  return threads.flatMap(({ stack, activations }) => [
    ...planner.outdatedOn(stack),
    ...planner.outdatedOf(
      activations.map(({ hash, fn, offset: p }) => ({ id: fileOf(hash), hash, fn, p })),
    ),
  ]);
}

export interface BaselineContext {
  session: string;
  version: number;
  sources: Sources;
  planner: Planner;
  /** Also say where each single frame is. */
  stacks?: boolean;
}

/** Says of an observation which places of the running version it shows. */
export function describeBaseline(seen: Observation, context: BaselineContext): Baseline {
  const { session, version, sources, planner } = context;
  const modules = new Map<string, BaselineModule>();
  for (const { loaded } of seen.threads) {
    for (const { id, hash } of loaded) {
      modules.set(id, { file: id, hash: sources.lineages.get(id)?.newest.hash ?? hash });
    }
  }
  for (const thread of seen.threads) learnSeen(thread, sources, version);
  const reader = new PlaceReader(sources, planner);
  const stacks = seen.threads.map((thread) => reader.read(thread));
  const { active, homeless } = reader;
  const { unreachable } = seen;
  // One that a rollback has taken out of use is new to whoever imports it.
  for (const id of modules.keys()) {
    if (!sources.isInUse(id) && !active.some(({ file }) => file === id)) modules.delete(id);
  }
  const found = { session, version, modules: [...modules.values()], active, homeless, unreachable };
  return context.stacks === true ? { ...found, stacks } : found;
}

/** Models are made of the modules with activations alone. */
function learnSeen(
  { stack, activations, loaded }: ThreadReport,
  sources: Sources,
  v: number,
): void {
  const files = new Set(stack.sites.map(({ script }) => scriptPath(script)));
  const hashes = new Set(activations.map(({ hash }) => hash));
  const used = loaded.filter(({ id, hash }) => files.has(id) || hashes.has(hash));
  sources.learn(used, v);
}

type Place = Pick<ActiveStatement, 'point' | 'offset'> & { version: Version; fn: number };

class PlaceReader {
  readonly active: ActiveStatement[] = [];
  homeless = 0;

  constructor(
    readonly sources: Sources,
    readonly planner: Planner,
  ) {}

  /** Adds what a thread is at to the active statements. */
  read({ id, name, stack, activations }: ThreadReport): BaselineStack {
    const found = new Map<string, number>();
    const frames: BaselineStack['frames'] = [];
    const add = (
      place: Place | undefined,
      state: ActiveStatement['state'],
      isLeaf: boolean,
      count: number,
    ): number | 'homeless' => {
      if (!place) {
        this.homeless += count;
        return 'homeless';
      }
      const { version, fn, point, offset } = place;
      const key = `${version.hash} ${fn} ${offset} ${state} ${isLeaf}`;
      const known = found.get(key);
      const statement = known === undefined ? undefined : this.active[known];
      if (known !== undefined && statement) {
        statement.count += count;
        return known;
      }
      const { id: file, hash } = version.source;
      const path = version.model.functions[fn]?.path ?? '';
      const here = { file, hash, fn, function: path, point, offset };
      const index = this.active.push({ ...here, state, isLeaf, thread: id, count }) - 1;
      found.set(key, index);
      return index;
    };
    let isLeaf = true;
    const seen = this.planner.frames(stack);
    let ahead = this.#takenUpAtOnce(seen);
    let deferredFrom = 0;
    for (const frame of seen) {
      const isBetween = frames.length > 0 && frames.at(-1) !== 'foreign';
      if (frame.kind === 'foreign' && isBetween) frames.push('foreign');
      if (frame.kind !== 'point' && frame.kind !== 'stuck') continue;
      const { version, fn } = frame;
      if (frame.kind === 'point') {
        frames.push(add(this.#atPoint(version, fn.index, frame.point.key), 'waiting', isLeaf, 1));
      } else {
        frames.push(add(this.#between(version, fn.index, frame.offset), 'running', isLeaf, 1));
      }
      isLeaf = false;
      if (ahead > 0) deferredFrom = frames.length;
      ahead -= 1;
    }
    for (const { hash, fn, offset, count } of activations) {
      const version = this.#versionOf(hash);
      const point = version?.model.functions[fn]?.points.find(
        ({ kind, start }) => start === offset && (kind === 'await' || kind === 'yield'),
      );
      const place = version && point && this.#atPoint(version, fn, point.key);
      add(place, 'suspended', false, count);
    }
    return { thread: id, name, frames, deferredFrom };
  }

  /** How many of the program's frames an update can take apart at once. */
  #takenUpAtOnce(frames: readonly Frame[]): number {
    const isOwn = ({ kind }: Frame): boolean => kind === 'point' || kind === 'stuck';
    // What is above the first was called by it, the observation itself among that.
    const own = frames.slice(Math.max(0, frames.findIndex(isOwn)));
    const [leaf] = own;
    // One that runs comes to an update point first.
    const arrival: Arrival =
      leaf?.kind === 'stuck'
        ? { kind: 'point', version: leaf.version, fn: leaf.fn, key: '' }
        : { kind: 'foreign' };
    const { below } = this.planner.segment(own, arrival);
    return own.filter(isOwn).length - below.length;
  }

  #versionOf(hash: string): Version | undefined {
    for (const lineage of this.sources.lineages.values()) {
      const version = lineage.version(hash);
      if (version) return version;
    }
    return undefined;
  }

  #lineageOf(version: Version): Lineage | undefined {
    return this.sources.lineages.get(version.source.id);
  }

  #atPoint(version: Version, fn: number, key: string): Place | undefined {
    const route = this.#lineageOf(version)?.route(version.hash, fn, key);
    if (!route || route.fn < 0) return undefined;
    const { kind, node } = route.place;
    const model = route.to.model.functions[route.fn];
    const point = model?.points.find(
      (candidate) => candidate.kind === kind && candidate.node === node,
    );
    return { version: route.to, fn: route.fn, point: point?.key ?? null, offset: node.start };
  }

  /** An activation that runs: in a function whose text is the same it is at the same place. */
  #between(version: Version, fn: number, offset: number): Place | undefined {
    const lineage = this.#lineageOf(version);
    const landing = lineage?.land(version.hash, fn);
    const now = landing?.version.model.functions[landing.fn];
    const before = version.model.functions[fn];
    if (!lineage || !landing || !now || !before) return undefined;
    const isSame = !lineage.hasChanged(version.hash, fn);
    const at = isSame ? now.start + offset - before.start : now.start;
    return { version: landing.version, fn: landing.fn, point: null, offset: at };
  }
}
