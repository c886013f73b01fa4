import { AGENT_SYMBOL } from '../../../program-model/emit/names.js';
import { DEBUGGER_BINDING, DEBUGGER_MAIL, type DebuggerMail } from '../../agent/debugger-link.js';
import { hostKey } from '../../coordinator/thread-link.js';
import { CdpClosedError, type CdpSession } from '../cdp/session.js';
import type { UnitOrigin } from '../sources/script.js';

const agent = `globalThis[Symbol.for(${JSON.stringify(AGENT_SYMBOL)})]`;
const host = `globalThis[Symbol.for(${JSON.stringify(hostKey)})]`;

/** What an adapter asks of the agent in one thread; all of it does nothing where there is no agent. */
export class AgentLink {
  /** There is going to be an agent: what it has to know is left for it as long as it isn't there. */
  isExpected = false;

  constructor(readonly session: CdpSession) {}

  /** Evaluates what is told to the agent, or leaves it. */
  #tell<T>(call: string, mail: DebuggerMail): Promise<T | undefined> {
    if (!this.isExpected) return this.#evaluate(`${agent}?.debugger.${call}`);
    const symbol = `Symbol.for(${JSON.stringify(DEBUGGER_MAIL)})`;
    return this.#evaluate(
      `(a=>a?a.debugger.${call}:void Object.assign(globalThis[${symbol}]??={},${JSON.stringify(mail)}))(${agent})`,
    );
  }

  async #evaluate<T>(expression: string): Promise<T | undefined> {
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', {
      ...{ expression, returnByValue: true, silent: true },
      disableBreaks: true,
    });
    return exceptionDetails ? undefined : (result.value as T);
  }

  /** The id of the process, also of one without an agent. */
  async pid(): Promise<number | undefined> {
    const pid = await this.#evaluate<unknown>('globalThis.process?.pid');
    return typeof pid === 'number' ? pid : undefined;
  }

  /** Node's number of the thread. */
  async threadId(): Promise<number> {
    return (await this.#evaluate<number>(`${host}?.threadId`)) ?? 0;
  }

  /** Gives the agent the binding that it tells things by; a thread that starts takes it by itself. */
  async attach(): Promise<void> {
    await Promise.all([
      this.session.send('Runtime.addBinding', { name: DEBUGGER_BINDING }),
      this.#evaluate(
        `(a=>{const b=globalThis.${DEBUGGER_BINDING};` +
          `if(a&&b){delete globalThis.${DEBUGGER_BINDING};a.debugger.attach(b)}})(${agent})`,
      ),
    ]);
  }

  /** Tells the agent that the thread may run; whether it waits to be let go. */
  async release(): Promise<boolean> {
    return (await this.#tell<boolean>('release()', { isReleased: true })) ?? false;
  }

  /** Which files' scripts are to be seen before they run. */
  async wants(files: readonly string[], mapped: boolean, every: boolean): Promise<void> {
    const call = `wants(${JSON.stringify(files)},${mapped},${every})`;
    await this.#tell(call, { wants: [files, mapped, every] }).catch(ignoreClosed);
  }

  /** What a script that was made for an update was made from. */
  unit(name: string): Promise<UnitOrigin | undefined> {
    return this.#evaluate(`${host}?.scripts.generated(${JSON.stringify(name)})`);
  }

  /** Has the thread stopped again when the update that wants it to stop is done. */
  async hold(top: { id: string; hash: string; fn: number } | undefined): Promise<void> {
    await this.#evaluate(`${agent}?.hold(${JSON.stringify(top)})`);
  }

  /** Whether a step over an `await` is under way. */
  async keepStep(isUnderWay: boolean): Promise<void> {
    await this.#evaluate(`${agent}?.debugger.keepStep(${isUnderWay})`).catch(ignoreClosed);
  }

  /** Starts the process's coordinator, where that was put off because a debugger was there. */
  async startSession(): Promise<void> {
    await this.#evaluate(`${host}?.startSession()`).catch(ignoreClosed);
  }

  /** What the agent has wanted to show has been looked at. */
  async looked(): Promise<void> {
    await this.#evaluate(`${agent}?.debugger.looked()`);
  }

  /** The content hash of every version of every module that the thread has. */
  async loaded(): Promise<{ id: string; hash: string }[]> {
    return (await this.#evaluate<{ id: string; hash: string }[]>(`${agent}?.loaded()`)) ?? [];
  }
}

export function ignoreClosed(error: unknown): void {
  if (!(error instanceof CdpClosedError)) throw error;
}
