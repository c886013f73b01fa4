import type { Correspondence } from '../../language-server/inference/index.js';
import type { FunctionModel, SourceModel } from '../../program-model/model/index.js';

/**
 * Whether all that an edit has changed in a function is inside of functions in it: then its own places and
 * variables are those before, in the same order. So it is with the function that holds a whole bundle.
 */
export function isOwnTextSame(c: Correspondence, old: number, now: number): boolean {
  const before = c.old.functions[old];
  const after = c.now.functions[now];
  if (!before || !after || before.kind !== after.kind) return false;
  const inner = nestedIn(c.old, before);
  const others = nestedIn(c.now, after);
  if (inner.length !== others.length) return false;
  let at = before.start;
  let to = after.start;
  for (const [index, fn] of inner.entries()) {
    const other = others[index] as FunctionModel;
    if (c.old.text.slice(at, fn.start) !== c.now.text.slice(to, other.start)) return false;
    if (!isSameMember(c, fn, other)) return false;
    at = fn.end;
    to = other.end;
  }
  return (
    c.old.text.slice(at, before.end) === c.now.text.slice(to, after.end) &&
    areNamedAlike(before, after)
  );
}

function isSameMember(c: Correspondence, fn: FunctionModel, other: FunctionModel): boolean {
  const match = c.functionFor(fn.index);
  if (match?.now !== other.index || fn.kind !== other.kind) return false;
  // The key of a field is evaluated by the function around it.
  return (fn.kind !== 'field' && fn.kind !== 'static-block') || !match.changed;
}

/** A nested function's name is not in the text that was compared. */
const areNamedAlike = (
  { variables }: FunctionModel,
  { variables: others }: FunctionModel,
): boolean =>
  variables.length === others.length &&
  variables.every(({ name, kind }, index) => {
    const other = others[index];
    return name === other?.name && kind === other.kind;
  });

/** The functions that stand in a function's own code, in order. */
function nestedIn({ functions }: SourceModel, { index, end }: FunctionModel): FunctionModel[] {
  const found: FunctionModel[] = [];
  for (let at = index + 1; (functions[at]?.start ?? Infinity) < end; at += 1) {
    const fn = functions[at] as FunctionModel;
    if (fn.parent === index) found.push(fn);
  }
  return found;
}
