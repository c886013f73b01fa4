import type { Protocol } from 'devtools-protocol';
import type { ESTree } from '../../../program-model/model/estree.js';
import type { Script } from '../sources/script.js';
import type { ScriptPlace } from '../sources/script-text.js';
import type { SourceVersion } from '../sources/source-version.js';
import { innermost } from '../../update/innermost.js';
import { functionAt, type Frame } from '../targets/frame.js';

export type StepKind = 'over' | 'into' | 'out';

/** A step under way. */
export interface Step {
  kind: StepKind;
  /** Number of frames of V8's stack when it began. */
  depth: number;
  /** The same of the frames that the author knows. */
  frames: () => number;
  /** Why the thread counts as stopped when it ends. */
  reason: 'step' | 'pause' | 'restart';
  /** How often it has been prolonged: past code that is not the author's. */
  rounds: number;
  /** The frame that it began in was still there when it was set to go on. */
  isRebased?: boolean;
  /** It goes over an `await`. */
  awaits?: boolean;
  /** The program has been updated since it began. */
  isUpdated?: boolean;
  /** What V8 is to pass over by itself. */
  skipList?: Protocol.Debugger.LocationRange[];
}

/** A step that has been prolonged this often ends where it is. */
const ENOUGH = 400;

export type CdpStep = 'Debugger.stepOver' | 'Debugger.stepInto' | 'Debugger.stepOut';

export const beginStep = (kind: StepKind): CdpStep =>
  kind === 'over'
    ? 'Debugger.stepOver'
    : kind === 'into'
      ? 'Debugger.stepInto'
      : 'Debugger.stepOut';

/** How a step goes on that was interrupted, or has come to a place that is no author's. */
export function prolong(step: Step, depth: number): CdpStep {
  step.rounds += 1;
  if (step.kind === 'out') return depth >= step.depth ? 'Debugger.stepOut' : 'Debugger.stepOver';
  if (step.kind === 'into') return 'Debugger.stepInto';
  return depth > step.depth ? 'Debugger.stepOut' : 'Debugger.stepOver';
}

/** Whether the statement that a frame is stopped in front of suspends its function. */
export function isAtAwait(frame: Frame): boolean {
  const points = functionAt(frame)?.points ?? [];
  const { offset } = frame.place;
  const statement = points.find(({ kind, start }) => kind === 'before' && start === offset);
  return points.some(
    ({ kind, start }) =>
      (kind === 'await' || kind === 'yield') && start >= offset && start < (statement?.end ?? 0),
  );
}

/**
 * Sets a step to go on in a stack that an update has rebuilt, whose innermost frame has yet to be entered.
 * @param calls V8's stack
 * @param frames the program's frames on it
 * @returns whether the step goes on; otherwise it ends where the innermost frame does
 */
export function rebase(
  step: Step,
  calls: readonly Protocol.Debugger.CallFrame[],
  frames: readonly { call: Protocol.Debugger.CallFrame | undefined }[],
): boolean {
  const count = step.frames();
  const target = step.kind === 'out' ? count - 1 : count;
  const call = frames[frames.length - target]?.call;
  if (step.kind === 'into' || !call || target < 1) return false;
  const depth = calls.length - calls.indexOf(call);
  step.depth = step.kind === 'out' ? depth + 1 : depth;
  step.skipList = [];
  return true;
}

/**
 * Whether a step may end at a place. In code whose statements are update points, it ends in front of
 * a statement or where a function returns; elsewhere where V8 stops in what somebody has written.
 */
export function mayEnd(
  step: Step,
  top: Protocol.Debugger.CallFrame,
  script: Script | undefined,
  place: ScriptPlace | undefined,
  depth: number,
): boolean {
  if (step.rounds >= ENOUGH) return true;
  if (!script || !place || script.kind === 'own' || script.kind === 'nameless') return false;
  if (!script.isProgram) return true;
  if (place.isHandler) return false;
  const above = step.kind === 'out' ? depth >= step.depth : depth > step.depth;
  if (step.isRebased && step.kind !== 'into' && above) return false;
  if (step.kind === 'out' && depth < step.depth) return true;
  if (!place.isAuthored) return false;
  const { version } = script.text;
  // Back in the caller, in the middle of the statement with the call.
  if (step.kind === 'over' && depth < step.depth) return true;
  if (!version?.statements) return true;
  if (place.isStop) return true;
  return top.returnValue !== undefined && !returnsVariable(version, place);
}

/**
 * `return a;` of a variable is one place to V8, which counts twice here: the thread has stopped in front
 * of the check already.
 */
function returnsVariable(version: SourceVersion, { offset }: ScriptPlace): boolean {
  const fn = innermost(version.version, offset);
  return (fn?.points ?? []).some(
    ({ kind, node }) =>
      kind === 'before' &&
      node.type === 'ReturnStatement' &&
      node.argument?.type === 'Identifier' &&
      node.start <= offset &&
      offset <= node.end &&
      isKeptOnStack(version, node.argument),
  );
}

/** A variable that no other function uses is in a register of V8's. */
function isKeptOnStack({ version }: SourceVersion, identifier: ESTree.Identifier): boolean {
  for (const { references } of version.model.scopes.scopes) {
    const found = references.find((reference) => reference.identifier === identifier);
    if (!found) continue;
    const own = found.from.variableScope;
    const uses = found.resolved?.references ?? [];
    return (
      found.resolved?.scope.variableScope === own &&
      uses.every(({ from }) => from.variableScope === own)
    );
  }
  return false;
}
