import type { DebugProtocol } from '@vscode/debugprotocol';
import type { FunctionModel } from '../../../program-model/model/index.js';
import type { Script } from '../sources/script.js';
import type { DebugThread } from '../targets/thread.js';
import { setAt } from './set-at.js';
import type { BreakpointHost } from './host.js';
import { conditionFault } from './log-message.js';

interface FunctionBreakpoint {
  id: number;
  name: string;
  condition: string | undefined;
  /** Why it can never stop anything. */
  fault: string | undefined;
  hit: string | undefined;
  count: number;
  verified: boolean;
  /** `thread script function` → inspector breakpoint. */
  bound: Map<string, string>;
}

/** Breakpoints on functions, by their names. */
export class FunctionBreakpoints {
  readonly #host: BreakpointHost;
  #items: FunctionBreakpoint[] = [];
  readonly #byCdpId = new Map<string, number>();

  constructor(host: BreakpointHost) {
    this.#host = host;
  }

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  /** Takes the place of what was set before; `nextId` numbers them. */
  async set(
    requested: readonly DebugProtocol.FunctionBreakpoint[],
    nextId: () => number,
  ): Promise<DebugProtocol.Breakpoint[]> {
    await this.#remove();
    this.#items = requested.map(({ name, condition, hitCondition: hit }) => ({
      ...{ id: nextId(), name, condition, hit, count: 0, verified: false },
      fault: condition ? conditionFault(condition) : undefined,
      bound: new Map<string, string>(),
    }));
    for (const thread of this.#host.threads()) {
      for (const script of thread.scripts.values()) {
        if (script.isProgram) await this.bindScript(thread, script);
      }
      await thread.sendWanted();
    }
    return this.#items.map(({ id, verified, fault }) => ({
      ...{ id, verified },
      ...(fault === undefined ? {} : { message: fault }),
    }));
  }

  async #remove(): Promise<void> {
    for (const { bound } of this.#items) {
      for (const [key, breakpointId] of bound) {
        const thread = [...this.#host.threads()].find(({ id }) => key.startsWith(`${id} `));
        await thread?.session
          .send('Debugger.removeBreakpoint', { breakpointId })
          .catch(() => undefined);
      }
    }
    this.#byCdpId.clear();
  }

  /** Sets what belongs into a script of the program. */
  async bindScript(thread: DebugThread, script: Script): Promise<void> {
    for (const item of this.#items) {
      if (item.fault === undefined) await this.#bind(thread, script, item);
    }
  }

  async #bind(thread: DebugThread, script: Script, item: FunctionBreakpoint): Promise<void> {
    await thread.load(script);
    const version = script.text.version?.version;
    if (!version) return;
    for (const fn of version.model.functions) {
      if (!isNamed(fn, item.name)) continue;
      const offset = beginningOf(fn);
      const position = offset === undefined ? undefined : script.text.positionOf(offset);
      const key = `${thread.id} ${script.id} ${fn.index}`;
      if (!position || item.bound.has(key)) continue;
      const { id, condition } = item;
      const asked = { id, condition, logMessage: undefined };
      const set = await setAt(thread, script, position, asked);
      if (set.kind === 'set') {
        item.bound.set(key, set.cdpId);
        this.#byCdpId.set(`${thread.id} ${set.cdpId}`, id);
      }
      if (set.kind !== 'refused' && !item.verified) {
        item.verified = true;
        this.#host.changed({ id, verified: true });
      }
    }
  }

  /** The breakpoint that an inspector's id of a thread stands for. */
  of(thread: DebugThread, cdpId: string): FunctionBreakpoint | undefined {
    const id = this.#byCdpId.get(`${thread.id} ${cdpId}`);
    return this.#items.find((item) => item.id === id);
  }

  /** Scripts of a thread are gone, with what was set in them. */
  forgetScripts(thread: DebugThread, scriptIds: readonly string[]): void {
    for (const { bound } of this.#items) {
      for (const [key, breakpointId] of bound) {
        if (!scriptIds.some((id) => key.startsWith(`${thread.id} ${id} `))) continue;
        bound.delete(key);
        this.#byCdpId.delete(`${thread.id} ${breakpointId}`);
        thread.session.send('Debugger.removeBreakpoint', { breakpointId }).catch(() => undefined);
      }
    }
  }
}

/** Where a function begins to run what its author wrote. */
function beginningOf({ points, node }: FunctionModel): number | undefined {
  const body = 'body' in node && !Array.isArray(node.body) ? node.body : undefined;
  return points.find(({ kind }) => kind === 'before')?.start ?? body?.start;
}

/** `run`, `Server.run` and `Server#run` all mean a method of that name. */
function isNamed({ path, name }: FunctionModel, wanted: string): boolean {
  if (name === wanted && name !== '') return true;
  const last = path.slice(path.lastIndexOf('/') + 1).replace(/\$\d+$/, '');
  return last === wanted || last.replace('#', '.') === wanted || last.endsWith(`#${wanted}`);
}
