import type { DebugProtocol } from '@vscode/debugprotocol';
import type { RestitchRequests } from '../../../protocol/dap.js';
import type { AttachArguments, LaunchArguments } from './arguments.js';

/** Arguments and response body of every request that the adapter answers. */
export interface Requests {
  initialize: [DebugProtocol.InitializeRequestArguments, DebugProtocol.Capabilities];
  launch: [LaunchArguments, undefined];
  attach: [AttachArguments, undefined];
  configurationDone: [DebugProtocol.ConfigurationDoneArguments | undefined, undefined];
  disconnect: [DebugProtocol.DisconnectArguments | undefined, undefined];
  terminate: [DebugProtocol.TerminateArguments | undefined, undefined];
  restart: [DebugProtocol.RestartArguments | undefined, undefined];
  setBreakpoints: [
    DebugProtocol.SetBreakpointsArguments,
    DebugProtocol.SetBreakpointsResponse['body'],
  ];
  setFunctionBreakpoints: [
    DebugProtocol.SetFunctionBreakpointsArguments,
    DebugProtocol.SetFunctionBreakpointsResponse['body'],
  ];
  setExceptionBreakpoints: [DebugProtocol.SetExceptionBreakpointsArguments, undefined];
  breakpointLocations: [
    DebugProtocol.BreakpointLocationsArguments,
    DebugProtocol.BreakpointLocationsResponse['body'],
  ];
  threads: [undefined, DebugProtocol.ThreadsResponse['body']];
  stackTrace: [DebugProtocol.StackTraceArguments, DebugProtocol.StackTraceResponse['body']];
  scopes: [DebugProtocol.ScopesArguments, DebugProtocol.ScopesResponse['body']];
  variables: [DebugProtocol.VariablesArguments, DebugProtocol.VariablesResponse['body']];
  setVariable: [DebugProtocol.SetVariableArguments, DebugProtocol.SetVariableResponse['body']];
  setExpression: [
    DebugProtocol.SetExpressionArguments,
    DebugProtocol.SetExpressionResponse['body'],
  ];
  evaluate: [DebugProtocol.EvaluateArguments, DebugProtocol.EvaluateResponse['body']];
  completions: [DebugProtocol.CompletionsArguments, DebugProtocol.CompletionsResponse['body']];
  exceptionInfo: [
    DebugProtocol.ExceptionInfoArguments,
    DebugProtocol.ExceptionInfoResponse['body'],
  ];
  continue: [DebugProtocol.ContinueArguments, DebugProtocol.ContinueResponse['body']];
  pause: [DebugProtocol.PauseArguments, undefined];
  next: [DebugProtocol.NextArguments, undefined];
  stepIn: [DebugProtocol.StepInArguments, undefined];
  stepOut: [DebugProtocol.StepOutArguments, undefined];
  stepInTargets: [
    DebugProtocol.StepInTargetsArguments,
    DebugProtocol.StepInTargetsResponse['body'],
  ];
  gotoTargets: [DebugProtocol.GotoTargetsArguments, DebugProtocol.GotoTargetsResponse['body']];
  goto: [DebugProtocol.GotoArguments, undefined];
  restartFrame: [DebugProtocol.RestartFrameArguments, undefined];
  loadedSources: [undefined, DebugProtocol.LoadedSourcesResponse['body']];
  source: [DebugProtocol.SourceArguments, DebugProtocol.SourceResponse['body']];
  modules: [DebugProtocol.ModulesArguments, DebugProtocol.ModulesResponse['body']];
  cancel: [DebugProtocol.CancelArguments | undefined, undefined];
  'restitch/plan': [
    RestitchRequests['restitch/plan']['arguments'],
    RestitchRequests['restitch/plan']['body'],
  ];
  'restitch/apply': [
    RestitchRequests['restitch/apply']['arguments'],
    RestitchRequests['restitch/apply']['body'],
  ];
  'restitch/rollback': [undefined, RestitchRequests['restitch/rollback']['body']];
  'restitch/stack': [
    RestitchRequests['restitch/stack']['arguments'],
    RestitchRequests['restitch/stack']['body'],
  ];
  'restitch/history': [undefined, RestitchRequests['restitch/history']['body']];
}

export type Handlers = {
  /** `signal`: the client does not want the answer any more. */
  [K in keyof Requests]: (
    args: Requests[K][0],
    signal: AbortSignal,
  ) => Requests[K][1] | Promise<Requests[K][1]>;
};
