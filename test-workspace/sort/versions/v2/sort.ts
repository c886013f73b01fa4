import { show } from './show.js';

/** Selectionsort: in each pass the smallest of the unsorted items moves to their start. */
export function sort(items: number[], pause: number): number {
  let passes = 0;
  for (let start = 0; start < items.length - 1; start++) {
    let smallest = start;
    for (let i = start + 1; i < items.length; i++) {
      if (items[i] < items[smallest]) smallest = i;
    }
    swap(items, start, smallest);
    passes += 1;
    show('selection', passes, items, pause);
  }
  return passes;
}

function swap(items: number[], a: number, b: number): void {
  const kept = items[a];
  items[a] = items[b];
  items[b] = kept;
}
