import { dirname } from 'node:path';
import type { TypeText } from '../../protocol/baseline.js';
import { typesNotSeen, type Diagnostic } from '../../protocol/diagnostics.js';
import type { UpdatePlan } from '../../protocol/plan.js';
import { fileKind } from '../../runtime-agent/loader/file-kind.js';
import { inferCorrespondence } from '../inference/index.js';
import type { Modelled, Models } from '../server/analysis/models.js';
import type { Base } from '../server/analysis/types.js';
import {
  configFor,
  loadTypeScript,
  openProject,
  planTypes,
  retyped,
  type ParsedSources,
  type TypedText,
} from './index.js';
import { withRetyped } from './into-plan.js';

export interface TypedPlanInput {
  plan: UpdatePlan;
  /** What runs of the plan's TypeScript modules. */
  bases: readonly Base[];
  /** Old texts of files that the program does not run, which may declare its types. */
  declared: readonly TypeText[];
  /** All modules of the program. */
  loaded: readonly string[];
  /** A file's text as it is to be; undefined for one that is gone. */
  now: (file: string) => string | undefined;
}

/** A plan with what TypeScript says of it. */
export interface TypedPlan {
  plan: UpdatePlan;
  diagnostics: Diagnostic[];
}

/**
 * Adds to a plan what has become of types, where the program has a tsconfig.json.
 *
 * @param models keeps the models of texts
 * @param sources keeps the syntax trees of files, for the next plan
 */
export function typedPlan(
  { plan, bases, declared, loaded, now }: TypedPlanInput,
  models: Models,
  sources: ParsedSources = new Map(),
): TypedPlan {
  const [first] = bases;
  if (!first) return { plan, diagnostics: [] };
  const ts = loadTypeScript(dirname(first.file));
  if (!ts) {
    const why = 'TypeScript 4.7 to 6 is not installed in the workspace.';
    return { plan, diagnostics: [typesNotSeen({ file: first.file }, why)] };
  }
  const config = configFor(ts, first.file);
  if (config === undefined) return { plan, diagnostics: [] };
  const { old, diagnostics } = oldTexts(bases, declared, loaded);
  const current = new Map([...old.keys()].flatMap((file) => entryOf(file, now(file))));
  const modules = loaded.filter((file) => fileKind(file).typescript);
  const project = openProject(ts, config, modules, { old, now: current }, sources);
  if (!project) {
    diagnostics.push(typesNotSeen({ file: config }, 'it cannot be read.'));
    return { plan, diagnostics };
  }
  const typed = bases.flatMap((base) => {
    const authored = current.get(base.file);
    if (authored === undefined) return [];
    const [before, after] = [models.running(base), models.edited(base, authored)];
    const texts = { old: typedText(base.file, before), now: typedText(base.file, after) };
    const c = inferCorrespondence(before.model, after.model);
    return [{ file: base.file, c, lineOf: after.map.lineOf, texts }];
  });
  const changed = [...old.keys()].filter((file) => old.get(file) !== current.get(file));
  const texts = typed.map((module) => module.texts);
  const types = planTypes({ project, changed, modules, texts });
  const own = plan.modules.map((module) => {
    const found = typed.find(({ file }) => file === module.file);
    if (!found) return module;
    return withRetyped(module, retyped(project, found.c, found.texts), found.lineOf);
  });
  return { plan: { ...plan, modules: own, ...(types && { types }) }, diagnostics };
}

/** What is known of the old texts. */
function oldTexts(
  bases: readonly Base[],
  declared: readonly TypeText[],
  loaded: readonly string[],
): { old: Map<string, string>; diagnostics: Diagnostic[] } {
  const old = new Map(bases.map(({ file, authored }) => [file, authored]));
  const diagnostics: Diagnostic[] = [];
  for (const { file, text } of declared) {
    if (old.has(file) || loaded.includes(file)) continue;
    if (text !== null) old.set(file, text);
    else diagnostics.push(typesNotSeen({ file }, 'it had changed before its old text was read.'));
  }
  return { old, diagnostics };
}

const entryOf = (file: string, text: string | undefined): [string, string][] =>
  text === undefined ? [] : [[file, text]];

const typedText = (file: string, { model, map }: Modelled): TypedText => ({
  file,
  model,
  position: (offset) => map.position(offset),
});
