import { RequestType } from 'vscode-jsonrpc';
import type { Diagnostic } from '../diagnostics.js';
import type { UpdatePlan } from '../plan.js';

export interface PlanParams {
  /** May be left out where only one session is attached. */
  session?: string;
  /**
   * Also what TypeScript's checker says, which takes a while. `decided`: only as far as the developer has decided about it;
   * nothing is asked because of types then.
   */
  types?: boolean | 'decided';
}

export interface PlanAnswer {
  session: string;
  /** All changed modules with the decisions made so far; `apply --plan` takes it as it is. */
  plan: UpdatePlan;
  /** URIs of the documents whose buffers are not saved: `apply` works from what lies on disk. */
  unsaved: string[];
  /** What is open or told, as `apply` would say it. */
  diagnostics: Diagnostic[];
}

/** The update that the documents amount to. */
export const planRequest = new RequestType<PlanParams, PlanAnswer, void>('restitch/plan');
