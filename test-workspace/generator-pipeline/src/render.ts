/** A batch of numbers as text. */
export function render(batch: number[]): string {
  const listed = batch.map((number) => String(number)).join(' ');
  return listed;
}
