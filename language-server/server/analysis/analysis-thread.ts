import { parentPort, type MessagePort } from 'node:worker_threads';
import { LocalAnalyser, type Job } from './analyser.js';
import type { AnalysisRequest, AnalysisResult, Base } from './types.js';

/** What the thread is sent. Running texts are sent once, and named by their id from then on. */
export type ToThread =
  | { kind: 'base'; base: Base }
  | { kind: 'forget'; id: string }
  | { kind: 'start'; id: number; base: string; request: Omit<AnalysisRequest, 'base'> }
  | { kind: 'cancel'; id: number };

/** What it answers; `failure` is the stack of an error, and absent for what was cancelled. */
export type FromThread =
  | { id: number; result: AnalysisResult }
  | { id: number; result: null; failure: string | undefined };

/** Marks the worker that is to run this. */
export const analysisThreadName = 'restitch-analysis';

/** Serves a server's main thread, which stays free for the protocol. */
export function serveAnalyses(port: MessagePort | null = parentPort): void {
  const analyser = new LocalAnalyser();
  const bases = new Map<string, Base>();
  const jobs = new Map<number, Job>();
  port?.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'base':
        bases.set(message.base.id, message.base);
        return;
      case 'forget':
        bases.delete(message.id);
        return;
      case 'cancel':
        jobs.get(message.id)?.cancel();
        return;
      case 'start': {
        const { id, request } = message;
        const base = bases.get(message.base);
        if (!base) return port.postMessage({ id, result: null, failure: undefined });
        const job = analyser.start({ ...request, base });
        jobs.set(id, job);
        void job.result
          .then(
            (result): FromThread => ({ id, result }),
            (error: unknown): FromThread => ({ id, result: null, failure: failureOf(error) }),
          )
          .then((answer) => {
            jobs.delete(id);
            port.postMessage(answer);
          });
      }
    }
  });
}

function failureOf(error: unknown): string | undefined {
  if (error instanceof Error && error.name === 'Superseded') return undefined;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
