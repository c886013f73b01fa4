import { checker, classify, consecutive, ensure, oneSwitch, parse, same } from '../checking.mjs';

const DOWN = 'down  fibonacci\\((\\d+)\\)';
const UP = 'up    fibonacci\\((\\d+)\\) = ';
const PATTERNS = {
  v1: new RegExp(`^(?:${DOWN}|${UP}(\\d+))$`),
  v2: new RegExp(`^(?:${DOWN}|${UP}(\\d+) \\((even|odd), grown by ([\\d.]+), (\\d+) finished\\))$`),
  v3: new RegExp(`^(?:${DOWN}|${UP}\\.*(\\d+), golden ratio ([+-][\\d.]+), (\\d+) finished)$`),
};

/** Down to 2 and up again, each call once; what is told on the way up is right. */
export const check = checker((lines, run) => {
  const [n] = parse(
    lines.shift(),
    /^Computing fibonacci\((\d+)\), each call inside the one before/,
  );
  const calls = Array.from({ length: Number(n) - 1 }, (_, index) => index + 2);
  const numbers = [0n, 1n];
  for (const call of calls) numbers[call] = numbers[call - 1] + numbers[call - 2];
  same(lines.pop(), `The result is ${numbers[Number(n)]}.`, 'last line');

  const down = lines.filter((line) => line.startsWith('down'));
  same(
    down.map((line) => Number(parse(line, /\((\d+)\)/)[0])),
    calls.toReversed(),
    'calls',
  );
  same(lines.slice(0, down.length), down, 'the way down');

  const up = lines.slice(down.length);
  same(
    up.map((line) => Number(parse(line, /\((\d+)\)/)[0])),
    calls,
    'returns',
  );
  const counts = up.flatMap((line, index) => {
    const [value] = parse(line, /= \.*(\d+)/);
    const call = calls[index];
    same(value, String(numbers[call]), `fibonacci(${call})`);
    tells(line, numbers[call], numbers[call - 1]);
    return /finished/.test(line) ? [Number(parse(line, /(\d+) finished/)[0])] : [];
  });
  consecutive(counts, 'finished calls');
  if (run.from !== 'v1' && counts.length > 0) same(counts[0], 1, 'finished calls');
  // The first of them may have passed the statement that counts while it was not there yet.
  else if (counts.length > 0)
    ensure([0, 1].includes(counts[0]), 'finished calls do not start anew');

  const offset = run.updatedAt === undefined ? undefined : Math.max(0, run.updatedAt - 1);
  const items = lines.map((line) => classify(line, PATTERNS));
  oneSwitch(items, { ...run, updatedAt: offset }, { timed: true });
});

/**
 * @param {string} line
 * @param {bigint} value
 * @param {bigint} previous
 */
function tells(line, value, previous) {
  const growth = Number(value) / Number(previous);
  if (line.includes('grown')) {
    const [parity, told] = parse(line, /\((even|odd), grown by ([\d.]+),/);
    same(parity, value % 2n === 0n ? 'even' : 'odd', line);
    same(told, growth.toFixed(6), line);
  } else if (line.includes('golden')) {
    const [sign, distance] = parse(line, /golden ratio ([+-])([\d.]+)/);
    const expected = growth - (1 + Math.sqrt(5)) / 2;
    same(sign + distance, (expected < 0 ? '-' : '+') + Math.abs(expected).toFixed(8), line);
  }
}
