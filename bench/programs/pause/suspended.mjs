// node suspended.mjs ACTIVATIONS: so many async functions wait for a promise that never settles.
const count = Number(process.argv[2]);
const never = new Promise(() => {});
let sum = 0;

async function wait(index) {
  const step = /* step */ 0;
  await never;
  sum += index + step;
}

const waiting = [];
for (let i = 0; i < count; i++) waiting.push(wait(i));
setInterval(() => waiting.length, 1000);
process.stdout.write('ready\n');
