import { show } from './show.js';

/** Bubblesort: in each pass the largest of the unsorted items moves to their end. */
export function sort(items: number[], pause: number): number {
  let passes = 0;
  for (let end = items.length - 1; end > 0; end--) {
    for (let i = 0; i < end; i++) {
      if (items[i] > items[i + 1]) swap(items, i, i + 1);
    }
    passes += 1;
    show('bubble', passes, items, pause);
  }
  return passes;
}

function swap(items: number[], a: number, b: number): void {
  const kept = items[a];
  items[a] = items[b];
  items[b] = kept;
}
