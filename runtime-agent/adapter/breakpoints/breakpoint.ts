import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Position } from '../sources/position.js';
import type { SourceVersion } from '../sources/source-version.js';
import { conditionFault } from './log-message.js';

/** A place in the text that the breakpoint was set in. */
export interface Anchor {
  version: SourceVersion;
  /** Of the statement, in the module text. */
  offset: number;
}

/** The inspector breakpoints of one script, and where they are. */
export interface BoundAt {
  ids: string[];
  positions: Position[];
  /** Of one that waits for a script by its URL: whether there is such a script. */
  isResolved?: boolean;
}

/** A breakpoint that a client has set in a source file. */
export class SourceBreakpoint {
  /** Number of times that it was reached with its condition true. */
  count = 0;
  anchor: Anchor | undefined;
  verified = false;
  /** What the client knows of it, as JSON. */
  told = '';
  /** Its statement is not in the code that runs. */
  isGone = false;
  message: string | undefined;
  /** Why it can never stop anything. */
  readonly fault: string | undefined;
  /** Where it is shown; the requested place until it is bound. */
  line: number;
  column: number | undefined;
  /** By thread id, then script id. */
  readonly bound = new Map<number, Map<string, BoundAt>>();

  constructor(
    readonly id: number,
    readonly file: string,
    public requested: DebugProtocol.SourceBreakpoint,
  ) {
    this.line = requested.line;
    this.column = requested.column;
    const { condition } = requested;
    this.fault = condition ? conditionFault(condition) : undefined;
  }

  toDap(source: DebugProtocol.Source): DebugProtocol.Breakpoint {
    const { id, line, column, fault } = this;
    const verified = this.verified && fault === undefined;
    const message = fault ?? this.message;
    return {
      ...{ id, verified, line, source },
      ...(column === undefined || !verified ? {} : { column }),
      ...(message === undefined || verified ? {} : { message }),
      ...(verified ? {} : { reason: message === undefined ? 'pending' : 'failed' }),
    };
  }

  /** Whether another request means the same breakpoint. */
  isLike({
    line,
    column,
    condition,
    hitCondition,
    logMessage,
  }: DebugProtocol.SourceBreakpoint): boolean {
    const { requested } = this;
    return (
      (line === requested.line || line === this.line) &&
      column === requested.column &&
      condition === requested.condition &&
      hitCondition === requested.hitCondition &&
      logMessage === requested.logMessage
    );
  }
}
