import {
  modelSource,
  type FunctionModel,
  type SourceModel,
} from '../../program-model/model/index.js';
import { ModuleSyntaxError } from '../../program-model/model/parse.js';

/** Names that code of every module sees beside the global object's. */
const SURROUNDINGS = new Set(['require', 'module', 'exports', '__filename', '__dirname']);

/**
 * Whether a plan's expression can be evaluated in place of an old activation.
 *
 * @param fn whose activation's variables it sees; undefined for the module's own, `any` where that
 *   is not known
 * @param models the versions whose module variables it sees
 * @returns what is wrong, undefined when nothing is
 */
export function checkExpression(
  text: string,
  fn: FunctionModel | 'any' | undefined,
  models: readonly [old: SourceModel, now: SourceModel],
): string | undefined {
  let free: string[];
  try {
    free = freeNames(text);
  } catch (error) {
    if (!(error instanceof ModuleSyntaxError)) throw error;
    return `“${text}” does not parse: ${error.message.slice(error.message.indexOf(': ') + 2)}`;
  }
  if (fn === 'any') return undefined;
  const known = new Set(models.flatMap(({ functions }) => namesOf(functions[0])));
  for (let at = fn; at; at = models[0].functions[at.parent]) {
    for (const name of namesOf(at)) known.add(name);
  }
  const unknown = free.find(
    (name) => !known.has(name) && !SURROUNDINGS.has(name) && !(name in globalThis),
  );
  return unknown === undefined ? undefined : `${unknown} is not known there`;
}

const namesOf = (fn: FunctionModel | undefined): string[] =>
  fn?.variables.map(({ name }) => name) ?? [];

/**
 * The names that an expression reads and does not declare itself.
 * @throws ModuleSyntaxError for what is no expression
 */
function freeNames(text: string): string[] {
  const model = modelSource({ id: '(plan)', text: `(${text}\n)`, format: 'commonjs' });
  const [only, second] = model.ast.body;
  if (only?.type !== 'ExpressionStatement' || second || only.end !== model.text.length)
    throw new ModuleSyntaxError('(plan)', 1, 0, 'it is more than one expression');
  const global = model.scopes.scopes[0];
  return (global?.through ?? []).map(({ identifier }) => (identifier as { name: string }).name);
}
