import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Protocol } from 'devtools-protocol';
import type { Pause } from '../cdp/pause.js';
import { asyncFrames, functionAt, scriptsOf, type Frame } from '../targets/frame.js';
import type { StopReason } from '../targets/thread-host.js';
import type { Script } from '../sources/script.js';
import type { DebugThread } from '../targets/thread.js';
import { isCaughtIn } from './try-ranges.js';

type RemoteObject = Protocol.Runtime.RemoteObject;

/** Which exceptions stop a thread. */
export class ExceptionFilters {
  #all: string | true | undefined;
  #uncaught: string | true | undefined;

  set({ filters, filterOptions = [] }: DebugProtocol.SetExceptionBreakpointsArguments): void {
    const find = (name: string): string | true | undefined => {
      const option = filterOptions.find(({ filterId }) => filterId === name);
      if (option) return option.condition?.trim() || true;
      return filters.includes(name) || undefined;
    };
    this.#all = find('all');
    this.#uncaught = find('uncaught');
  }

  /**
   * What V8 is to stop at. It takes every exception that passes an instrumented function for caught,
   * so which ones are is decided here.
   */
  get state(): 'none' | 'all' {
    return this.#all !== undefined || this.#uncaught !== undefined ? 'all' : 'none';
  }

  async judge(thread: DebugThread, event: Pause): Promise<StopReason | undefined> {
    if (this.state === 'none' || isOwn(thread, event)) return undefined;
    const error = event.data as RemoteObject & { uncaught?: boolean };
    const isUncaught = error.uncaught === true || !(await isCaught(thread, event));
    const isSkipped = !isUncaught && isInSkipped(thread, event);
    const all = isSkipped ? undefined : this.#all;
    const condition = all ?? (isUncaught ? this.#uncaught : undefined);
    if (condition === undefined) return undefined;
    if (condition !== true && !(await holds(thread, condition, error))) return undefined;
    const [text = ''] = (error.description ?? String(error.value)).split('\n');
    const description = isUncaught ? 'Paused on uncaught exception' : 'Paused on exception';
    return { reason: 'exception', description, text };
  }
}

const scriptAt = (thread: DebugThread, call: Protocol.Debugger.CallFrame): Script | undefined =>
  thread.scripts.get(call.location.scriptId);

/** Thrown by Restitch, or by Node on its behalf: its loader tries files that may not be there. */
function isOwn(thread: DebugThread, { callFrames }: Pause): boolean {
  for (const call of callFrames) {
    const kind = scriptAt(thread, call)?.kind;
    if (kind !== 'internal') return kind === 'own';
  }
  return false;
}

function isInSkipped(thread: DebugThread, { top }: Pause): boolean {
  return thread.host.skip.skips((top && scriptAt(thread, top)?.url) ?? '');
}

async function holds(
  thread: DebugThread,
  condition: string,
  error: RemoteObject,
): Promise<boolean> {
  const { result, exceptionDetails } = await thread.session.send('Runtime.callFunctionOn', {
    functionDeclaration: `function(error){return !!(${condition})}`,
    arguments: [
      error.objectId === undefined
        ? { value: error.value as unknown }
        : { objectId: error.objectId },
    ],
    ...(error.objectId === undefined ? { executionContextId: 1 } : { objectId: error.objectId }),
    ...{ returnByValue: true, silent: true },
  });
  return !exceptionDetails && result.value === true;
}

/** Whether some `catch` of the program, or of a library, gets an exception that is being thrown. */
async function isCaught(thread: DebugThread, event: Pause): Promise<boolean> {
  await loadCode(thread, event);
  const frames = await thread.frames(event.callFrames);
  for (const frame of frames) {
    if (isCaughtIn(frame)) return true;
    // It becomes the rejection of the function's promise.
    if (isAsync(frame)) break;
  }
  const trace = event.asyncStackTrace;
  await thread.loadAll(scriptsOf(trace));
  let isAwaiting = false;
  for (const entry of asyncFrames(trace, (id) => thread.scripts.get(id))) {
    if (entry.script === undefined) isAwaiting = entry.label === 'await';
    else if (isAwaiting) {
      if (isCaughtIn(entry)) return true;
      isAwaiting = false;
    }
  }
  return false;
}

/** Whether an author's frame is an async function's. */
const isAsync = (frame: Frame): boolean => functionAt(frame)?.async === true;

/** The texts of scripts that are no modules of the program, which nothing else needs. */
async function loadCode(thread: DebugThread, event: Pause): Promise<void> {
  await Promise.all(
    [...event.scriptIds].map(async (scriptId) => {
      const script = thread.scripts.get(scriptId);
      if (!script || script.hasCode || script.kind === 'own' || script.kind === 'nameless') return;
      if (script.isProgram) return thread.load(script);
      const { scriptSource } = await thread.session.send('Debugger.getScriptSource', { scriptId });
      script.setCode(scriptSource);
    }),
  );
}

/** What a client is told of the exception that a thread is stopped at. */
export function exceptionInfo(
  event: Pause,
  reason: StopReason,
): DebugProtocol.ExceptionInfoResponse['body'] {
  const error = (event.data ?? { type: 'undefined' }) as RemoteObject;
  const description = error.description ?? String(error.value);
  const [message = ''] = description.split('\n');
  const typeName = error.className ?? error.type;
  return {
    exceptionId: typeName,
    description: message,
    breakMode: reason.description?.includes('uncaught') ? 'unhandled' : 'always',
    details: {
      message: message.replace(/^\w*Error: /, ''),
      ...{ typeName, fullTypeName: typeName },
      stackTrace: description,
    },
  };
}
