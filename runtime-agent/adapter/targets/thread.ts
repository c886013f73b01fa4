import type { Protocol } from 'devtools-protocol';
import {
  DEBUGGER_BINDING,
  DEBUGGER_STOPS,
  LOG_NOTICE,
  type DebuggerNotice,
} from '../../agent/debugger-link.js';
import { hasGoneOn, RestitchError } from '../../../protocol/diagnostics.js';
import type { Pause } from '../cdp/pause.js';
import { CdpClosedError, CdpError, type CdpSession } from '../cdp/session.js';
import { Script } from '../sources/script.js';
import { skipListOf } from '../stepping/skip-list.js';
import {
  beginStep,
  rebase,
  prolong,
  type CdpStep,
  type Step,
  type StepKind,
} from '../stepping/step.js';
import { AgentLink, ignoreClosed } from './agent-evaluate.js';
import { AsyncStacks } from './async-stacks.js';
import { Evaluator } from './evaluator.js';
import { programFrames, type Frame } from './frame.js';
import { Holding } from './holding.js';
import { pauseThread } from './pausing.js';
import { SingleStop } from './single-stop.js';
import { reasonAt } from './stop-reason.js';
import { Stopped } from './stopped.js';
import type { StopReason, ThreadHost } from './thread-host.js';
import { ThreadScripts } from './thread-scripts.js';

const scriptIdsOf = (calls: readonly Protocol.Debugger.CallFrame[]): Set<string> =>
  new Set(calls.map(({ location }) => location.scriptId));

/** One thread of a program: its scripts, and where it is stopped. */
export class DebugThread {
  readonly agent: AgentLink;
  readonly evaluator = new Evaluator(this);
  /** Set while the client believes the thread to be stopped. */
  stopped: Stopped | undefined;
  readonly #holding: Holding;
  #step: Step | undefined;
  readonly #once: SingleStop;
  readonly #scripts: ThreadScripts;
  readonly #async: AsyncStacks;
  /** What has to be done before newly parsed scripts run. */
  #preparing: Promise<unknown> = Promise.resolve();
  /** Messages are dealt with one after the other. */
  #queue: Promise<unknown> = Promise.resolve();
  #isAttached = false;
  /** Code made for updates that has not been shown yet. */
  readonly #units: Script[] = [];

  constructor(
    readonly id: number,
    public name: string,
    readonly session: CdpSession,
    readonly host: ThreadHost,
  ) {
    this.agent = new AgentLink(session);
    this.#scripts = new ThreadScripts(session, this.agent);
    this.#once = new SingleStop(session);
    this.#async = new AsyncStacks(session);
    this.#holding = new Holding(this);
    session.onClose(() => this.#holding.end());
    session.on('Debugger.scriptParsed', (event) => this.#parsed(event));
    session.on('Debugger.paused', (event) => this.#enqueue(() => this.#paused(event)));
    session.on('Runtime.bindingCalled', ({ name: binding, payload }) => {
      if (binding !== DEBUGGER_BINDING) return;
      const log = LOG_NOTICE.exec(payload);
      if (log) return this.host.logged(Number(log[1]), payload.slice(log[0].length));
      this.#enqueue(() => this.#holding.notice(payload as DebuggerNotice));
    });
  }

  /** By V8's ids. */
  get scripts(): ReadonlyMap<string, Script> {
    return this.#scripts.all;
  }

  /** Is told of scripts from now on. Nothing stops the thread yet: Node itself may still start. */
  async enable(): Promise<void> {
    const { session, host } = this;
    await Promise.all([
      session.send('Runtime.enable'),
      session.send('Debugger.enable', { maxScriptsCacheSize: 10_000_000 }),
      session.send('Debugger.setBlackboxPatterns', { patterns: host.skip.patterns }),
    ]);
  }

  /** Takes the thread under control, after `enable`; it may still wait to be told to run. */
  async attach(): Promise<void> {
    const { session, host } = this;
    this.#isAttached = true;
    await Promise.all([
      this.#async.follow(),
      session.send('Debugger.setPauseOnExceptions', { state: host.exceptionPause() }),
      this.agent.attach(),
      this.sendWanted(),
    ]);
  }

  async sendWanted(): Promise<void> {
    if (!this.#isAttached) return;
    const { files, mapped, every } = this.host.wanted();
    await this.agent.wants(files, mapped, every);
  }

  /** Lets a thread run that waits for its debugger, or is about to. */
  async run(): Promise<void> {
    let waits = true;
    while (waits) {
      const released = this.agent.release();
      const follows = this.#async.follow();
      await this.session.send('Runtime.runIfWaitingForDebugger');
      await follows;
      waits = await released;
    }
  }

  #enqueue(work: () => unknown): void {
    this.#queue = this.#queue.then(work).catch((error: unknown) => {
      if (error instanceof CdpClosedError) return;
      this.host.fault(this, error);
      // Whatever it was, the thread is not left standing where nobody knows of it.
      return this.stopped ? undefined : this.#go('Debugger.resume').catch(ignoreClosed);
    });
  }

  #parsed(event: Protocol.Debugger.ScriptParsedEvent): void {
    const script = new Script(event, this.host.ownFolder, this.host.versions);
    // Each evaluation is one.
    if (script.kind === 'nameless') return;
    this.#scripts.all.set(script.id, script);
    if (script.kind === 'own') return;
    // Nothing may be sent to the thread before it shows its units, see DebuggerLink.showUnits.
    if (script.kind === 'unit') this.#units.push(script);
    else this.#prepare(script);
    this.host.scriptParsed(this, script);
  }

  #prepare(script: Script): void {
    const prepared = this.host.bind(this, script).catch(() => undefined);
    this.#preparing = Promise.all([this.#preparing, prepared]).then(() => undefined);
  }

  /** Forgets code that was made for other versions than some, by their content hashes; see `ThreadScripts`. */
  forgetUnits(hashes: ReadonlySet<string>): string[] {
    return this.#scripts.forgetUnits(hashes, this.stopped?.event.scriptIds);
  }

  /** Loads a script's text, so that its places can be told. */
  load(script: Script): Promise<void> {
    return this.#scripts.load(script);
  }

  loadAll(ids: Iterable<string>): Promise<void> {
    return this.#scripts.loadAll(ids);
  }

  /** The program's frames of V8's stack, with their texts loaded. */
  async frames(calls: readonly Protocol.Debugger.CallFrame[]): Promise<Frame[]> {
    await this.loadAll(scriptIdsOf(calls));
    return programFrames(calls, (id) => this.scripts.get(id));
  }

  async #paused(event: Pause): Promise<void> {
    const { top, depth } = event;
    if (!top) return this.#go('Debugger.resume');
    if (top.functionName === DEBUGGER_STOPS.loaded) {
      await this.#loaded();
      return this.#goOn(depth);
    }
    if (top.functionName === DEBUGGER_STOPS.updated) {
      if (this.#holding.isHolding) return this.#holding.arrived(event);
      return this.#step ? this.#stepOn(event, this.#step) : this.#goOn(depth);
    }
    const script = this.scripts.get(top.location.scriptId);
    if (script && !script.hasCode) await this.load(script);
    const reason = await this.#judge(event, top, script, depth);
    if (!reason) {
      await this.#followIntoUpdate();
      return this.#goOn(depth);
    }
    if (await this.#holding.takes(event, reason)) return;
    await this.stopAt(event, reason);
  }

  /**
   * The function that a step over an `await` is about has come back in code that an update has outdated: the
   * step goes on in the code that takes its place, in front of which the agent is to stop.
   */
  async #followIntoUpdate(): Promise<void> {
    const step = this.#step;
    if (!step?.awaits || step.isUpdated !== true || step.isRebased) return;
    await this.agent.hold(undefined);
  }

  /** An update has asked the thread to stop. */
  noteUpdate(): void {
    if (this.#step) this.#step.isUpdated = true;
  }

  /** Looks at what is shown without a stop. */
  async look(): Promise<void> {
    await this.#loaded();
    await this.agent.looked();
  }

  /** Begins to tell the agent, or ends, that a step goes over an `await`. */
  #keepStep(isUnderWay: boolean): void {
    void this.agent.keepStep(isUnderWay).catch(() => undefined);
  }

  /** An update is done with a thread that was in the middle of a step. */
  async #stepOn(event: Pause, step: Step): Promise<void> {
    const { callFrames } = event;
    const code = await this.#holding.codeOf(callFrames[0]);
    const script = code && this.scripts.get(code.scriptId);
    step.isRebased = true;
    const frames = step.awaits ? [] : await this.frames(callFrames);
    if (!script || (!step.awaits && rebase(step, callFrames, frames)))
      return this.#goOn(callFrames.length);
    await this.stopOnceIn(script, { reason: step.reason }, code);
    return this.#go('Debugger.resume');
  }

  /** Whether the thread runs to the end of a step that is not one over an `await`, which V8 follows by itself. */
  get isStepping(): boolean {
    return this.#step !== undefined && !this.#step.awaits;
  }

  /** Why the client is to be told of a stop; `undefined` when the thread goes on. */
  async #judge(
    event: Pause,
    top: Protocol.Debugger.CallFrame,
    script: Script | undefined,
    depth: number,
  ): Promise<StopReason | undefined> {
    const hit = event.hitBreakpoints ?? [];
    const once = this.#once.reasonOf(hit);
    if (once) {
      await this.#once.clear();
      return once;
    }
    if (event.reason === 'exception' || event.reason === 'promiseRejection') {
      const frames = await this.frames([top]);
      const [first] = frames;
      // What instrumentation throws on was thrown somewhere else.
      if (!first || (first.script.isProgram && !first.place.isAuthored)) return undefined;
      return this.host.judgeException(this, event);
    }
    if (this.#holding.isDue && hit.length > 0) return { reason: 'breakpoint' };
    const ids = hit.length > 0 ? this.host.hits(this, hit) : [];
    if (ids.length > 0) return { reason: 'breakpoint', hitBreakpointIds: ids };
    // Workers too break there when they have waited for the debugger.
    if (event.reason.startsWith('Break on start')) {
      return this.host.stopsAtStart(this) ? { reason: 'entry' } : undefined;
    }
    const skips = (url: string): boolean => this.host.skip.skips(url);
    return reasonAt({ event, top, script, depth }, this.#step, skips);
  }

  /** Stops, as far as the client is concerned. */
  async stopAt(event: Pause, reason: StopReason): Promise<void> {
    if (this.#step?.awaits) this.#keepStep(false);
    this.#step = undefined;
    const stopped = await this.stopAs(event, reason);
    this.host.stopped(this, reason);
    // What the next step needs is worked out while the client hears of the stop.
    const { innermost } = stopped;
    if (innermost?.call && !stopped.awaits) skipListOf(innermost);
  }

  /** Takes note of a stop that the client knows, or is to know, of. */
  async stopAs(event: Pause, reason: StopReason): Promise<Stopped> {
    await this.loadAll(event.scriptIds);
    return (this.stopped = new Stopped(event, reason, (id) => this.scripts.get(id)));
  }

  /** Goes on with a step, or runs, past a stop that is not the client's business. */
  #goOn(depth: number): Promise<void> {
    return this.#go(this.#step ? prolong(this.#step, depth) : 'Debugger.resume');
  }

  async #go(method: CdpStep | 'Debugger.resume'): Promise<void> {
    const skipList = this.#step?.skipList ?? [];
    const isListed = method === 'Debugger.stepOver' || method === 'Debugger.stepInto';
    const sent =
      isListed && skipList.length > 0
        ? this.session.send(method, { skipList })
        : this.session.send(method);
    await sent.catch((error: unknown) => {
      // It runs already.
      if (!(error instanceof CdpError)) throw error;
    });
  }

  async #loaded(): Promise<void> {
    // What is sent to it is dealt with in this order, before it goes on: the answers need not be waited for.
    const sent = [this.sendWanted(), this.#async.followWhenStopped()];
    for (const one of sent) void one.catch(ignoreClosed);
    for (const unit of this.#units.splice(0)) {
      await this.load(unit);
      this.#prepare(unit);
    }
    await this.#preparing;
    for (const script of this.scripts.values()) {
      if (script.kind !== 'module' || !this.host.takeEntry(script.file)) continue;
      await this.stopOnceIn(script, { reason: 'entry' });
    }
  }

  /** Stops once at the first statement of a script, or of a function in it. */
  async stopOnceIn(
    script: Script,
    reason: StopReason,
    from: Protocol.Debugger.Location = { scriptId: script.id, lineNumber: 0, columnNumber: 0 },
  ): Promise<boolean> {
    await this.load(script);
    return this.#once.setIn(script, reason, from);
  }

  clearOnce(): Promise<void> {
    return this.#once.clear();
  }

  /** Lets the thread go on; it counts as running from now on. */
  async resume(): Promise<void> {
    if (this.#step?.awaits) this.#keepStep(false);
    this.stopped = undefined;
    this.#step = undefined;
    await this.#go('Debugger.resume');
  }

  /** Has a stopped thread go on without the client's knowledge. */
  resumeSilently(): Promise<void> {
    return this.#go('Debugger.resume');
  }

  async step(kind: StepKind, targetId?: Protocol.Debugger.Location): Promise<void> {
    const { stopped } = this;
    if (!stopped) return;
    const { top, depth } = stopped.event;
    const frame = stopped.innermost;
    const own = frame?.call;
    // It may be stopped in the agent, on behalf of the frame that is shown.
    const inside = !own || own === top ? 0 : stopped.event.callFrames.indexOf(own);
    this.stopped = undefined;
    this.#step = {
      ...{ kind, reason: 'step', rounds: 0 },
      depth: depth - inside,
      frames: () => stopped.frames.length,
      awaits: kind !== 'out' && stopped.awaits,
    };
    if (this.#step.awaits) this.#keepStep(true);
    if (targetId) {
      // One of several calls in the statement: up to it, and then into it.
      await this.session.send('Debugger.continueToLocation', { location: targetId });
      return;
    }
    this.#step.skipList = frame?.call ? skipListOf(frame) : [];
    await this.#go(inside > 0 && kind === 'over' ? 'Debugger.stepOut' : beginStep(kind));
  }

  /** Has the thread go on elsewhere, as `work` asks the program to; it is stopped there. */
  jumping(work: () => Promise<unknown>): Promise<void> {
    return this.#holding.jump(work);
  }

  /** Waits while the thread is on its way through an update, which the client does not see. */
  whenStill(): Promise<void> {
    return this.#holding.over();
  }

  /**
   * Makes sure that a frame is still there: V8 numbers frames, so that after an update the number of
   * one would mean another.
   * @throws when it is gone
   */
  async expectFrame(frame: Frame): Promise<void> {
    await this.whenStill();
    const isThere = frame.call === undefined || this.stopped?.frames.includes(frame) === true;
    if (!isThere) throw new RestitchError(hasGoneOn('This frame'));
  }

  /** Runs the function of a frame again from its start; the thread is stopped there. */
  async restartFrame({ callFrameId }: Protocol.Debugger.CallFrame): Promise<void> {
    this.#step = { kind: 'into', depth: 0, frames: () => 0, reason: 'restart', rounds: 0 };
    await this.session.send('Debugger.restartFrame', { callFrameId, mode: 'StepInto' });
  }

  /** Stops the thread at the next statement that it runs. */
  async pause(): Promise<void> {
    const step: Step = { kind: 'into', depth: 0, frames: () => 0, reason: 'pause', rounds: 0 };
    this.#step = step;
    await pauseThread(this.session, () => this.#step === step && step.rounds === 0);
  }
}
