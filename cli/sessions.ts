import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  internalError,
  RestitchError,
  unreadablePlan,
  type Diagnostic,
} from '../protocol/diagnostics.js';
import { readPlan, type UpdatePlan } from '../protocol/plan.js';
import { exitCodeOf, type ApplyResult, type PlanResult } from '../protocol/results.js';
import type { ApplyOptions } from '../protocol/rpc.js';
import type { SessionRecord } from '../protocol/session.js';
import { call } from '../runtime-agent/client/connection.js';
import { findSession, runningSessions } from '../runtime-agent/client/sessions.js';
import { isTypeScript } from '../runtime-agent/loader/resolution.js';
import { typeQuestions } from '../runtime-agent/update/type-questions.js';
import { applyText, diagnosticsText, sessionsText, stackText, typesText } from './texts.js';
import { withTypes } from './types.js';

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
  /** Ask TypeScript about changed types. */
  types: boolean;
  /** Where the plan is written; the decisions of one that lies there are carried over. */
  out: string | undefined;
}

/** @throws {RestitchError} RS1002, RS1003, RS1004, RS1006 */
export async function plan(name: string, flags: PlanFlags): Promise<number> {
  const { out } = flags;
  const earlier = flags.plan ?? (out !== undefined && existsSync(out) ? out : undefined);
  const options = earlier === undefined ? undefined : planOptions(earlier);
  const session = await findSession(name);
  const planned = await call(session, 'plan', options, patienceMs);
  const known = options && planned.outcome !== 'refused' ? readPlan(options.plan) : undefined;
  const { text, ...result } = flags.types ? await typed(session, planned, known) : planned;
  if (flags.json) print(json(result));
  else if (text !== '') print(text);
  if (!flags.json && result.outcome === 'refused')
    process.stderr.write(`${diagnosticsText(result.diagnostics)}\n`);
  if (!flags.json && result.outcome === 'nothing-to-do') print('Nothing to do.');
  if (out !== undefined && result.plan !== undefined) writeFileSync(out, `${json(result.plan)}\n`);
  return result.outcome === 'refused' ? 2 : 0;
}

/** The same with what TypeScript says. */
async function typed(
  session: SessionRecord,
  planned: PlanResult,
  earlier?: UpdatePlan,
): Promise<PlanResult> {
  if (!planned.plan) return planned;
  const { plan: whole, diagnostics } = await withTypes(session, planned.plan, earlier);
  if (whole === planned.plan && diagnostics.length === 0) return planned;
  const more = [...diagnostics, ...typeQuestions(whole)];
  const text = [planned.text, typesText(whole), diagnosticsText(more)];
  return {
    ...planned,
    plan: whole,
    text: text.filter((part) => part !== '').join('\n'),
    diagnostics: [...planned.diagnostics, ...more],
  };
}

/** What types ask where no plan answers; nothing for programs without a tsconfig.json. */
async function openTypes(session: SessionRecord): Promise<Diagnostic[]> {
  if (!isTypeScript(session.entry)) return [];
  const planned = await call(session, 'plan', undefined, patienceMs);
  if (!planned.plan) return [];
  const { plan: whole } = await withTypes(session, planned.plan, undefined);
  return typeQuestions(whole);
}

export interface ApplyFlags {
  json: boolean;
  /** Ask TypeScript about changed types. */
  types: boolean;
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
    if (flags.types && !flags.yes && flags.plan === undefined) {
      const [first, ...more] = await openTypes(session);
      if (first) throw new RestitchError(first, ...more);
    }
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
