import {
  functionScope,
  isFunctionNode,
  type FullSourceModel,
  type FunctionModel,
} from '../../../program-model/model/index.js';
import { seesHostsAlone } from '../../../program-model/emit/analysis.js';
import { findHosts } from '../../../program-model/emit/hosts.js';
import { reboundFunctions } from '../../../runtime-agent/update/rebound.js';
import type { Correspondence } from '../../inference/index.js';

/** How a variable of an enclosing function is told from others: its name, and whose it is. */
interface Outer {
  name: string;
  owner: number;
}

/**
 * Whether a function that exists may lack a variable which its new code uses. It looks at names and
 * their owners alone, so it says so too often; saying no, it saves the analysis of both texts.
 */
export function mayLackVariables(c: Correspondence): boolean {
  if (reboundFunctions(c).size > 0) return true;
  const models = { old: c.old as FullSourceModel, now: c.now as FullSourceModel };
  const hosts = { old: hostsOf(models.old), now: hostsOf(models.now) };
  return c.functions.some(({ old, now, changed }) => {
    const was = models.old.functions[old ?? -1];
    const is = models.now.functions[now ?? -1];
    if (!changed || !was || !is || was.parent < 0) return false;
    if (!isFunctionNode(was.node) || !isFunctionNode(is.node)) return true;
    const kept = outerVariables(models.old, was, hosts.old);
    return outerVariables(models.now, is, hosts.now).some(
      ({ name, owner }) =>
        !isOnly(models.now, owner, name) ||
        !kept.some(
          (other) =>
            other.name === name &&
            c.functionFor(other.owner)?.now === owner &&
            isOnly(models.old, other.owner, name),
        ),
    );
  });
}

const hostsOf = (model: FullSourceModel): Set<number> =>
  new Set([...findHosts(model)].map(({ index }) => index));

/** The variables of enclosing functions that a function or those in it use, hosts' apart. */
function outerVariables(model: FullSourceModel, fn: FunctionModel, hosts: Set<number>): Outer[] {
  const found = new Map<string, Outer>();
  if (seesHostsAlone(model, fn, ({ index }) => hosts.has(index))) return [];
  for (const { resolved } of functionScope(model, fn.node)?.through ?? []) {
    const variable = resolved && model.variableOf.get(resolved);
    if (!variable) continue;
    const owner = variable.scopeNode.owner;
    const isInHost = hosts.has(owner) && variable.scopeNode === model.functions[owner]?.node;
    if (!isInHost) found.set(`${owner} ${variable.name}`, { name: variable.name, owner });
  }
  return [...found.values()];
}

const isOnly = (model: FullSourceModel, owner: number, name: string): boolean =>
  model.functions[owner]?.variables.filter((variable) => variable.name === name).length === 1;
