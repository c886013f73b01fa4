import type { ThreadCommit } from './commit.js';
import type { ModuleHandle } from './module-handle.js';
import { ownBuiltins } from './own-builtins.js';
import { OUTCOME, SLOT, STATE } from './rows.js';
import type { RawStack } from './stack.js';
import { unpackStrings, type PackedStrings } from './runs.js';
import type { CodeUnit } from './code-unit.js';
import type { Director, Standing } from './director.js';
import type { Thread } from './thread.js';

/** What a thread that waits wants of the coordinator. */
export type ThreadRequest =
  | { kind: 'idle' }
  | { kind: 'arrive'; late: boolean; leaf: Leaf; stack: RawStack }
  | { kind: 'continuation'; id: string; hash: string; fn: number; key: string }
  | { kind: 'implementation'; id: string; hash: string; fn: number };

interface Leaf {
  id: string;
  hash: string;
  fn: number;
  key: string | undefined;
  value: boolean;
  parted?: string;
}

/** What the coordinator tells a thread that waits. */
export interface ThreadAnswer {
  /** Continuation points of the frames to capture, top first. */
  keys?: PackedStrings;
  ontoTrampoline?: boolean;
  /** The place of a call that is not to be made. */
  partsAt?: string;
  unit?: CodeUnit;
  error?: string;
}

interface FunctionPlace {
  id: string;
  hash: string;
  fn: number;
}

/** A thread that has been asked to stop. */
export interface Passing {
  /** It waits in the program's own `Atomics.wait`. */
  waiting: boolean;
  stack: RawStack;
}

export interface Arrived {
  request: ThreadRequest;
  standing: Standing;
}

/** What a thread is at that has not been asked to stop. */
export interface Seen extends Passing {
  standing: Standing;
}

/** What a thread is to do when an update commits. */
export interface CommitOrder extends ThreadCommit {
  install: readonly InstalledUnit[];
  /** How it goes on at once; not given while it has to wait for other threads. */
  end?: UpdateEnd;
}

/** How an update ends in a thread. */
export interface UpdateEnd {
  /** The versions that the session runs, by file. */
  pins: Readonly<Record<string, string>>;
  answer: ThreadAnswer;
}

export interface Outcome {
  failure: string | undefined;
  /** Classes whose instances are to be changed. */
  jobs: number;
}

/** Code for a place of an outdated function: from a continuation point on, or the whole. */
export interface InstalledUnit extends FunctionPlace {
  key: string;
  unit: CodeUnit;
}

/** How often a waiting thread looks whether the coordinator still lives, in milliseconds. */
const PATIENCE = 30_000;

/** A thread's end of the conversation with the coordinator, which speaks by evaluating expressions. */
export class RemoteDirector implements Director {
  #request: ThreadRequest = { kind: 'idle' };
  #answer: ThreadAnswer = {};
  #job: (() => UpdateEnd | undefined) | undefined;
  #failure: string | undefined;
  readonly #later = setImmediate;
  /** Set while the program waits in its own `Atomics.wait`: the thread stands still by itself. */
  waiting = 0;

  constructor(
    readonly thread: Thread,
    readonly rows: Int32Array,
    /** Index of the thread's row in the table. */
    readonly row: number,
  ) {}

  isDue(): boolean {
    Atomics.store(this.rows, this.#index(SLOT.state), STATE.arriving);
    return true;
  }

  /**
   * Evaluated by the coordinator: the thread is to stop at its next update point.
   * @param likely Functions that were seen running just before.
   * @returns whether it waits in the program's own `Atomics.wait`
   */
  requestStop(likely: readonly FunctionPlace[]): boolean {
    this.thread.stopping = true;
    if (this.waiting === 0) this.#later(() => this.#parkIdle());
    this.thread.debugger.tell('stopping');
    this.thread.flagSome(likely);
    return this.waiting > 0;
  }

  /** Evaluated by the coordinator before it asks for anything. */
  seen(): Seen {
    return { ...this.passing(), standing: this.thread.standing() };
  }

  /** Evaluated by the coordinator: what a thread that has yet to stop is at. */
  passing(limit?: number): Passing {
    return { waiting: this.waiting > 0, stack: this.thread.interrupted(limit) };
  }

  #parkIdle(): void {
    if (!this.thread.stopping) return;
    ownBuiltins.within(() => this.#ask(STATE.parked, { kind: 'idle' }));
  }

  /** Evaluated by the coordinator: what a thread has that stands still. */
  stopped(): Arrived {
    return { request: this.#request, standing: this.thread.standing() };
  }

  /** The same of one that waits in the program's own `Atomics.wait`. */
  stoppedInWait(): { stack: RawStack; standing: Standing } {
    return { stack: this.thread.interrupted(), standing: this.thread.standing() };
  }

  /** Evaluated by the coordinator: what the waiting thread wants. */
  request(): ThreadRequest {
    return this.#request;
  }

  /**
   * Evaluated by the coordinator: the parked thread itself commits, since code that runs then may
   * have to ask in its turn, which an evaluation cannot. It parks again afterwards, unless it is told
   * how to go on and nothing is left to be done before.
   */
  beginCommit({ modules, install, end }: CommitOrder): void {
    this.#begin(() => {
      const jobs = this.thread.commit({ modules });
      this.install(install);
      return jobs === 0 ? end : undefined;
    });
  }

  /** The same for the instances of changed classes. */
  beginInstances(): void {
    this.#begin(() => {
      this.thread.transformInstances();
      return undefined;
    });
  }

  #begin(job: () => UpdateEnd | undefined): void {
    this.#job = job;
    Atomics.store(this.rows, this.#index(SLOT.outcome), OUTCOME.pending);
    this.#resume();
  }

  /** Evaluated by the coordinator: what went wrong in the commit, if anything. */
  outcome(): Outcome {
    return { failure: this.#failure, jobs: this.thread.instances.jobs.length };
  }

  /**
   * Commits with the thread's update points passed over.
   * @returns whether that was the end of the update
   */
  #runJob(job: () => UpdateEnd | undefined): boolean {
    const { thread } = this;
    this.#job = undefined;
    this.#failure = undefined;
    thread.stopping = false;
    let end: UpdateEnd | undefined;
    try {
      end = job();
    } catch (error) {
      this.#failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    } finally {
      thread.stopping = true;
    }
    if (end) this.#end(end, true);
    return end !== undefined;
  }

  /** Tells the coordinator, which may wait for it, what has become of a job. */
  #tellOutcome(): void {
    const isDone = this.#failure === undefined && this.thread.instances.jobs.length === 0;
    const index = this.#index(SLOT.outcome);
    Atomics.store(this.rows, index, isDone ? OUTCOME.done : OUTCOME.more);
    Atomics.notify(this.rows, index);
  }

  install(units: readonly InstalledUnit[]): void {
    for (const { id, hash, fn, key, unit } of units) {
      const handle = this.thread.handle(id, hash);
      if (key === '') this.thread.installing.installImplementation(handle, fn, unit);
      else this.thread.installing.installContinuation(handle, fn, key, unit);
    }
  }

  /** Evaluated by the coordinator: the update is done, and the thread goes on. */
  finish(end: UpdateEnd): void {
    this.#end(end, this.#isParked());
    this.#resume();
  }

  #end({ pins, answer }: UpdateEnd, isParked: boolean): void {
    this.thread.settle();
    this.thread.pin(pins);
    this.#answer = answer;
    this.#endStop(isParked);
  }

  /** Evaluated by the coordinator: lets the thread go on. */
  answer(answer: ThreadAnswer, endsStop: boolean): void {
    this.#answer = answer;
    if (endsStop) this.#endStop(this.#isParked());
    this.#resume();
  }

  #endStop(isParked: boolean): void {
    const { keys } = this.#answer;
    const rebuilds = keys !== undefined && keys.table.length > 0 ? 1 : 0;
    Atomics.store(this.rows, this.#index(SLOT.rebuilding), rebuilds);
    this.thread.release();
    this.thread.debugger.tell(isParked ? 'ended' : 'released');
  }

  #isParked(): boolean {
    return Atomics.load(this.rows, this.#index(SLOT.state)) === STATE.parked;
  }

  #resume(): void {
    const index = this.#index(SLOT.state);
    Atomics.store(this.rows, index, STATE.running);
    Atomics.notify(this.rows, index);
  }

  #index(slot: number): number {
    return this.row * 16 + slot;
  }

  #ask(state: number, request: ThreadRequest): ThreadAnswer {
    this.#request = request;
    this.#answer = {};
    const index = this.#index(SLOT.state);
    Atomics.store(this.rows, index, state);
    Atomics.notify(this.rows, index);
    Atomics.add(this.rows, SLOT.bell, 1);
    Atomics.notify(this.rows, SLOT.bell);
    for (;;) {
      if (Atomics.load(this.rows, index) === STATE.running) {
        if (!this.#job) break;
        const isOver = this.#runJob(this.#job);
        if (!isOver) {
          this.#request = request;
          Atomics.store(this.rows, index, state);
          Atomics.notify(this.rows, index);
        }
        this.#tellOutcome();
        if (isOver) break;
      }
      if (nativeWait(this.rows, index, state, PATIENCE) === 'timed-out') {
        // The coordinator is gone: go on with what runs.
        this.thread.release();
        Atomics.store(this.rows, index, STATE.running);
        return { error: 'the coordinator does not answer' };
      }
    }
    this.thread.debugger.showUnits();
    return this.#answer;
  }

  /** Ends what the coordinator waits for to know how long the thread stood still. */
  rebuilt(): void {
    const index = this.#index(SLOT.rebuilding);
    if (Atomics.exchange(this.rows, index, 0) === 1) Atomics.notify(this.rows, index);
  }

  arrive(thread: Thread, late: boolean): void {
    const { handle, ...rest } = thread.leaf;
    const leaf = { id: handle.id, hash: handle.hash, ...rest };
    const {
      keys,
      ontoTrampoline = false,
      partsAt,
    } = this.#ask(late ? STATE.asking : STATE.parked, {
      kind: 'arrive',
      late,
      leaf,
      stack: thread.stack,
    });
    thread.aim(keys ? unpackStrings(keys) : [], ontoTrampoline);
    thread.parting.partAt(partsAt);
  }

  needContinuation(thread: Thread, handle: ModuleHandle, fn: number, key: string): void {
    const { id, hash } = handle;
    const { unit, error } = this.#ask(STATE.asking, { kind: 'continuation', id, hash, fn, key });
    if (!unit) throw new Error(error ?? 'no continuation');
    thread.installing.installContinuation(handle, fn, key, unit);
    thread.debugger.showUnits();
  }

  needImplementation(thread: Thread, handle: ModuleHandle, fn: number): void {
    const { id, hash } = handle;
    const { unit, error } = this.#ask(STATE.asking, { kind: 'implementation', id, hash, fn });
    if (!unit) throw new Error(error ?? 'no implementation');
    thread.installing.installImplementation(handle, fn, unit);
    thread.debugger.showUnits();
  }

  /**
   * Wraps the program's `Atomics.wait`: while a thread waits there it counts as stopped, and when it
   * wakes during or after an update its callers are taken up in the new code.
   */
  wrapWait(): void {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the method below has a `this` of its own
    const director = this;
    const wrapped = {
      wait(array: Int32Array, index: number, value: number, timeout?: number): string {
        director.waiting += 1;
        let result: string;
        try {
          result = nativeWait(array, index, value, timeout);
        } finally {
          director.waiting -= 1;
        }
        if (director.thread.stopping) director.#parkIdle();
        director.thread.debugger.showUnits();
        return director.thread.afterWait(result) as string;
      },
    }.wait;
    Object.defineProperty(Atomics, 'wait', {
      value: wrapped,
      writable: true,
      enumerable: false,
      configurable: true,
    });
  }
}

const nativeWait = Atomics.wait.bind(Atomics) as (
  array: Int32Array,
  index: number,
  value: number,
  timeout?: number,
) => string;
