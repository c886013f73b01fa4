/** The numbers from 0 to `length - 1` in an order that depends on `seed` alone. */
export function shuffled(length: number, seed: number): number[] {
  const items = Array.from({ length }, (_, index) => index);
  let state = seed;
  for (let last = length - 1; last > 0; last--) {
    state = (state * 48271) % 2147483647;
    const other = state % (last + 1);
    [items[last], items[other]] = [items[other], items[last]];
  }
  return items;
}
