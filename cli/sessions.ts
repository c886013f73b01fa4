import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
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
  /** A plan whose decisions are carried over. */
  plan: string | undefined;
  /** Where the plan is written; the decisions of one that lies there are carried over. */
  out: string | undefined;
}

/** @throws {RestitchError} RS1002, RS1003, RS1004, RS1006 */
export async function plan(name: string, flags: PlanFlags): Promise<number> {
  const { out } = flags;
  const earlier = flags.plan ?? (out !== undefined && existsSync(out) ? out : undefined);
  const options = earlier === undefined ? undefined : planOptions(earlier);
  const { text, ...result } = await call(await findSession(name), 'plan', options, patienceMs);
  if (flags.json) print(json(result));
  else if (text !== '') print(text);
  if (!flags.json && result.outcome === 'refused')
    process.stderr.write(`${diagnosticsText(result.diagnostics)}\n`);
  if (!flags.json && result.outcome === 'nothing-to-do') print('Nothing to do.');
  if (out !== undefined && result.plan !== undefined) writeFileSync(out, `${json(result.plan)}\n`);
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
      ...(flags.plan === undefined ? {} : planOptions(flags.plan)),
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

function planOptions(file: string): { plan: string; planFile: string } {
  try {
    return { plan: readFileSync(file, 'utf8'), planFile: resolve(file) };
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
