import { overridesIn } from '../../language-server/planning/index.js';
import type { CorrespondenceOverrides } from '../../language-server/inference/index.js';
import {
  planDoesNotFit,
  RestitchError,
  unreadablePlan,
  type Diagnostic,
} from '../../protocol/diagnostics.js';
import {
  PlanFormatError,
  readPlan,
  type ModulePlan,
  type Transformer,
  type UpdatePlan,
} from '../../protocol/plan.js';
import { checkDecisions } from './plan-checks.js';
import type { BindingDecision, StateDecisions, TransformerCode } from './state-decisions.js';
import { NO_DECISIONS, statementKey } from './state-decisions.js';
import type { Version } from './versions.js';

/** A module that an update would take from one version to another. */
export interface Candidate {
  from: Version;
  to: Version;
  /** Hashes of what the author wrote (see protocol/source-hash.ts). */
  hashes: { from: string; to: string };
}

/** What a plan says about one module. */
export interface ModuleDecisions {
  overrides: CorrespondenceOverrides;
  decisions: StateDecisions;
}

/** Compiles a plan's transformer; reads the file that it may lie in. */
export type CompileTransformer = (transformer: Transformer) => Omit<TransformerCode, 'before'>;

/**
 * Reads a plan.
 *
 * @param file where it lies, for what the developer is told
 * @throws RestitchError RS1006
 */
export function parsePlan(text: string, file: string): UpdatePlan {
  try {
    return readPlan(text);
  } catch (error) {
    if (!(error instanceof PlanFormatError)) throw error;
    throw new RestitchError(unreadablePlan(file, error.message));
  }
}

/**
 * The decisions of a plan, by the modules that have changed.
 *
 * @throws RestitchError RS1212 for a plan that was made for other sources, RS1216 and RS1217 for
 *   decisions about what is not there, and for code that is none
 */
export function readDecisions(
  plan: UpdatePlan,
  candidates: readonly Candidate[],
  compile: CompileTransformer,
): Map<string, ModuleDecisions> {
  const problems: Diagnostic[] = [];
  const found = new Map<string, ModuleDecisions>();
  for (const module of plan.modules) {
    const candidate = candidates.find(({ to }) => isFile(to.source.id, module.file));
    const misfit = candidate ? misfitOf(module, candidate) : `${module.file} has not changed`;
    if (misfit !== undefined || !candidate) {
      problems.push(planDoesNotFit({ file: candidate?.to.source.id ?? module.file }, misfit ?? ''));
      continue;
    }
    const overrides = overridesIn(module);
    problems.push(...checkDecisions(module, candidate));
    found.set(candidate.to.source.id, { overrides, decisions: stateIn(module, compile) });
  }
  for (const { to } of candidates) {
    const isPlanned = plan.modules.some(({ file }) => isFile(to.source.id, file));
    if (isPlanned) continue;
    problems.push(planDoesNotFit({ file: to.source.id }, `it says nothing of ${to.source.id}`));
  }
  const [first, ...more] = problems;
  if (first) throw new RestitchError(first, ...more);
  return found;
}

/** A plan that people write may name a file by the end of its path. */
const isFile = (id: string, file: string): boolean => {
  const path = file.replaceAll('\\', '/');
  const whole = id.replaceAll('\\', '/');
  return whole === path || whole.endsWith(`/${path}`);
};

function misfitOf(module: ModulePlan, { hashes }: Candidate): string | undefined {
  if (module.from !== hashes.from)
    return `it was made from another version of ${module.file} than the one that runs`;
  if (module.to !== hashes.to)
    return `it was made for another text of ${module.file} than the one on disk`;
  return undefined;
}

/** The decisions about bindings, classes and statements. */
export function stateIn(plan: ModulePlan, compile: CompileTransformer): StateDecisions {
  const bindings = new Map<string, BindingDecision>();
  for (const { name, from: before = name, override } of plan.bindings) {
    if (override === undefined) continue;
    if ('value' in override) bindings.set(name, { kind: 'value', text: override.value });
    else if ('keep' in override) bindings.set(name, { kind: 'keep', keep: override.keep });
    else bindings.set(name, { kind: 'transform', transformer: { ...compile(override), before } });
  }
  const statements = new Map<string, boolean>();
  for (const { change, text, override } of plan.statements) {
    if (override !== undefined) statements.set(statementKey(change, text), override.run);
  }
  const classes = new Map<string, TransformerCode>();
  for (const { old, now, override } of plan.classes) {
    if (override === undefined || old === undefined || now === undefined) continue;
    classes.set(now, { ...compile(override), before: old });
  }
  return { ...NO_DECISIONS, bindings, statements, classes };
}
