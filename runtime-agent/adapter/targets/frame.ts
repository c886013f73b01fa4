import type { Protocol } from 'devtools-protocol';
import type { FunctionModel } from '../../../program-model/model/index.js';
import { innermost } from '../../update/innermost.js';
import type { Script } from '../sources/script.js';
import type { ScriptPlace } from '../sources/script-text.js';

/** A frame of the program as its author knows it. */
export interface Frame {
  name: string;
  script: Script;
  place: ScriptPlace;
  /** Absent for frames of the asynchronous part of a stack. */
  call: Protocol.Debugger.CallFrame | undefined;
  /** What the frames from here on were waiting for: `await`, `Promise.then`, `setTimeout`… */
  label: string | undefined;
}

/** A label, or a frame. */
export type StackEntry = Frame | { label: string; script: undefined };

/**
 * The agent's methods that run newer code in place of the frame that calls them (see
 * agent/stack-traces-frames.ts).
 */
const replacing = new Set([
  'ask',
  'call',
  'construct',
  'frame',
  'over',
  'step',
  'next',
  'throw',
  'return',
  'redirect',
]);

type FindScript = (id: string) => Script | undefined;

/** The frames that the program would have if its newest version had always run; texts are loaded. */
export function programFrames(
  calls: readonly Protocol.Debugger.CallFrame[],
  scriptOf: FindScript,
): Frame[] {
  const frames: Frame[] = [];
  let isReplaced = false;
  for (const call of calls) {
    const script = scriptOf(call.location.scriptId);
    if (!script || script.kind === 'nameless') continue;
    if (script.kind === 'own') {
      isReplaced = replacing.has(call.functionName.slice(call.functionName.lastIndexOf('.') + 1));
      continue;
    }
    const wasReplaced = isReplaced && script.isProgram;
    isReplaced = false;
    if (wasReplaced) continue;
    const { lineNumber, columnNumber = 0 } = call.location;
    const place = script.text.place({ line: lineNumber + 1, column: columnNumber + 1 });
    frames.push({
      name: nameOf(call.functionName, script, place),
      script,
      place,
      call,
      label: undefined,
    });
  }
  return frames;
}

/** The frames of an asynchronous stack, each part under a label. */
export function asyncFrames(
  trace: Protocol.Runtime.StackTrace | undefined,
  scriptOf: FindScript,
): StackEntry[] {
  const entries: StackEntry[] = [];
  for (let part = trace; part; part = part.parent) {
    const frames: Frame[] = [];
    for (const { functionName, scriptId, lineNumber, columnNumber } of part.callFrames) {
      const script = scriptOf(scriptId);
      if (!script || script.kind === 'own' || script.kind === 'nameless') continue;
      const place = script.text.place({ line: lineNumber + 1, column: columnNumber + 1 });
      const name = nameOf(functionName, script, place);
      frames.push({ name, script, place, call: undefined, label: undefined });
    }
    if (frames.length === 0) continue;
    entries.push({ label: part.description ?? 'async', script: undefined }, ...frames);
  }
  return entries;
}

/** The scripts that a stack trace names. */
export function scriptsOf(trace: Protocol.Runtime.StackTrace | undefined): Set<string> {
  const ids = new Set<string>();
  for (let part = trace; part; part = part.parent) {
    for (const { scriptId } of part.callFrames) ids.add(scriptId);
  }
  return ids;
}

export function functionAt({
  script,
  place,
}: Pick<Frame, 'script' | 'place'>): FunctionModel | undefined {
  const version = script.isProgram ? script.text.version?.version : undefined;
  return version && place.offset >= 0 ? innermost(version, place.offset) : undefined;
}

function nameOf(given: string, script: Script, place: ScriptPlace): string {
  if (given !== '') return given;
  if (script.kind !== 'unit') return '<anonymous>';
  const fn = functionAt({ script, place });
  const path = fn?.path.replace(/[#/.]constructor$/, '') ?? '';
  const isConstructor = fn?.kind === 'constructor';
  const title = fn ? (!isConstructor && fn.name) || lastOfPath(path) : (script.title ?? '');
  if (title === '') return '<anonymous>';
  return fn?.kind === 'getter' ? `get ${title}` : fn?.kind === 'setter' ? `set ${title}` : title;
}

/** `run` of `Server#run`, `Server` of its constructor; '' for what the author has given no name. */
const lastOfPath = (path: string): string => {
  const [, name = ''] = /(?:^|[/#.])(?:[gs]et )?([\w$]+)(?:\$\d+)?$/.exec(path) ?? [];
  return name;
};

/** The innermost place of the program's own in a stack trace. */
export async function programPlace(
  thread: { scripts: ReadonlyMap<string, Script>; load(script: Script): Promise<void> },
  trace: Protocol.Runtime.StackTrace,
): Promise<ScriptPlace | undefined> {
  for (const { scriptId, lineNumber, columnNumber } of trace.callFrames) {
    const script = thread.scripts.get(scriptId);
    if (
      !script ||
      script.kind === 'own' ||
      script.kind === 'nameless' ||
      script.kind === 'internal'
    )
      continue;
    await thread.load(script);
    return script.text.place({ line: lineNumber + 1, column: columnNumber + 1 });
  }
  return undefined;
}
