// Runs inside the program under test: commits a real update at a chosen update point.
import { readFileSync, writeSync } from 'node:fs';
import { Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import { installAgent } from '../../runtime-agent/agent/index.js';
import { planCommit } from '../../runtime-agent/update/commit-plan.js';
import { LocalDirector, Planner } from '../../runtime-agent/update/director.js';
import { Lineage } from '../../runtime-agent/update/lineage.js';
import type { Step } from '../../runtime-agent/update/step.js';
import {
  parsePlan,
  readDecisions,
  type ModuleDecisions,
} from '../../runtime-agent/update/plan-decisions.js';
import { judgeFrames } from '../../runtime-agent/update/questions.js';
import { planTop } from '../../runtime-agent/update/top-level.js';
import { topsOn, withoutComing } from '../../runtime-agent/update/tops-under-way.js';
import { Version, type SourceText } from '../../runtime-agent/update/versions.js';
import type { UpdateOutcome, UpdateSettings } from './updates-settings.js';

const settings = JSON.parse(
  readFileSync(process.env['ORACLE_SETTINGS'] ?? '', 'utf8'),
) as UpdateSettings;
const thread = installAgent();
const lineages = new Map<string, Lineage>();
for (const source of Object.values(settings.sources)) {
  lineages.set(source.id, new Lineage(new Version(source)));
}

const pathOf = (script: string): string =>
  script.startsWith('file:') ? fileURLToPath(script.replace(/[?#].*$/, '')) : script;

const planner = new Planner(
  lineages,
  () => thread.script,
  (script) => lineages.get(pathOf(script))?.versions[0],
);

const outcome: UpdateOutcome = {
  points: 0,
  outcome: 'none',
  lines: 0,
  frames: 0,
  deferred: 0,
  diagnostics: [],
};
let lines = 0;
/** Update points passed by because a native function stood between outdated frames. */
let postponed = 0;
let changes: { lineage: Lineage; step: Step }[] | undefined;
const takeBack = (): void => {
  for (const { lineage } of changes ?? []) lineage.pop();
};
for (const stream of [process.stdout]) {
  const { write } = stream;
  stream.write = function (this: typeof stream, chunk: string | Uint8Array, ...rest: never[]) {
    lines += String(chunk).split('\n').length - 1;
    return write.call(this, chunk, ...rest);
  };
}

const director = new LocalDirector(
  planner,
  () => {
    if (postponed > 0) return true;
    // A module whose top has not begun cannot be updated: such points are none.
    if (outcome.outcome === 'none' && !settings.next.every(({ id }) => thread.modules.has(id))) {
      return false;
    }
    outcome.points += 1;
    return outcome.points === settings.at;
  },
  () => {
    try {
      update();
      if (postponed > 0) return;
    } catch (error) {
      takeBack();
      outcome.outcome = 'failed';
      outcome.diagnostics.push(error instanceof Error ? (error.stack ?? '') : String(error));
    }
    thread.release();
  },
);

/** What the coordinator does over all threads, here in the thread itself. */
function update(): void {
  outcome.lines = lines;
  changes ??= settings.next.map((source: SourceText) => {
    const lineage = lineages.get(source.id) as Lineage;
    const to = new Version(source);
    const change = { lineage, step: lineage.push(to, decisionsFor(lineage.newest, to)) };
    lineage.pop();
    return change;
  });
  for (const { lineage, step } of changes) {
    lineage.versions.push(step.to);
    lineage.steps.push(step);
  }
  const steps = changes.map(({ step }) => step);
  const { handle, fn, key } = thread.leaf;
  const leaf = { id: handle.id, hash: handle.hash, fn, key };
  const arrival = planner.arrival(leaf, fn, key);
  const { top } = planner.segment(planner.frames(thread.stack), arrival);
  const order = planner.orderFor({ leaf, stack: thread.stack });
  postponed = order.framesDeferred > 0 && postponed < 5000 ? postponed + 1 : 0;
  if (postponed > 0) return takeBack();
  outcome.frames = order.keys.length;
  outcome.deferred = order.framesDeferred;
  const tops = steps.map((step) => planTop(step));
  const frames = top.slice(0, order.keys.length).map((frame) => ({
    id: frame.version.source.id,
    hash: frame.version.hash,
    fn: frame.fn.index,
    key: frame.key,
  }));
  const refusals = judgeFrames(planner, frames, settings.yes).filter(
    ({ severity }) => severity === 'error',
  );
  if (refusals.length > 0) {
    takeBack();
    outcome.outcome = 'refused';
    outcome.diagnostics = refusals.map(({ code, message }) => `${code} ${message}`);
    return;
  }
  for (const [index, step] of steps.entries()) {
    for (const source of tops[index]?.imports ?? []) {
      const state = thread.links.loadNow(step.to.source.id, source);
      if (state !== 'done') throw new Error(`${source} is not loaded: ${JSON.stringify(state)}`);
    }
  }
  const modules = changes.map(({ lineage, step }, index) =>
    planCommit(lineage, step, tops[index], planner.units),
  );
  const own = fn === 0 ? [{ id: handle.id, hash: handle.hash, key }] : [];
  const open = [...own, ...topsOn(planner.frames(thread.stack)), ...thread.standing().tops];
  thread.commit({ modules: withoutComing(planner, modules, tops, open) });
  stampInstances();
  thread.settle();
  outcome.outcome = 'applied';
}

/** What the update's plan says about a module. */
function decisionsFor(from: Version, to: Version): ModuleDecisions | undefined {
  if (settings.plan === undefined) return undefined;
  // The texts that run are those of the plan's files without their types: no hash is theirs.
  const text = readFileSync(settings.plan, 'utf8').replaceAll('.ts"', '.js"');
  const plan = parsePlan(text, settings.plan);
  const modules = plan.modules.filter(({ file }) => to.source.id.endsWith(file));
  const [module] = modules;
  if (!module) return undefined;
  const hashes = { from: module.from, to: module.to };
  const noTransformer = (): never => {
    throw new Error('a plan with transformers');
  };
  const found = readDecisions({ ...plan, modules }, [{ from, to, hashes }], noTransformer);
  return found.get(to.source.id);
}

/** Gives the instances that are there what their classes have gained. */
function stampInstances(): void {
  const session = new Session();
  session.connect();
  for (const [job, { prototype }] of thread.instances.jobs.entries()) {
    Reflect.set(globalThis, '$oracle', prototype);
    session.post('Runtime.evaluate', { expression: '$oracle' }, (_, found) => {
      const prototypeObjectId = found.result.objectId ?? '';
      session.post('Runtime.queryObjects', { prototypeObjectId }, (_error, { objects }) => {
        Reflect.set(globalThis, '$oracle', (instances: object[]) => {
          thread.instances.hold(job, instances);
        });
        session.post('Runtime.callFunctionOn', {
          objectId: objects.objectId,
          functionDeclaration: 'function(){$oracle(this)}',
        });
      });
    });
  }
  thread.transformInstances();
  Reflect.deleteProperty(globalThis, '$oracle');
  session.disconnect();
}

thread.director = director;
thread.stopping = true;
process.on('exit', () => writeSync(3, JSON.stringify(outcome)));
