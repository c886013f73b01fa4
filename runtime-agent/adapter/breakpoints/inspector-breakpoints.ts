import { pathToFileURL } from 'node:url';
import { comparePositions, type Position } from '../sources/position.js';
import type { Script } from '../sources/script.js';
import type { DebugThread } from '../targets/thread.js';
import type { BoundAt, SourceBreakpoint } from './breakpoint.js';
import { conditionIn, plainCondition } from './condition.js';
import { setAt } from './set-at.js';

/** What stands for all scripts of a URL, in place of a script's id. */
const BY_URL = '';

/** What has been set in V8 for the breakpoints of source files. */
export class InspectorBreakpoints {
  /** Thread's and inspector's id → breakpoint; the latter is unique in a thread only. */
  readonly #known = new Map<string, SourceBreakpoint>();

  /** The breakpoint that an inspector's id of a thread stands for. */
  of(thread: DebugThread, cdpId: string): SourceBreakpoint | undefined {
    return this.#known.get(keyOf(thread, cdpId));
  }

  /**
   * Has a breakpoint be at some positions of a script, and at no others. What is in place already stays: V8 needs
   * long to set or remove one of many in the same function.
   */
  async put(
    thread: DebugThread,
    script: Script,
    positions: readonly Position[],
    item: SourceBreakpoint,
  ): Promise<void> {
    const known = item.bound.get(thread.id)?.get(script.id);
    if (known && positions.length > 0 && areSame(known.positions, positions)) {
      item.verified = true;
      item.message = undefined;
      return;
    }
    if (known) await this.removeFrom(thread, script.id, item);
    for (const position of positions) await this.#place(thread, script, position, item);
  }

  async #place(
    thread: DebugThread,
    script: Script,
    position: Position,
    item: SourceBreakpoint,
  ): Promise<void> {
    if (item.fault !== undefined) return;
    const set = await setAt(thread, script, position, conditionIn(item));
    if (set.kind === 'refused') {
      if (!item.verified) item.message = set.message;
      return;
    }
    item.verified = true;
    if (set.kind === 'exists') return;
    this.#note(thread, script.id, set.cdpId, position, item);
    item.message = undefined;
  }

  /** Sets a breakpoint in all scripts of its file, those to come included; nothing of them is instrumented. */
  async putByUrl(thread: DebugThread, item: SourceBreakpoint): Promise<void> {
    const { line, column = 1 } = item.requested;
    const known = item.bound.get(thread.id)?.get(BY_URL);
    if (known && areSame(known.positions, [{ line, column }])) {
      item.verified = known.isResolved === true;
      return;
    }
    if (known) await this.removeFrom(thread, BY_URL, item);
    if (item.fault !== undefined) return;
    const url = item.file.startsWith('/') ? pathToFileURL(item.file).href : item.file;
    const { breakpointId, locations } = await thread.session.send('Debugger.setBreakpointByUrl', {
      ...{ url, lineNumber: line - 1, columnNumber: column - 1 },
      condition: plainCondition(conditionIn(item)),
    });
    const at = this.#note(thread, BY_URL, breakpointId, { line, column }, item);
    const [first] = locations;
    at.isResolved = first !== undefined;
    if (!first) return;
    item.verified = true;
    item.line = first.lineNumber + 1;
    item.column = (first.columnNumber ?? 0) + 1;
  }

  #note(
    thread: DebugThread,
    scriptId: string,
    id: string,
    position: Position,
    item: SourceBreakpoint,
  ): BoundAt {
    const inThread = item.bound.get(thread.id) ?? new Map<string, BoundAt>();
    const at: BoundAt = inThread.get(scriptId) ?? { ids: [], positions: [] };
    item.bound.set(thread.id, inThread.set(scriptId, at));
    at.ids.push(id);
    at.positions.push(position);
    this.#known.set(keyOf(thread, id), item);
    return at;
  }

  /** Takes a breakpoint out of all scripts. */
  async remove(threads: Iterable<DebugThread>, item: SourceBreakpoint): Promise<void> {
    for (const thread of threads) {
      for (const scriptId of [...(item.bound.get(thread.id)?.keys() ?? [])]) {
        await this.removeFrom(thread, scriptId, item);
      }
    }
    item.bound.clear();
  }

  async removeFrom(thread: DebugThread, scriptId: string, item: SourceBreakpoint): Promise<void> {
    const inThread = item.bound.get(thread.id);
    const known = inThread?.get(scriptId);
    if (!known) return;
    inThread?.delete(scriptId);
    for (const breakpointId of known.ids) {
      this.#known.delete(keyOf(thread, breakpointId));
      await thread.session
        .send('Debugger.removeBreakpoint', { breakpointId })
        .catch(() => undefined);
    }
  }
}

const keyOf = ({ id }: DebugThread, cdpId: string): string => `${id} ${cdpId}`;

const areSame = (some: readonly Position[], others: readonly Position[]): boolean =>
  some.length === others.length &&
  some.every((position, index) => comparePositions(position, others[index] ?? position) === 0);
