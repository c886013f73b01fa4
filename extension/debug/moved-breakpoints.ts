import {
  debug,
  Location,
  Position,
  SourceBreakpoint,
  type Breakpoint,
  type DebugAdapterTracker,
  type DebugSession,
} from 'vscode';
import type { Disposable } from '../signal.js';
import { debugType } from './configuration.js';
import { ToldLines, type ToldMessage } from './told-lines.js';

/** A breakpoint that an update has moved; lines from 1. */
interface Moved {
  /** Where the editor itself had it then. */
  from: number;
  to: number;
}

/**
 * Leaves breakpoints where updates have moved them when the session is over. The editor keeps an
 * adapter's lines for as long as the session runs; its own it moves in editors that are shown alone.
 */
export class MovedBreakpoints implements Disposable {
  readonly #disposables: Disposable[];
  readonly #moved = new Map<DebugSession, Map<Breakpoint, Moved>>();

  constructor() {
    this.#disposables = [
      debug.registerDebugAdapterTrackerFactory(debugType, {
        createDebugAdapterTracker: (session) => this.#tracker(session),
      }),
      debug.onDidTerminateDebugSession((session) => this.#leave(session)),
    ];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #tracker(session: DebugSession): DebugAdapterTracker {
    const told = new ToldLines();
    return {
      onDidSendMessage: (message: ToldMessage) => {
        for (const { id, line } of told.movedBy(message)) void this.#note(session, id, line);
      },
    };
  }

  async #note(session: DebugSession, id: number, to: number): Promise<void> {
    for (const one of debug.breakpoints) {
      if (!(one instanceof SourceBreakpoint)) continue;
      const known = (await session.getDebugProtocolBreakpoint(one)) as { id?: number } | undefined;
      if (known?.id !== id) continue;
      const moved = this.#moved.get(session) ?? new Map<Breakpoint, Moved>();
      this.#moved.set(session, moved.set(one, { from: lineOf(one), to }));
    }
  }

  #leave(session: DebugSession): void {
    const moved = this.#moved.get(session) ?? new Map<Breakpoint, Moved>();
    this.#moved.delete(session);
    for (const one of debug.breakpoints) {
      const known = moved.get(one);
      if (!known || !(one instanceof SourceBreakpoint)) continue;
      // It was moved by hand, or by the editor, since.
      if (lineOf(one) !== known.from || known.from === known.to) continue;
      debug.removeBreakpoints([one]);
      debug.addBreakpoints([movedTo(one, known.to)]);
    }
  }
}

const lineOf = ({ location }: SourceBreakpoint): number => location.range.start.line + 1;

function movedTo(one: SourceBreakpoint, line: number): SourceBreakpoint {
  const { location, enabled, condition, hitCondition, logMessage } = one;
  const at = new Location(location.uri, new Position(line - 1, 0));
  return new SourceBreakpoint(at, enabled, condition, hitCondition, logMessage);
}
