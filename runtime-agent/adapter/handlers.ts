import type { DebugProtocol } from '@vscode/debugprotocol';
import { hasGoneOn, RestitchError } from '../../protocol/diagnostics.js';
import type { ApplyResult } from '../../protocol/results.js';
import { Placing } from './breakpoints/placing.js';
import { BreakpointRequests } from './breakpoints/requests.js';
import { completions } from './completions.js';
import { Control } from './control.js';
import type { Handlers } from './dap/handlers.js';
import type { Client } from './debug-session.js';
import { Debuggee } from './debuggee.js';
import { ExceptionFilters, exceptionInfo } from './exceptions/judge.js';
import { evaluate, setExpression, setVariable } from './evaluate.js';
import { Lifecycle } from './lifecycle/lifecycle.js';
import { stopsOf } from './sources/stops.js';
import { stepInTargets } from './stepping/targets.js';
import { applyUpdate } from './update/requests.js';
import { scopesOf } from './values/scopes.js';
import { References } from './values/references.js';
import type { DebugThread } from './targets/thread.js';

/** Answers to every request. */
export function makeHandlers(client: Client, ownFolder: string): Handlers {
  const references = new References();
  const debuggee = new Debuggee();
  const placing = new Placing();
  const control = new Control(debuggee, references, placing);
  const exceptions = new ExceptionFilters();
  const breakpoints = new BreakpointRequests(debuggee, placing, exceptions);
  const life = new Lifecycle({ client, ownFolder, debuggee, control, exceptions, references });
  const thread = (id: number): DebugThread => debuggee.thread(id);
  return {
    initialize: (args) => life.initialized(args),
    launch: (args) => life.launch(args),
    attach: (args) => life.attach(args),
    configurationDone: () => life.configured(),
    disconnect: (args) => life.disconnect(args?.terminateDebuggee),
    terminate: () => life.terminate(),
    restart: (args) => life.restart(args),
    cancel: () => undefined,

    setBreakpoints: ({ source, breakpoints: places = [], lines = [] }) => {
      const wanted = places.length > 0 ? places : lines.map((line) => ({ line }));
      return breakpoints.setBreakpoints(source, wanted);
    },
    setFunctionBreakpoints: (args) => breakpoints.setFunctionBreakpoints(args.breakpoints),
    setExceptionBreakpoints: (args) => breakpoints.setExceptionBreakpoints(args),
    breakpointLocations: ({ source, line, column = 1, endLine = line, endColumn = Infinity }) => {
      const file = source.path ?? '';
      const version = debuggee.program?.sources.version(file) ?? debuggee.onDisk(file);
      const found = (version ? stopsOf(version) : []).filter(
        (stop) =>
          stop.file === file &&
          (stop.line > line || (stop.line === line && stop.column >= column)) &&
          (stop.line < endLine || (stop.line === endLine && stop.column <= endColumn)),
      );
      return { breakpoints: unique(found.map(({ line, column }) => ({ line, column }))) };
    },

    threads: () => ({
      threads: debuggee.threads().map(({ id, name }) => ({ id, name })),
    }),
    stackTrace: ({ threadId, startFrame = 0, levels = 0 }) =>
      debuggee.stack.read(thread(threadId), startFrame, levels),
    scopes: async ({ frameId }) => {
      const found = debuggee.stack.frame(frameId);
      if (!found) throw new RestitchError(hasGoneOn('This frame'));
      const factory = references.passing(found.frame);
      return { scopes: await scopesOf(found.thread, found.frame, factory) };
    },
    variables: async (args) => ({
      variables: await references.get(args.variablesReference).variables(args),
    }),
    setVariable: (args) => setVariable(references, args),
    setExpression: (args) => setExpression(debuggee, references, args),
    evaluate: (args, signal) => evaluate(debuggee, control, references, args, signal),
    completions: async ({ frameId, text, column }) => {
      const found = frameId === undefined ? undefined : debuggee.stack.frame(frameId);
      const at = found?.thread ?? debuggee.anyThread();
      return { targets: await completions(at, found?.frame, text.slice(0, column - 1)) };
    },
    exceptionInfo: ({ threadId }) => {
      const { stopped } = thread(threadId);
      if (stopped?.reason.reason !== 'exception') throw new Error('There is no exception.');
      return exceptionInfo(stopped.event, stopped.reason);
    },

    continue: async ({ threadId, singleThread = false }) => {
      await control.goOn(threadId, singleThread);
      return { allThreadsContinued: !singleThread };
    },
    pause: ({ threadId }) => control.pause(thread(threadId)),
    next: ({ threadId }) => control.step(thread(threadId), 'over'),
    stepIn: ({ threadId, targetId }) => control.step(thread(threadId), 'into', targetId),
    stepOut: ({ threadId }) => control.step(thread(threadId), 'out'),
    stepInTargets: async ({ frameId }) => {
      const found = debuggee.stack.frame(frameId);
      const targets = found ? await stepInTargets(found.thread, found.frame) : [];
      control.stepTargets = new Map(targets.map(({ id, location }) => [id, location]));
      return {
        targets: targets.map(({ id, label, line, column }) => ({ id, label, line, column })),
      };
    },
    gotoTargets: (args) => ({ targets: control.gotoTargets(args) }),
    goto: ({ threadId, targetId }) => control.goto(thread(threadId), targetId),
    restartFrame: ({ frameId }) => control.restartFrame(frameId),

    loadedSources: () => ({ sources: debuggee.program?.sources.all ?? [] }),
    source: async ({ source, sourceReference }) =>
      debuggee.source(source?.sourceReference ?? sourceReference, source?.path),
    modules: ({ startModule = 0, moduleCount = 0 }) => {
      const all = (debuggee.program?.sources.all ?? []).map(
        ({ name = '', path = '' }): DebugProtocol.Module => {
          const version = debuggee.program?.sources.numberOf(path);
          return {
            ...{ id: path, name, path },
            isUserCode: version !== undefined,
            ...(version === undefined ? {} : { version: String(version) }),
          };
        },
      );
      const end = moduleCount > 0 ? startModule + moduleCount : all.length;
      return { modules: all.slice(startModule, end), totalModules: all.length };
    },

    'restitch/plan': async (args) => (await debuggee.session()).call('plan', args, PATIENCE),
    'restitch/apply': (args) => {
      const work = async (): Promise<ApplyResult> =>
        (await debuggee.session()).call('apply', args, PATIENCE);
      return applyUpdate(client, 'Applying the update', work, () => debuggee.program?.settled);
    },
    'restitch/rollback': () => {
      const work = async (): Promise<ApplyResult> =>
        (await debuggee.session()).call('rollback', undefined, PATIENCE);
      return applyUpdate(client, 'Rolling back', work, () => debuggee.program?.settled);
    },
    'restitch/stack': async (args) => (await debuggee.session()).call('stack', args),
    'restitch/history': async () => (await debuggee.session()).call('history', undefined),
  };
}

/** How long a session may work on an update, in milliseconds. */
const PATIENCE = 120_000;

function unique(places: { line: number; column: number }[]): { line: number; column: number }[] {
  const known = new Map(places.map((place) => [`${place.line}:${place.column}`, place]));
  return [...known.values()];
}
