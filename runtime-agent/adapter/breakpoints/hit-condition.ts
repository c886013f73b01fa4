const operators: Record<string, (count: number, wanted: number) => boolean> = {
  '': (count, wanted) => count >= wanted,
  '>=': (count, wanted) => count >= wanted,
  '>': (count, wanted) => count > wanted,
  '<': (count, wanted) => count < wanted,
  '<=': (count, wanted) => count <= wanted,
  '=': (count, wanted) => count === wanted,
  '==': (count, wanted) => count === wanted,
  '===': (count, wanted) => count === wanted,
  '%': (count, wanted) => count % wanted === 0,
};

/**
 * Reads a hit condition: `5` or `>= 5` from the fifth time on, `== 5`, `> 5`, `< 5`, `<= 5`, `% 5`
 * every fifth time.
 * @returns `undefined` for what is none
 */
export function hitCondition(text: string): ((count: number) => boolean) | undefined {
  const [, operator = '', digits] = /^\s*(>=|<=|===?|[><=%])?\s*(\d+)\s*$/.exec(text) ?? [];
  const compare = operators[operator];
  if (digits === undefined || !compare) return undefined;
  const wanted = Number(digits);
  return (count) => compare(count, wanted);
}
