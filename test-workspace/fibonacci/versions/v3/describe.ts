const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

/** One line about a Fibonacci number: its digits and how near its growth is to the golden ratio. */
export function describe(value: bigint, previous: bigint, width: number): string {
  const digits = value.toString();
  const distance = Number(value) / Number(previous) - GOLDEN_RATIO;
  const sign = distance < 0 ? '-' : '+';
  return `${digits.padStart(width, '.')}, golden ratio ${sign}${Math.abs(distance).toFixed(8)}`;
}
