import { goalText, keepsGoal, type Figure } from './figure.js';

/** Three significant digits, without an exponent. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'failed';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))));
  return value.toFixed(Math.min(digits, 4));
}

function spreadText({ spread }: Figure): string {
  return spread ? `${numberText(spread[0])} … ${numberText(spread[1])}` : '';
}

function verdict(figure: Figure): string {
  if (Number.isNaN(figure.value)) return 'failed';
  if (figure.goal === null) return '';
  return keepsGoal(figure) ? 'ok' : 'missed';
}

/** One figure as a line for a terminal. */
export function plainLine(figure: Figure): string {
  const { name, unit, goal } = figure;
  const cells = [
    name.padEnd(58),
    `${numberText(figure.value)} ${unit}`.padStart(12),
    spreadText(figure).padStart(18),
    goalText(goal).padStart(9),
    verdict(figure),
  ];
  return cells.join('  ').trimEnd();
}

/** The figures as a table in Markdown. */
export function markdownTable(figures: readonly Figure[]): string {
  const lines = figures.map((figure) =>
    [
      figure.name,
      `${numberText(figure.value)} ${figure.unit}`,
      spreadText(figure),
      goalText(figure.goal),
      verdict(figure),
    ].join(' | '),
  );
  const head = ['figure | median | quartiles | goal | ', '--- | ---: | ---: | ---: | ---'];
  return [...head, ...lines].map((line) => `| ${line} |`).join('\n');
}
