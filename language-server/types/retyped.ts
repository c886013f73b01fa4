import type { Correspondence } from '../inference/index.js';
import { functionLabel, variableLabels } from '../inference/index.js';
import { Acceptance } from './accepts.js';
import { typeOfVariable } from './places.js';
import type { TypedProject } from './programs.js';
import type { TypedText } from './roots.js';

/** A variable that keeps its value though that is no value of its type any more. */
export interface Retyped {
  /** Label of the new function; undefined for a module variable. */
  function: string | undefined;
  /** Label of the new variable. */
  name: string;
  /** What it was called, its key with it. */
  was: string;
  key: string;
  offset: number;
  types: { old: string; now: string };
}

/**
 * The variables of changed functions and of the module that are kept, and whose old type does not fit
 * the new one. What named types have become is not said of each variable, but of the types.
 */
export function retyped(
  project: TypedProject,
  c: Correspondence,
  texts: { old: TypedText; now: TypedText },
): Retyped[] {
  const acceptance = new Acceptance(project);
  return c.functions.flatMap(({ old, now, changed }) => {
    const before = c.old.functions[old ?? -1];
    const after = c.now.functions[now ?? -1];
    if (!before || !after || (!changed && after.index > 0)) return [];
    const oldByKey = new Map(before.variables.map((variable) => [variable.key, variable]));
    const newByKey = new Map(after.variables.map((variable) => [variable.key, variable]));
    const labels = variableLabels(after);
    return c.mapVariables(before.index, after.index).flatMap(({ now: key, from }): Retyped[] => {
      const variable = newByKey.get(key);
      const was = from.kind === 'kept' ? oldByKey.get(from.old) : undefined;
      if (!variable || !was || !HOLDS.has(variable.kind)) return [];
      const side = (which: 'old' | 'now', { offset, name }: typeof was) => {
        const { file, position } = texts[which];
        return typeOfVariable(project, project[which], file, position(offset), name);
      };
      const [oldType, nowType] = [side('old', was), side('now', variable)];
      if (!oldType || !nowType || acceptance.accepts(oldType, nowType, false)) return [];
      return [
        {
          function: after.index === 0 ? undefined : functionLabel(after),
          name: labels.get(variable) ?? variable.name,
          was: was.name,
          key: was.key,
          offset: variable.offset,
          types: {
            old: project.old.checker.typeToString(oldType),
            now: project.now.checker.typeToString(nowType),
          },
        },
      ];
    });
  });
}

const HOLDS = new Set(['var', 'let', 'const', 'param', 'catch']);
