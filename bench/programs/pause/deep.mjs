// node deep.mjs FRAMES: waits FRAMES frames deep in a recursion, in a loop that never ends.
let ticks = 0;

function work() {
  for (;;) {
    ticks++;
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
