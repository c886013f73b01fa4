// node deep.mjs FRAMES: waits FRAMES frames deep in a recursion, in a loop that never ends, and prints for
// how long (in ms) it has stood still whenever that was longer than 1 ms.
import { writeSync } from 'node:fs';

let ticks = 0;
let last = performance.now();

function work() {
  for (;;) {
    ticks++;
    const now = performance.now();
    if (now - last > 1) writeSync(1, `still ${now - last}\n`);
    last = performance.now();
    if (ticks === 1) process.stdout.write('ready\n');
    if (ticks < 0) return 0;
  }
}

function descend(left) {
  const step = /* step */ 0;
  const below = left > 1 ? descend(left - 1) : work();
  return below + step;
}

descend(Number(process.argv[2]) - 2);
