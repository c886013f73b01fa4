import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping.js';
import type { Pause } from './pause.js';

/** Node's own domains of the inspector protocol (node_protocol.pdl in Node's sources). */
interface NodeCommands {
  'NodeWorker.enable': { paramsType: [{ waitForDebuggerOnStart: boolean }]; returnType: void };
  'NodeWorker.sendMessageToWorker': {
    paramsType: [{ sessionId: string; message: string }];
    returnType: void;
  };
  'NodeRuntime.notifyWhenWaitingForDisconnect': {
    paramsType: [{ enabled: boolean }];
    returnType: void;
  };
}

export interface WorkerInfo {
  workerId: string;
  type: string;
  title: string;
  url: string;
}

interface NodeEvents {
  'NodeWorker.attachedToWorker': [
    { sessionId: string; workerInfo: WorkerInfo; waitingForDebugger: boolean },
  ];
  'NodeWorker.detachedFromWorker': [{ sessionId: string }];
  'NodeWorker.receivedMessageFromWorker': [{ sessionId: string; message: string }];
  'NodeRuntime.waitingForDisconnect': [];
}

export type Commands = ProtocolMapping.Commands & NodeCommands;
export type Events = Omit<ProtocolMapping.Events, 'Debugger.paused'> &
  NodeEvents & { 'Debugger.paused': [Pause] };

export interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { code: number; message: string };
}
