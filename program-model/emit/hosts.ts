import type { FullSourceModel, FunctionModel } from '../model/index.js';

/**
 * Scope hosts: functions whose scope exists once, so that new code can be evaluated inside it and
 * sees the real bindings: the module top, immediately invoked functions at the top, UMD factories.
 */
export function findHosts(model: FullSourceModel): Set<FunctionModel> {
  const hosts = new Set<FunctionModel>();
  for (const fn of model.functions) {
    const parent = model.functions[fn.parent];
    if (fn.index === 0) hosts.add(fn);
    else if (parent && hosts.has(parent) && fn.isInvoked) hosts.add(fn);
  }
  return hosts;
}
