import { sourceHash } from '../../protocol/source-hash.js';
import type { PlanTypes, TypeEntry } from '../../protocol/plan.js';
import type { TypeReach } from '../../protocol/plan-types.js';
import { changedTypes, type ChangedType } from './named.js';
import { ReachGraph } from './reach.js';
import { reachFrom, wayTo, type TypedText } from './roots.js';
import type { TypedProject } from './programs.js';

export {
  configFor,
  openProject,
  type ParsedSources,
  type Texts,
  type TypedProject,
} from './programs.js';
export { loadTypeScript, type Ts } from './typescript.js';
export type { TypedText } from './roots.js';
export { retyped, type Retyped } from './retyped.js';

export interface TypesInput {
  project: TypedProject;
  /** Files whose text has changed, those too that only declare types. */
  changed: readonly string[];
  /** All modules of the program. */
  modules: readonly string[];
  /** The changed modules, in both versions. */
  texts: readonly { old: TypedText; now: TypedText }[];
}

/** What a plan says about types; undefined where none has changed. */
export function planTypes({ project, changed, modules, texts }: TypesInput): PlanTypes | undefined {
  const found = changedTypes(project, changed);
  if (found.length === 0) return undefined;
  const side = (which: 'old' | 'now'): TypeReach => {
    const graph = new ReachGraph(
      project,
      project[which],
      found.map((type) => type[which]),
      found.map((type) => type[which === 'old' ? 'now' : 'old']),
    );
    const own = texts.map((text) => text[which]);
    return reachFrom(project, project[which], graph, modules, own);
  };
  const old = side('old');
  const entries = found.map((type, at) => entryFor(project, type, old, at));
  return { entries, old, now: side('now') };
}

function entryFor(
  project: TypedProject,
  { name, file, line, members }: ChangedType,
  old: TypeReach,
  at: number,
): TypeEntry {
  const roots = old.roots.flatMap((root) => {
    const way = wayTo(old, root, at);
    if (way === undefined) return [];
    return `${way} (${root.function === undefined ? '' : `${root.function}, `}${root.file})`;
  });
  const text = project.now.program.getSourceFile(file)?.text ?? '';
  const isReached = roots.length > 0;
  return {
    name,
    file,
    line,
    to: sourceHash(text),
    members,
    roots,
    reason: isReached
      ? 'values of the old type are no values of the new one'
      : 'values of the old type are no values of the new one; none can be reached from a variable',
    confidence: isReached ? 0.5 : 0.9,
    asks: isReached,
    ...(isReached && { skeleton: skeletonFor(name, members) }),
  };
}

/** A transformer to begin with; what it leaves alone stays as it is. */
function skeletonFor(name: string, members: TypeEntry['members']): string {
  const lines = members.map(({ name: member, change, old, now }) => {
    switch (change) {
      case 'added':
        return `  // value${at(member)} = …; // ${now ?? 'new'}`;
      case 'removed':
        return `  delete value${at(member)}; // ${old ?? 'gone'}`;
      case 'retyped':
        return `  // value${at(member)} = …; // ${old ?? ''} → ${now ?? ''}`;
    }
  });
  return [
    `// Changes a ${name} in place, or returns what takes its place.`,
    `(old: any, value: any): any => {`,
    ...lines,
    '}',
  ].join('\n');
}

const at = (name: string): string =>
  /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
