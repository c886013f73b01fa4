import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inferCorrespondence } from '../language-server/inference/index.js';
import { carryPlanOverrides } from '../language-server/planning/index.js';
import { Models, type Modelled } from '../language-server/server/analysis/models.js';
import type { Base } from '../language-server/server/analysis/types.js';
import {
  configFor,
  loadTypeScript,
  openProject,
  planTypes,
  retyped,
  type TypedText,
} from '../language-server/types/index.js';
import { carryTypeDecisions, withRetyped } from '../language-server/types/into-plan.js';
import { typesNotSeen, type Diagnostic } from '../protocol/diagnostics.js';
import type { UpdatePlan } from '../protocol/plan.js';
import type { SessionRecord } from '../protocol/session.js';
import { call } from '../runtime-agent/client/connection.js';
import { fileKind } from '../runtime-agent/loader/file-kind.js';

/** A plan with what TypeScript says of it. */
export interface TypedPlan {
  plan: UpdatePlan;
  diagnostics: Diagnostic[];
}

interface Texts {
  old: Modelled;
  now: Modelled;
}

/**
 * Adds to a plan what has become of types, where the program has a tsconfig.json.
 *
 * @param earlier a plan whose decisions are carried over
 */
export async function withTypes(
  session: SessionRecord,
  plan: UpdatePlan,
  earlier: UpdatePlan | undefined,
): Promise<TypedPlan> {
  const files = plan.modules.map(({ file }) => file).filter((file) => fileKind(file).typescript);
  const [first] = files;
  if (first === undefined) return { plan, diagnostics: [] };
  const ts = loadTypeScript(dirname(first));
  if (!ts) {
    const why = 'TypeScript 4.7 to 6 is not installed in the workspace.';
    return { plan, diagnostics: [typesNotSeen({ file: first }, why)] };
  }
  const config = configFor(ts, first);
  if (config === undefined) return { plan, diagnostics: [] };
  const { modules } = await call(session, 'baseline', undefined);
  const declared = await call(session, 'typeTexts', undefined);
  const texts = await textsOf(session, files, modules);
  const old = new Map(
    [...texts].map(
      ([
        file,
        {
          old: { authored },
        },
      ]) => [file, authored],
    ),
  );
  const diagnostics: Diagnostic[] = [];
  for (const { file, text } of declared) {
    if (old.has(file) || modules.some((module) => module.file === file)) continue;
    if (text !== null) old.set(file, text);
    else diagnostics.push(typesNotSeen({ file }, 'it had changed before its old text was read.'));
  }
  const loaded = modules.map(({ file }) => file).filter((file) => fileKind(file).typescript);
  const now = new Map([...old.keys()].flatMap((file) => current(file)));
  const project = openProject(ts, config, loaded, { old, now });
  if (!project) {
    return {
      plan,
      diagnostics: [...diagnostics, typesNotSeen({ file: config }, 'it cannot be read.')],
    };
  }
  const changed = [...old.keys()].filter((file) => old.get(file) !== now.get(file));
  const typed = [...texts].map(([file, { old: before, now: after }]) => ({
    file,
    c: inferCorrespondence(before.model, after.model),
    lineOf: after.map.lineOf,
    texts: { old: typedText(file, before), now: typedText(file, after) },
  }));
  const types = planTypes({
    project,
    changed,
    modules: loaded,
    texts: typed.map((module) => module.texts),
  });
  const whole: UpdatePlan = {
    ...plan,
    modules: plan.modules.map((module) => {
      const own = typed.find(({ file }) => file === module.file);
      if (!own) return module;
      return withRetyped(module, retyped(project, own.c, own.texts), own.lineOf);
    }),
    ...(types && { types }),
  };
  const decided = earlier ? carryTypeDecisions(earlier, carryPlanOverrides(earlier, whole)) : whole;
  return { plan: decided, diagnostics };
}

const current = (file: string): [string, string][] => {
  try {
    return [[file, readFileSync(file, 'utf8')]];
  } catch {
    return []; // gone
  }
};

const typedText = (file: string, { model, map }: Modelled): TypedText => ({
  file,
  model,
  position: (offset) => map.position(offset),
});

/** Both texts of changed modules. */
async function textsOf(
  session: SessionRecord,
  files: readonly string[],
  modules: readonly { file: string; hash: string }[],
): Promise<Map<string, Texts>> {
  const models = new Models();
  const found = new Map<string, Texts>();
  for (const file of files) {
    const hash = modules.find((module) => module.file === file)?.hash;
    if (hash === undefined) continue;
    const source = await call(session, 'source', { hash });
    const target = `node${session.node.replace(/^v/, '')}`;
    const base: Base = { ...source, target, id: hash };
    found.set(file, {
      old: models.running(base),
      now: models.edited(base, readFileSync(file, 'utf8')),
    });
  }
  return found;
}
