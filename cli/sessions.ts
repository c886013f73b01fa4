import { readFileSync, writeFileSync } from 'node:fs';
import { internalError, RestitchError, unreadablePlan } from '../protocol/diagnostics.js';
import { exitCodeOf, type ApplyResult } from '../protocol/results.js';
import type { ApplyOptions } from '../protocol/rpc.js';
import { call } from '../runtime-agent/client/connection.js';
import { findSession, runningSessions } from '../runtime-agent/client/sessions.js';
import { applyText, diagnosticsText, sessionsText, stackText } from './texts.js';

/** How long a session may work on an update beyond the time that its threads are given to stop. */
const patienceMs = 120_000;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

export async function listSessions(asJson: boolean): Promise<number> {
  const sessions = await runningSessions();
  print(asJson ? json(sessions) : sessionsText(sessions));
  return 0;
}

/** @throws {RestitchError} RS1002, RS1003, RS1004 */
export async function showStack(name: string, asJson: boolean): Promise<number> {
  const stack = await call(await findSession(name), 'stack', undefined);
  print(asJson ? json(stack) : stackText(stack));
  return 0;
}

export interface PlanFlags {
  json: boolean;
  out: string | undefined;
}

/** @throws {RestitchError} RS1002, RS1003, RS1004 */
export async function plan(name: string, flags: PlanFlags): Promise<number> {
  const result = await call(await findSession(name), 'plan', undefined, patienceMs);
  const document = json(result.plan ?? result);
  if (flags.out !== undefined && result.plan !== undefined) {
    writeFileSync(flags.out, `${document}\n`);
  }
  if (flags.json) print(document);
  else if (result.text !== '') print(result.text);
  if (result.diagnostics.length > 0) {
    process.stderr.write(`${diagnosticsText(result.diagnostics)}\n`);
  }
  return result.outcome === 'refused' ? 2 : 0;
}

export interface ApplyFlags {
  json: boolean;
  plan: string | undefined;
  yes: boolean;
  timeoutMs: number | undefined;
}

export function apply(name: string, flags: ApplyFlags): Promise<number> {
  return update(flags.json, async () => {
    const options: ApplyOptions = {
      ...(flags.plan === undefined ? {} : { plan: readPlan(flags.plan) }),
      ...(flags.timeoutMs === undefined ? {} : { timeoutMs: flags.timeoutMs }),
      yes: flags.yes,
    };
    const session = await findSession(name);
    return call(session, 'apply', options, (flags.timeoutMs ?? 0) + patienceMs);
  });
}

export function rollback(name: string, asJson: boolean): Promise<number> {
  return update(asJson, async () =>
    call(await findSession(name), 'rollback', undefined, patienceMs),
  );
}

function readPlan(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new RestitchError(unreadablePlan(file, (error as Error).message));
  }
}

/** Shows what came of an update; one that was not even begun counts as refused. */
async function update(asJson: boolean, work: () => Promise<ApplyResult>): Promise<number> {
  let result: ApplyResult;
  try {
    result = await work();
  } catch (error) {
    const diagnostics =
      error instanceof RestitchError
        ? [...error.diagnostics]
        : [internalError('The update', error instanceof Error ? error.message : String(error))];
    if (!asJson) {
      process.stderr.write(`${diagnosticsText(diagnostics)}\n`);
      return exitCodeOf('refused');
    }
    const none = { version: 0, pauseMs: 0, totalMs: 0, threads: [] };
    result = { outcome: 'refused', ...none, diagnostics };
  }
  if (asJson) print(json(result));
  else if (exitCodeOf(result.outcome) === 0) print(applyText(result));
  else process.stderr.write(`${applyText(result)}\n`);
  return exitCodeOf(result.outcome);
}
