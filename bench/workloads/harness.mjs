// node harness.mjs WORKLOAD [OPTIONS AS JSON]
// Runs one workload: the first run, warm-up, then timed samples. Prints one line of JSON.
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Options
 * @property {number} warmMs How long to warm up at least.
 * @property {number} measureMs How long to measure at least.
 * @property {number} sampleMs How long one sample takes at least.
 * @property {boolean} [pause] Tell that the warm-up is over, wait for a line on stdin, warm up again.
 */

/** @type {Options} */
const options = {
  warmMs: 1200,
  measureMs: 1000,
  sampleMs: 40,
  ...JSON.parse(process.argv[3] ?? '{}'),
};

const began = performance.now();
const { run } = await import(`./${process.argv[2]}.mjs`);
const loaded = performance.now();
const checksum = String(await run(1));
const firstMs = performance.now() - loaded;

/** Milliseconds that `iterations` take, checked. */
async function sample(iterations) {
  const start = performance.now();
  const result = await run(iterations);
  const elapsed = performance.now() - start;
  if (String(result) !== checksum) throw new Error(`computed ${result}, at first ${checksum}`);
  return elapsed;
}

/** Runs until the time is over; how many iterations make a sample. */
async function warmUp() {
  let iterations = 1;
  const end = performance.now() + options.warmMs;
  for (let runs = 0; runs < 3 || performance.now() < end; runs++) {
    const elapsed = await sample(iterations);
    iterations = Math.max(1, Math.ceil((iterations * options.sampleMs) / Math.max(elapsed, 0.01)));
    iterations = Math.min(iterations, 1_000_000);
  }
  return iterations;
}

let iterations = await warmUp();
if (options.pause) {
  const lines = createInterface({ input: process.stdin });
  process.stdout.write('ready\n');
  await new Promise((resolve) => lines.once('line', resolve));
  lines.close();
  iterations = await warmUp();
}

const samples = [];
const end = performance.now() + options.measureMs;
while (samples.length < 5 || performance.now() < end) {
  samples.push((await sample(iterations)) / iterations);
}
const result = {
  checksum,
  loadMs: loaded - began,
  firstMs,
  samples,
  peakRssKiB: process.resourceUsage().maxRSS,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
