import type { Figure, Report } from './run.js';

/** What the inference is held to: least precision and recall. */
const GOALS: Readonly<Record<keyof Figure, number>> = {
  functions: 0.995,
  positions: 0.99,
  locals: 0.995,
};

/** What is 0.95 or more has to be right so often. */
const CALIBRATED = 0.99;

/** The goals that a run has missed, each as a person reads it; none that is confident may be wrong. */
export function missedGoals(report: Report): string[] {
  const missed = Object.entries(GOALS).flatMap(([name, goal]) => {
    const { precision, recall } = report[name as keyof Figure];
    const least = Math.min(precision, recall);
    return least < goal ? [`${name} ${least}, below ${goal}`] : [];
  });
  // Stated of its own, though with none wrong it holds.
  if (report.confident.right < CALIBRATED)
    missed.push(`${report.confident.right} of the sure right`);
  if (report.confidentWrong > 0) missed.push(`${report.confidentWrong} confident and wrong`);
  return missed;
}

/** The figures as `--json` prints them. */
export type Published = Pick<
  Report,
  'cases' | 'seed' | 'functions' | 'positions' | 'locals' | 'confidentWrong' | 'baselines'
>;

export function published(report: Report): Published {
  const { cases, seed, functions, positions, locals, confidentWrong, baselines } = report;
  return { cases, seed, functions, positions, locals, confidentWrong, baselines };
}
