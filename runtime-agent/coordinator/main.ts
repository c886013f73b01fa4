// dist/coordinator.cjs: the thread that answers on the session's socket and runs the updates.
import { join } from 'node:path';
import {
  parentPort,
  receiveMessageOnPort,
  workerData,
  type MessagePort,
} from 'node:worker_threads';
import { RestitchError, updateUnderWay } from '../../protocol/diagnostics.js';
import type { Baseline, SessionSource, UpdateNotice } from '../../protocol/baseline.js';
import type { ApplyResult } from '../../protocol/results.js';
import type {
  BaselineOptions,
  JumpOptions,
  PlanOptions,
  SourceOptions,
  StackOptions,
} from '../../protocol/rpc.js';
import type { SessionInfo, SessionRecord } from '../../protocol/session.js';
import type { ReportedModules } from '../loader/host.js';
import { CodeCache } from '../code-cache/code-cache.js';
import { confirmFlags, widenForOutdated, widenInlining } from '../code-cache/inlining.js';
import { ModuleLoader } from '../loader/module-loader.js';
import type { CoordinatorData } from '../loader/options.js';
import { contentHash, Store } from '../loader/store.js';
import { observe } from './baseline.js';
import type * as Engine from './engine.js';
import { EvaluationGuard } from './evaluation-guard.js';
import { RpcServer } from './rpc-server.js';
import { defaultDepth, readStacks } from './stack.js';
import { keepStore } from './store-keeper.js';
import { hostKey } from './thread-link.js';
import { Threads } from './threads.js';
import { TypeTexts } from './type-texts.js';
import type { UpdateEngine } from './update-engine.js';
import { watchSources } from './watch.js';

const { rows: buffer, announced, options, own, build } = workerData as CoordinatorData;
Atomics.wait(new Int32Array(announced), 0, 0);
const record = receiveMessageOnPort(parentPort as MessagePort)?.message as SessionRecord;
const rows = new Int32Array(buffer);
const store = new Store(options.storeFolder);
const codeCache = new CodeCache(options.storeFolder, rows);
const loader = new ModuleLoader({
  store,
  codeCache,
  build,
  compileBundle: join(own, 'compile.cjs'),
  statements: options.debug !== undefined,
  onLoaded: () => undefined,
});
const threads = new Threads(rows);
const evaluations = new EvaluationGuard(rows);

/** How long after the engine was first asked for its code is kept, in ms. */
const SAVE_AFTER = 2000;

/** How long after its start a program under a debugger is given V8's other bounds, in ms. */
const WIDEN_AFTER = 200;

let loaded: { engine: UpdateEngine; names: Engine.ActivationNames } | undefined;

function engineParts(): NonNullable<typeof loaded> {
  if (loaded) return loaded;
  // Before it is loaded: V8 takes its code only under the flags that it was kept under.
  widenForOutdated(rows);
  const bundle = join(own, 'engine.cjs');
  const { exports, save } = codeCache.load(bundle);
  const { ActivationNames, createUpdateEngine } = exports as typeof Engine;
  // By then most of what there is in it has run once.
  setTimeout(save, SAVE_AFTER).unref();
  const engine = createUpdateEngine({ threads, loader, rows, session: record });
  return (loaded = { engine, names: new ActivationNames(store) });
}

let underWay: Promise<unknown> | undefined;

/** Runs one update at a time; a second one is refused rather than kept waiting. */
async function alone<T>(work: (engine: UpdateEngine) => Promise<T>): Promise<T> {
  if (underWay) throw new RestitchError(updateUnderWay());
  try {
    const working = work(engineParts().engine);
    underWay = working;
    return await working;
  } finally {
    underWay = undefined;
  }
}

/** How long after an update the engine puts its house in order, in ms. */
const TIDY_AFTER = 100;

const tidy = (): void => {
  if (underWay) return;
  const { engine } = engineParts();
  engine.tidy();
  for (const { to } of engine.history().at(-1)?.changes ?? []) loader.prepare(contentHash(to));
};

/** An update or a rollback, of whose end the subscribers are told. */
async function update(
  kind: UpdateNotice['kind'],
  work: (engine: UpdateEngine) => Promise<ApplyResult>,
): Promise<ApplyResult> {
  const result = await alone(work);
  const { outcome, version, diagnostics } = result;
  if (outcome === 'applied') texts().renew();
  const files = outcome === 'applied' ? (engineParts().engine.history().at(-1)?.files ?? []) : [];
  server.publish('updated', { kind, outcome, version, files, diagnostics, result });
  if (outcome === 'applied') setTimeout(tidy, TIDY_AFTER).unref();
  return result;
}

/** Waits for an update that is under way; what it makes of the versions would not be settled. */
async function baseline(params: unknown): Promise<Baseline> {
  const stacks = (params as BaselineOptions | null)?.stacks === true;
  for (;;) {
    await underWay?.catch(() => undefined);
    const seen = await observe(threads);
    if (!underWay) return engineParts().engine.baseline(seen, stacks);
  }
}

function source(params: unknown): SessionSource {
  const hash = (params as Partial<SourceOptions> | null)?.hash;
  const found = typeof hash === 'string' ? engineParts().engine.source(hash) : undefined;
  if (!found) throw new Error(`There is no source ${String(hash)}.`);
  return found;
}

async function info(): Promise<SessionInfo> {
  const group = await threads.open();
  try {
    const links = group.links();
    const host = `globalThis[Symbol.for(${JSON.stringify(hostKey)})]`;
    const modules = await links[0]?.evaluate<ReportedModules>(`${host}.modules()`);
    return {
      ...record,
      version: loaded?.engine.version ?? 1,
      threads: links.length,
      modules: modules?.loaded ?? 0,
      notInstrumented: modules?.skipped ?? [],
    };
  } finally {
    group.close();
  }
}

/** Opens the main thread's inspector for a debugger that wants to attach. */
async function inspector(): Promise<{ url: string; statements: boolean }> {
  const group = await threads.open();
  try {
    const [main] = group.links();
    const url = await main?.evaluate<string>(
      `(i=>{i.url()||i.open(0,'127.0.0.1');return i.url()})(process.getBuiltinModule('node:inspector'))`,
    );
    return { url: url ?? '', statements: options.debug !== undefined };
  } finally {
    group.close();
  }
}

/** Read as soon as this thread is up: a file may be edited at the program's first line of output. */
let typeTexts: TypeTexts | undefined;
const texts = (): TypeTexts =>
  (typeTexts ??= new TypeTexts(record.entry, Date.parse(record.started)));
setImmediate(texts).unref();

const server = new RpcServer({
  info,
  stack: (params) => {
    const { depth = defaultDepth } = (params ?? {}) as StackOptions;
    return readStacks({ threads, session: record.name, depth, parts: engineParts });
  },
  plan: (params) => alone((engine) => engine.plan((params ?? {}) as PlanOptions)),
  apply: (params) => update('update', (engine) => engine.apply(params ?? {})),
  jump: (params) => alone((engine) => engine.jump(params as JumpOptions)),
  rollback: () => update('rollback', (engine) => engine.rollback()),
  inspector,
  guardEvaluations: (_params, client) => {
    const first = evaluations.numbers();
    client.onEnd(() => void evaluations.abandon(first));
    return { first };
  },
  endEvaluation: (params) => evaluations.end((params as { number: number }).number),
  history: () => engineParts().engine.history(),
  baseline,
  source,
  typeTexts: () => texts().changed(),
  subscribe: (_params, client) => {
    client.subscribe();
    return { version: loaded?.engine.version ?? 1 };
  },
});

void server.listen(record.socket);
confirmFlags(rows);
// Whoever debugs waits for the first stop, and can wait for speed.
if (options.debug) setTimeout(() => widenInlining(rows), WIDEN_AFTER).unref();
keepStore(store);
if (options.watch) {
  const apply = (): Promise<ApplyResult> => update('update', (engine) => engine.apply({}));
  watchSources({ options, own, apply });
}
