import { internalError, RestitchError, type Diagnostic } from '../../protocol/diagnostics.js';
import { errorsThat } from '../../protocol/meanings.js';
import type { PlanAnswer } from '../../protocol/lsp/index.js';
import type { UpdatePlan } from '../../protocol/plan.js';
import type { ApplyResult } from '../../protocol/results.js';
import type { ApplyOptions } from '../../protocol/rpc.js';
import { messageOf } from '../message-of.js';
import type { ReviewWhen } from '../settings/settings.js';
import { hasDecisions, openEntries } from './plan-state.js';

/** Why an update is made. */
export type UpdateCause = 'command' | 'save' | 'idle' | 'continue' | 'review';

export interface UpdateRequest {
  kind: 'apply' | 'rollback';
  cause: UpdateCause;
  /** The developer has seen the plan. */
  reviewed?: boolean;
  /** Proposed answers count as given. */
  acceptProposals?: boolean;
}

/** What came of a request. */
export type UpdateEnd =
  | {
      kind: 'applied';
      by: UpdateRequest;
      result: ApplyResult;
      plan?: UpdatePlan;
      /** It was cancelled, and could not be taken back: why. */
      stays?: Diagnostic[];
    }
  | { kind: 'nothing' | 'refused' | 'rolled-back'; by: UpdateRequest; result: ApplyResult }
  /** Something needs a decision, or is to be seen first. */
  | { kind: 'review'; by: UpdateRequest; diagnostics: Diagnostic[] }
  /** It takes effect at a restart only. */
  | { kind: 'unsupported'; by: UpdateRequest; diagnostics: Diagnostic[] }
  /** The sources do not parse, or are gone. */
  | { kind: 'broken'; by: UpdateRequest; diagnostics: Diagnostic[] }
  /** Files that could not be saved. */
  | { kind: 'unsaved'; by: UpdateRequest; files: string[] }
  | { kind: 'ended'; by: UpdateRequest }
  /** `result`: it had been made, and was taken back by this. */
  | { kind: 'cancelled'; by: UpdateRequest; result?: ApplyResult }
  | { kind: 'failed'; by: UpdateRequest; diagnostics: Diagnostic[] };

/** What takes its time in an update. */
export type UpdatePhase = 'planning' | 'applying' | 'takingBack';

/** What a flow needs of the editor and of the session. */
export interface FlowPorts {
  /** Saves the session's dirty files; returns those that could not be. */
  save(): Promise<string[]>;
  /** The plan with its decisions; `undefined` when nobody can say. */
  plan(): Promise<PlanAnswer | undefined>;
  /** @throws {RestitchError} what the session refuses */
  apply(options: ApplyOptions): Promise<ApplyResult>;
  /** @throws {RestitchError} what the session refuses */
  rollback(): Promise<ApplyResult>;
  readonly review: ReviewWhen;
  readonly stopTimeout: number;
  /** Transformers that a plan names lie beside this file. */
  readonly planFile: string;
  isCancelled(): boolean;
  /** Tells what is being done; from `applying` on, the session cannot be stopped any more. */
  begins(phase: UpdatePhase): void;
  pause(ms: number): Promise<void>;
}

/** Sources may be saved again while an update is planned; then it begins again, so often. */
const ROUNDS = 4;
/** How often, and in which distance, an update waits for one that somebody else makes. */
const BUSY_ROUNDS = 100;
const BUSY_WAIT = 100;

/** Carries a request out, from saving to its result. */
export async function runUpdate(by: UpdateRequest, ports: FlowPorts): Promise<UpdateEnd> {
  try {
    if (by.kind === 'apply') return await applyChanges(by, ports);
    ports.begins('applying');
    return endOf(by, await whenFree(ports, () => ports.rollback()));
  } catch (error) {
    const diagnostics = diagnosticsOf(error);
    if (errorsThat(diagnostics, 'ended').length > 0) return { kind: 'ended', by };
    return { kind: 'failed', by, diagnostics };
  }
}

function diagnosticsOf(error: unknown): Diagnostic[] {
  if (error instanceof RestitchError) return [...error.diagnostics];
  return [internalError('The update', messageOf(error))];
}

async function applyChanges(by: UpdateRequest, ports: FlowPorts): Promise<UpdateEnd> {
  const savesAll = by.cause !== 'save' && by.cause !== 'idle';
  let end: UpdateEnd = { kind: 'cancelled', by };
  for (let round = 0; round < ROUNDS; round++) {
    ports.begins('planning');
    let answer = await planAfterSaving(ports, savesAll || round > 0);
    if (Array.isArray(answer)) return { kind: 'unsaved', by, files: answer };
    if (answer && !savesAll && answer.unsaved.length > 0 && hasDecisions(answer.plan)) {
      // Decisions are about the text that is shown: that has to be the one on disk.
      answer = await planAfterSaving(ports, true);
      if (Array.isArray(answer)) return { kind: 'unsaved', by, files: answer };
    }
    if (ports.isCancelled()) return { kind: 'cancelled', by };
    const before = answer && beforeApplying(by, answer, ports.review);
    if (before) return before;
    ports.begins('applying');
    const result = await whenFree(ports, () => ports.apply(optionsOf(by, answer, ports)));
    end = endOf(by, result, answer?.plan);
    if (ports.isCancelled()) return end.kind === 'applied' ? takeBack(end, ports) : end;
    if (errorsThat(result.diagnostics, 'stale').length === 0) return end;
  }
  return end;
}

/** An update that was cancelled while the session made it. */
async function takeBack(
  end: UpdateEnd & { kind: 'applied' },
  ports: FlowPorts,
): Promise<UpdateEnd> {
  ports.begins('takingBack');
  try {
    const result = await whenFree(ports, () => ports.rollback());
    if (result.outcome === 'applied') return { kind: 'cancelled', by: end.by, result };
    return { ...end, stays: result.diagnostics };
  } catch (error) {
    const stays = diagnosticsOf(error);
    return errorsThat(stays, 'ended').length > 0
      ? { kind: 'ended', by: end.by }
      : { ...end, stays };
  }
}

/** The plan, or the files that could not be saved. */
async function planAfterSaving(
  ports: FlowPorts,
  saves: boolean,
): Promise<PlanAnswer | undefined | string[]> {
  for (let round = 0; ; round++) {
    const failed = saves ? await ports.save() : [];
    if (failed.length > 0) return failed;
    const answer = await ports.plan();
    if (!saves || !answer || answer.unsaved.length === 0) return answer;
    if (round === ROUNDS) return answer.unsaved;
  }
}

function optionsOf(
  { acceptProposals = false }: UpdateRequest,
  answer: PlanAnswer | undefined,
  { stopTimeout: timeoutMs, planFile }: FlowPorts,
): ApplyOptions {
  const options = { yes: acceptProposals, timeoutMs };
  // Without decisions the session infers the same, of what lies on disk at that moment.
  if (!answer || !hasDecisions(answer.plan)) return options;
  return { ...options, plan: JSON.stringify(answer.plan), planFile };
}

/** Whether an update ends before it begins. */
function beforeApplying(
  by: UpdateRequest,
  { plan, diagnostics }: PlanAnswer,
  review: ReviewWhen,
): UpdateEnd | undefined {
  const broken = errorsThat(diagnostics, 'broken');
  if (broken.length > 0) return { kind: 'broken', by, diagnostics: broken };
  if (by.reviewed === true || plan.modules.length === 0) return undefined;
  const asks = openEntries(plan) > 0 || errorsThat(diagnostics, 'question').length > 0;
  const shows = review === 'always' || (review === 'whenUnsure' && asks);
  return shows ? { kind: 'review', by, diagnostics } : undefined;
}

async function whenFree(ports: FlowPorts, work: () => Promise<ApplyResult>): Promise<ApplyResult> {
  for (let round = 0; ; round++) {
    try {
      return await work();
    } catch (error) {
      const isBusy =
        error instanceof RestitchError && errorsThat(error.diagnostics, 'busy').length > 0;
      if (!isBusy || round === BUSY_ROUNDS || ports.isCancelled()) throw error;
      await ports.pause(BUSY_WAIT);
    }
  }
}

function endOf(by: UpdateRequest, result: ApplyResult, plan?: UpdatePlan): UpdateEnd {
  const { outcome, diagnostics } = result;
  switch (outcome) {
    case 'applied':
      return { kind: 'applied', by, result, ...(plan && { plan }) };
    case 'nothing-to-do':
      return { kind: 'nothing', by, result };
    case 'rolled-back':
      return { kind: 'rolled-back', by, result };
    case 'refused':
      break;
  }
  if (errorsThat(diagnostics, 'ended').length > 0) return { kind: 'ended', by };
  for (const kind of ['broken', 'unsupported'] as const) {
    if (errorsThat(diagnostics, kind).length > 0) return { kind, by, diagnostics };
  }
  if (errorsThat(diagnostics, 'question').length > 0) return { kind: 'review', by, diagnostics };
  return { kind: 'refused', by, result };
}
