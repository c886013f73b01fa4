import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, type Figure } from '../figure.js';
import { AdapterDebugger, PlainDebugger, type Debugger } from '../measure/debuggers.js';
import { ratioFigure, timeFigure } from '../measure/pairs.js';
import { median } from '../measure/statistics.js';
import type { Bench, Row } from '../row.js';

const firstName = 'debugger, time to the first stop';
const stepName = 'debugger, latency of a step';
const applyName = 'debugger, apply while stopped 50 frames deep';

const STEPS = 40;
const DEPTH = 50;

const program = (k: number): string => `function down(n) {
  if (n === 0) {
    return bottom(1);
  }
  const below = down(n - 1);
  return below + ${k};
}
function bottom(x) {
  let sum = x;
${Array.from({ length: STEPS + 10 }, (_, index) => `  sum += ${index};`).join('\n')}
  return sum;
}
console.log(down(${DEPTH - 2}));
`;
const LINE = 10;

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

interface Times {
  first: number;
  step: number;
}

async function timesOf(tool: Debugger, file: string): Promise<Times> {
  try {
    const first = await timed(() => tool.start(file, LINE));
    const steps: number[] = [];
    for (let i = 0; i < STEPS; i += 1) steps.push(await timed(() => tool.step()));
    return { first, step: median(steps) };
  } finally {
    await tool.end();
  }
}

async function measure({ wanted, place, pairs }: Bench): Promise<Figure[]> {
  const cwd = join(place.scratch, 'debugger');
  mkdirSync(cwd, { recursive: true });
  const file = join(cwd, 'main.js');
  writeFileSync(join(cwd, 'package.json'), '{}');
  writeFileSync(file, program(1));
  const env = { RESTITCH_RUNTIME_DIR: join(cwd, 'run'), RESTITCH_CACHE_DIR: join(cwd, 'cache') };
  const adapter = async (): Promise<AdapterDebugger> => {
    const tool = new AdapterDebugger(cwd, env);
    await tool.open();
    return tool;
  };
  const figures: Figure[] = [];
  if (wanted(firstName) || wanted(stepName)) {
    // The cache is warm, as it is from the second start on.
    await timesOf(await adapter(), file);
    const ratios: Times[] = [];
    for (let i = 0; i < pairs; i += 1) {
      const plain = await timesOf(new PlainDebugger(), file);
      const ours = await timesOf(await adapter(), file);
      ratios.push({ first: ours.first / plain.first, step: ours.step / plain.step });
    }
    const goal = atMost(1.3);
    const [first, step] = [ratios.map((times) => times.first), ratios.map((times) => times.step)];
    figures.push(ratioFigure(firstName, first, goal), ratioFigure(stepName, step, goal));
  }
  if (wanted(applyName)) {
    const tool = await adapter();
    try {
      await tool.start(file, LINE);
      const times: number[] = [];
      for (let update = 2; update < 12; update += 1) {
        writeFileSync(file, program(update));
        times.push(await tool.apply());
      }
      figures.push(timeFigure(applyName, times, 150));
    } finally {
      await tool.end();
    }
  }
  return figures;
}

/** The debug adapter beside Node's own inspector. */
export const debuggerRow: Row = { names: [firstName, stepName, applyName], measure };
