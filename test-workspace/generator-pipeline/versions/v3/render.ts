/** A batch of numbers as text, with their sum. */
export function render(batch: number[]): string {
  const listed = batch.map((number) => `<${String(number)}>`).join(' ');
  return `${listed} sum ${batch.reduce((total, number) => total + number, 0)}`;
}
