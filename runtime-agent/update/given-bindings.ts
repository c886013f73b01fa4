import type { Step } from './step.js';
import { takingStatement } from './taken-bindings.js';
import type { TopPlan } from './top-plan.js';

/** Adds what a module gives to others that the update brings: their bindings get its values. */
export function withGiven(plan: TopPlan, step: Step): TopPlan {
  const { prefix } = step.to.analysis.names;
  const statements = step.given.map((given) => {
    const { analysis, source } = given.to;
    const name = analysis.emittedNames.get(given.variable) ?? given.variable.name;
    const code = takingStatement(analysis.names, name, given);
    const target = [source.id, source.hash, code].map((part) => JSON.stringify(part)).join(',');
    return `(${prefix}a=>{${prefix}a.entrust(${target});})`;
  });
  return {
    ...plan,
    statements: [...plan.statements, ...statements],
    offsets: [...plan.offsets, ...statements.map(() => -1)],
  };
}
