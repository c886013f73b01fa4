import { show } from './show.js';

/** Heapsort: the items become a heap, whose largest moves to the end in each pass. */
export function sort(items: number[], pause: number): number {
  let passes = 0;
  for (let root = (items.length >> 1) - 1; root >= 0; root--) {
    siftDown(items, root, items.length);
  }
  for (let end = items.length - 1; end > 0; end--) {
    swap(items, 0, end);
    siftDown(items, 0, end);
    passes += 1;
    show('heap', passes, items, pause);
  }
  return passes;
}

/** Restores the heap order of `items[0 … size - 1]` below `root`. */
function siftDown(items: number[], root: number, size: number): void {
  for (let child = 2 * root + 1; child < size; child = 2 * root + 1) {
    if (child + 1 < size && items[child + 1] > items[child]) child += 1;
    if (items[root] >= items[child]) return;
    swap(items, root, child);
    root = child;
  }
}

function swap(items: number[], a: number, b: number): void {
  const kept = items[a];
  items[a] = items[b];
  items[b] = kept;
}
