import type { Decision } from '../../protocol/lsp/index.js';
import type { ReviewedPlace, ReviewedVariable } from '../../protocol/review.js';

/** Whether somebody has to say what a variable's value is. */
export const isOpenVariable = ({ from, decided }: ReviewedVariable): boolean =>
  from === 'asks' && decided === null;

/**
 * The decision that gives a variable its value: for all activations of the function where the plan
 * has an entry for it, else for those at the place. `null` takes it back.
 */
export function valueDecision(
  { from, to, override }: Pick<ReviewedPlace, 'from' | 'to' | 'override'>,
  { name, isListed }: Pick<ReviewedVariable, 'name' | 'isListed'>,
  value: string | null,
): Decision | null {
  const here = override && 'variables' in override ? (override.variables ?? {}) : {};
  if (isListed && to && !(name in here)) {
    const given = value === null ? null : { value };
    return { section: 'variables', function: to.function, name, override: given };
  }
  if (!from || !to) return null;
  const { [name]: _old, ...others } = here;
  const variables = value === null ? others : { ...others, [name]: value };
  const about = { section: 'points', function: from.function, at: from.at } as const;
  if (override?.do === 'restart') return { ...about, override: { do: 'restart', variables } };
  if (value === null && Object.keys(others).length === 0 && override?.do !== 'resume') {
    return { ...about, override: null };
  }
  const resume = { do: 'resume', function: to.function, at: to.at, variables } as const;
  return { ...about, override: resume };
}
