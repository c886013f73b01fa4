import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Figure } from '../figure.js';
import {
  beginningOf,
  collectGarbage,
  EditedDocument,
  residentMiB,
  runningBase,
} from '../measure/editing.js';
import type { Place } from '../measure/place.js';
import { timeFigure } from '../measure/pairs.js';
import { EditedProject } from '../measure/project.js';
import type { Row } from '../row.js';

const names = {
  javaScript: 'replan, a keystroke in 2,000 lines of JavaScript',
  typeScript: 'replan, a keystroke in 2,000 lines of TypeScript',
  memory: 'replan, memory of the thread after 70 keystrokes',
  compiler: 'cold plan, the TypeScript compiler (9 MB)',
  compilerMemory: 'cold plan, memory for the TypeScript compiler',
  project: 'plan, 200,000 lines with 20 changed files',
};

const bundleOf = (place: Place): string => join(dirname(place.cli), 'language-server.js');

const warmUp = 30;
const keystrokes = 40;
const memoryFigure = (name: string, value: number): Figure => ({
  name,
  unit: 'MiB',
  value,
  goal: null,
});

/** The time from a keystroke to the new plan, once the server has seen a few. */
async function replan(
  place: Place,
  file: string,
  isWanted: (n: string) => boolean,
): Promise<Figure[]> {
  const source = join(await place.workloads(), 'node_modules/acorn/dist/acorn.mjs');
  const text = beginningOf(readFileSync(source, 'utf8'), 2000);
  const base = runningBase(join(place.scratch, file), text, 'module');
  const before = residentMiB();
  const document = new EditedDocument(base, bundleOf(place));
  const times: number[] = [];
  for (let i = 0; i < warmUp + keystrokes; i++) {
    const ms = await document.press(i);
    if (i >= warmUp) times.push(ms);
  }
  const taken = residentMiB() - before;
  document.close();
  const isTypeScript = file.endsWith('.ts');
  const name = isTypeScript ? names.typeScript : names.javaScript;
  const heap = memoryFigure(names.memory, taken);
  const figures = [timeFigure(name, times, 50), ...(isTypeScript ? [] : [heap])];
  return figures.filter((figure) => isWanted(figure.name));
}

/** The first plan of the whole compiler: nothing of it is known yet but what its loader has left in the store. */
async function coldPlan(place: Place, isWanted: (n: string) => boolean): Promise<Figure[]> {
  const file = join(await place.workloads(), 'node_modules/typescript/lib/typescript.js');
  const base = runningBase(file, readFileSync(file, 'utf8'), 'commonjs');
  const times: number[] = [];
  let memory = 0;
  for (let i = 0; i < 3; i++) {
    collectGarbage();
    const before = residentMiB();
    const document = new EditedDocument(base, bundleOf(place));
    times.push(await document.press(0));
    memory = Math.max(memory, residentMiB() - before);
    document.close();
  }
  const figures = [
    timeFigure(names.compiler, times, 5000),
    memoryFigure(names.compilerMemory, memory),
  ];
  return figures.filter((figure) => isWanted(figure.name));
}

async function project(place: Place): Promise<Figure> {
  const folder = join(place.scratch, 'project');
  const edited = await EditedProject.start(folder, bundleOf(place), 1000, 200);
  const times: number[] = [];
  try {
    for (let round = 1; round <= 7; round++) {
      edited.edit(20, round);
      const { ms, modules } = await edited.plan();
      if (modules !== 20) throw new Error(`${modules} of 20 edits are seen`);
      if (round > 2) times.push(ms);
      await edited.restore();
    }
  } finally {
    await edited.stop();
  }
  return timeFigure(names.project, times, 1000);
}

/** How fast the language server follows the developer. */
export const languageServer: Row = {
  names: Object.values(names),
  async measure({ wanted, place, log }) {
    const figures: Figure[] = [];
    if (wanted(names.javaScript) || wanted(names.memory)) {
      log(`measuring ${names.javaScript}`);
      figures.push(...(await replan(place, 'replan.mjs', wanted)));
    }
    if (wanted(names.typeScript)) {
      log(`measuring ${names.typeScript}`);
      figures.push(...(await replan(place, 'replan.ts', wanted)));
    }
    if (wanted(names.compiler) || wanted(names.compilerMemory)) {
      log(`measuring ${names.compiler}`);
      figures.push(...(await coldPlan(place, wanted)));
    }
    if (wanted(names.project)) {
      log(`measuring ${names.project}`);
      figures.push(await project(place));
    }
    return figures;
  },
};
