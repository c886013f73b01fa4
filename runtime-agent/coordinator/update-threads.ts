import type { FunctionsSought } from '../agent/closures.js';
import type {
  Arrived,
  CommitOrder,
  Outcome,
  Passing,
  ThreadAnswer,
  ThreadRequest,
  UpdateEnd,
} from '../agent/remote-director.js';
import { packStrings } from '../agent/runs.js';
import { OUTCOME, SLOT, STATE } from '../agent/rows.js';
import type { RawStack } from '../agent/stack.js';
import type { Standing } from '../agent/director.js';
import type { Order } from '../update/director.js';
import { ThreadError, type ThreadGroup, type ThreadLink } from './thread-link.js';

const agent = 'globalThis[Symbol.for("restitch")]';

interface RemoteResult {
  result: { objectId?: string; value?: unknown };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

/** What the coordinator asks of the agent in one thread. */
export class AgentLink {
  constructor(readonly link: ThreadLink) {}

  get id(): number {
    return this.link.id;
  }

  get name(): string {
    return this.link.name;
  }

  loaded(timeoutMs?: number): Promise<{ id: string; hash: string; isTwice: boolean }[]> {
    return this.link.evaluate(`${agent}?.loaded()??[]`, timeoutMs);
  }

  script(): Promise<string> {
    return this.link.evaluate(`${agent}?.script??''`);
  }

  /**
   * A thread that has only started gets its agent first: it must not load what is to be replaced.
   * @returns whether the program waits in its own `Atomics.wait`
   */
  async requestStop(likely: readonly FunctionPlace[], timeoutMs: number): Promise<boolean> {
    const stop = `${agent}?.remote?.requestStop(${toSource(likely)})`;
    const end = performance.now() + timeoutMs;
    for (;;) {
      const left = Math.max(1, end - performance.now());
      const isWaiting = await this.link.evaluate<boolean | undefined>(stop, left);
      if (isWaiting !== undefined) return isWaiting;
      if (left === 1) throw new ThreadError('timeout', this.name, 'it is only starting');
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  request(): Promise<ThreadRequest> {
    return this.link.evaluate(`${agent}.remote.request()`);
  }

  /** Whether the program waits in its own `Atomics.wait`. */
  async isWaiting(): Promise<boolean> {
    return (await this.link.evaluate<number>(`${agent}.remote.waiting`)) > 0;
  }

  /** Calls a method of the thread's director or of the thread itself. */
  call<T>(method: string, ...args: unknown[]): Promise<T> {
    const expression = `${agent}.${method}(${args.map(toSource).join(',')})`;
    // What it loads has breakpoints.
    return this.link.evaluate<T>(expression, 20_000, method.startsWith('links.'));
  }

  /**
   * Brings existing instances of changed classes into their new form.
   * Source: `Runtime.queryObjects` of the inspector protocol.
   * @throws {ThreadError} when an initialiser or a transformer fails
   */
  async #transformInstances(jobs: number, isWaiting: boolean): Promise<void> {
    for (let job = 0; job < jobs; job += 1) {
      await this.#withObjects(`${agent}.instances.jobs[${job}].prototype`, (objectId) =>
        this.#call(objectId, `function(){${agent}.instances.hold(${job},this)}`),
      );
    }
    if (isWaiting) return this.call('transformInstances');
    await this.call('remote.beginInstances');
    await this.#work('a transformer or a field’s initialiser does not end');
  }

  /** Which of some functions of the program exist in the thread; indices into `sought`. */
  existing(sought: FunctionsSought): Promise<number[]> {
    return this.#withObjects('Function.prototype', (objectId) =>
      this.#call(
        objectId,
        `function(){return ${agent}?.existingFunctions(this,${JSON.stringify(sought)})??[]}`,
      ),
    );
  }

  /** Finds all objects that inherit from one. */
  async #withObjects<T>(prototype: string, work: (objectId: string) => Promise<T>): Promise<T> {
    const { result } = await this.link.post<RemoteResult>('Runtime.evaluate', {
      expression: prototype,
    });
    const { objects } = await this.link.post<{ objects: { objectId: string } }>(
      'Runtime.queryObjects',
      { prototypeObjectId: result.objectId },
    );
    try {
      return await work(objects.objectId);
    } finally {
      await this.link.post('Runtime.releaseObject', { objectId: objects.objectId });
    }
  }

  async #call<T>(objectId: string, functionDeclaration: string): Promise<T> {
    const { result, exceptionDetails } = await this.link.post<RemoteResult>(
      'Runtime.callFunctionOn',
      { objectId, functionDeclaration, silent: true, returnByValue: true },
    );
    if (exceptionDetails) {
      const { text, exception } = exceptionDetails;
      throw new ThreadError('exception', this.name, exception?.description ?? text);
    }
    return result.value as T;
  }

  /**
   * Has the stopped thread commit, and bring what there is of changed classes into its new form.
   * @returns whether that was the end of the update in this thread, as the order may have it
   * @throws {ThreadError} when the new code's own statements fail, or the thread does not come back
   */
  async commit(order: CommitOrder, isWaiting: boolean): Promise<boolean> {
    if (!isWaiting) {
      await this.call('remote.beginCommit', order);
      const jobs = await this.#work('new top-level statements do not end');
      if (jobs > 0) await this.#transformInstances(jobs, isWaiting);
      return jobs === 0 && order.end !== undefined;
    }
    const jobs = await this.call<number>('commit', { modules: order.modules });
    if (jobs > 0) await this.#transformInstances(jobs, isWaiting);
    if (order.install.length > 0) await this.call('remote.install', order.install);
    return false;
  }

  /**
   * Waits until the parked thread has done what it was asked to.
   * @returns of how many classes instances are to be changed
   */
  async #work(otherwise: string): Promise<number> {
    const { link } = this;
    let outcome: number = OUTCOME.pending;
    const isBack = await link.waitFor(
      SLOT.outcome,
      (value) => (outcome = value) !== OUTCOME.pending,
      20_000,
    );
    if (!isBack) throw new ThreadError('timeout', this.name, otherwise);
    if (outcome === OUTCOME.done) return 0;
    const { failure, jobs } = await this.call<Outcome>('remote.outcome');
    if (failure !== undefined) throw new ThreadError('exception', this.name, failure);
    return jobs;
  }

  /** Ends the update in this thread. */
  finish(end: UpdateEnd): Promise<void> {
    return this.call('remote.finish', end);
  }

  /** Returns when the frames are rebuilt that the thread was told to capture. */
  async rebuilt(): Promise<void> {
    await this.link.waitFor(SLOT.rebuilding, (value) => value === 0, REBUILD);
  }

  /** Ends the stop in this thread alone; returns when its frames are rebuilt. */
  async goOn(answer: ThreadAnswer): Promise<void> {
    await this.answer(answer, true);
    await this.rebuilt();
  }

  answer(answer: ThreadAnswer, endsStop: boolean): Promise<void> {
    return this.call('remote.answer', answer, endsStop);
  }
}

const toSource = (value: unknown): string =>
  value === undefined
    ? 'undefined'
    : JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** What a thread is told that has arrived at an update point. */
export const answerOf = ({ keys, ontoTrampoline, partsAt }: Order): ThreadAnswer => ({
  keys: packStrings(keys),
  ontoTrampoline,
  ...(partsAt !== undefined && { partsAt }),
});

/** A thread that stands still for an update. */
export interface Stopped {
  agent: AgentLink;
  request: ThreadRequest;
  standing: Standing;
  /** It waits in `Atomics.wait` rather than at an update point. */
  isWaiting: boolean;
  /** The stack of a thread that waits there: its frames are captured when it comes back. */
  waitingStack?: RawStack;
}

/**
 * Brings every thread to an update point.
 *
 * @throws ThreadError for a thread that cannot be reached or does not stop in time
 */
export async function stopThreads(
  group: ThreadGroup,
  timeoutMs: number,
  sight: Sight,
): Promise<Stopped[]> {
  const links = group.links().map((link) => new AgentLink(link));
  const end = performance.now() + timeoutMs;
  const results = await Promise.allSettled(links.map((link) => stopThread(link, end, sight)));
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed)
    return results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  await releaseThreads(links);
  throw failed.reason;
}

export interface FunctionPlace {
  id: string;
  hash: string;
  fn: number;
}

/** What is known of running threads. */
export interface Sight {
  /** The functions that were seen running in a thread, by its id. */
  likely: ReadonlyMap<number, readonly FunctionPlace[]>;
  /** The functions of the program that a stack shows. */
  functionsOn: (stack: RawStack) => FunctionPlace[];
}

/** How many frames are looked at for functions that run: the innermost come to an update point first. */
export const NEAR = 64;

/** How long rebuilding a stack may take, in ms, before the update counts as done without it. */
const REBUILD = 500;

/** How often a thread's running functions are looked at before all functions are asked to stop. */
const LOOKS = 10;

/** How long the functions that were seen running have for reaching an update point, in ms. */
const LOOK_EVERY = 3;

/** How long a thread that reads its stack is left alone, in ms. */
const ARRIVING = 200;

interface InWait {
  stack: RawStack;
  standing: Standing;
}

async function stopThread(
  thread: AgentLink,
  end: number,
  { likely, functionsOn }: Sight,
): Promise<Stopped[]> {
  const left = (): number => Math.max(1, end - performance.now());
  const isParked = (ms: number): Promise<boolean> =>
    thread.link.waitFor(SLOT.state, (value) => value === STATE.parked, Math.min(ms, left()));
  const isArriving = (): Promise<boolean> =>
    thread.link.waitFor(SLOT.state, (value) => value === STATE.arriving, 0);
  const parked = async (): Promise<Stopped[]> => [
    { agent: thread, ...(await thread.call<Arrived>('remote.stopped')), isWaiting: false },
  ];
  try {
    let waiting = await thread.requestStop(likely.get(thread.id) ?? [], left());
    for (let look = 0; look < LOOKS && !waiting; look += 1) {
      if (await isParked(LOOK_EVERY)) return parked();
      // Reading a deep stack takes longer, the more so when it is disturbed.
      if ((await isArriving()) && (await isParked(ARRIVING))) return parked();
      const passing = await thread.call<Passing>('remote.passing', NEAR);
      ({ waiting } = passing);
      const functions = waiting ? [] : functionsOn(passing.stack);
      if (functions.length > 0) await thread.call('flagSome', functions);
    }
    if (!waiting) await thread.call('flagEverything');
    while (!waiting) {
      if (await isParked(25)) return parked();
      if (end <= performance.now()) {
        throw new ThreadError('timeout', thread.name, 'it runs code that has no update points');
      }
      waiting = await thread.isWaiting();
    }
    const { stack: waitingStack, standing } = await thread.call<InWait>('remote.stoppedInWait');
    const request = { kind: 'idle' } as const;
    return [{ agent: thread, request, standing, isWaiting: true, waitingStack }];
  } catch (error) {
    if (error instanceof ThreadError && error.reason === 'ended') return [];
    throw error;
  }
}

/** Lets threads go on as if they had not been asked to stop. */
export async function releaseThreads(threads: readonly AgentLink[]): Promise<void> {
  await Promise.allSettled(threads.map((thread) => thread.answer({}, true)));
}
