/** The bound that a figure has to keep; a figure without one only informs. */
export interface Goal {
  bound: 'at most' | 'at least';
  limit: number;
}

export const atMost = (limit: number): Goal => ({ bound: 'at most', limit });
export const atLeast = (limit: number): Goal => ({ bound: 'at least', limit });

/** One measured number. */
export interface Figure {
  name: string;
  /** `×` for ratios, else `ms`, `µs` and the like. */
  unit: string;
  /** The median of what was measured. */
  value: number;
  goal: Goal | null;
  /** First and third quartile of what was measured. */
  spread?: readonly [number, number];
}

/** Whether a figure keeps its goal. `NaN` keeps none. */
export function keepsGoal({ value, goal }: Figure): boolean {
  if (Number.isNaN(value)) return false;
  if (goal === null) return true;
  return goal.bound === 'at most' ? value <= goal.limit : value >= goal.limit;
}

/** `≤ 1.08`, or an empty string. */
export function goalText(goal: Goal | null): string {
  if (goal === null) return '';
  return `${goal.bound === 'at most' ? '≤' : '≥'} ${goal.limit}`;
}
