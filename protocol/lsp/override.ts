import { RequestType } from 'vscode-jsonrpc';
import type { DocumentUri } from 'vscode-languageserver-protocol';
import type {
  BindingEntry,
  ClassEntry,
  FrameChoice,
  FunctionEntry,
  StatementEntry,
  TypeEntry,
  VariableEntry,
} from '../plan.js';

/** A decision beside an entry of the plan; `null` takes it back. */
export type Decision =
  | { section: 'functions'; old: string; override: NonNullable<FunctionEntry['override']> | null }
  | { section: 'points'; function: string; at: string; override: FrameChoice | null }
  | {
      section: 'variables';
      function: string;
      name: string;
      override: NonNullable<VariableEntry['override']> | null;
    }
  | { section: 'classes'; now: string; override: NonNullable<ClassEntry['override']> | null }
  | { section: 'bindings'; name: string; override: NonNullable<BindingEntry['override']> | null }
  | {
      section: 'statements';
      change: StatementEntry['change'];
      text: string;
      override: NonNullable<StatementEntry['override']> | null;
    }
  /** A type that the document declares, of the plan's `types.entries`. */
  | { section: 'types'; name: string; override: NonNullable<TypeEntry['override']> | null };

/** A decision about an entry of a module's plan. */
export type ModuleDecision = Exclude<Decision, { section: 'types' }>;

export interface OverrideParams {
  uri: DocumentUri;
  decision: Decision;
}

export interface OverrideAnswer {
  /** `false`: the plan has no such entry, or the value is not one that it can have. */
  accepted: boolean;
  /** Why not. */
  reason?: string;
}

/** Makes a decision, or takes it back. It stays with its entry while the text is edited further. */
export const overrideRequest = new RequestType<OverrideParams, OverrideAnswer, void>(
  'restitch/override',
);
