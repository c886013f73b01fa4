import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figure.js';
import { writeProgram } from '../measure/generated.js';
import { timeFigure } from '../measure/pairs.js';
import { copyFolder, type Place } from '../measure/place.js';
import { UpdatableProgram, type Session } from '../measure/sessions.js';
import type { Row } from '../row.js';

const smallName = 'apply, program of 20 modules';
const compilerName = 'apply, the TypeScript compiler (9 MB)';

/** Updates a running program a few times, one function each time; what the updates took whole. */
async function applyTimes(
  place: Place,
  session: Session & { name: string },
  file: string,
  edit: (text: string, update: number) => string,
  updates: number,
): Promise<number[]> {
  const path = join(session.cwd, file);
  const text = readFileSync(path, 'utf8');
  const running = new UpdatableProgram(place, session);
  try {
    // Its first line of output; by then all is loaded.
    await running.program.line();
    const times: number[] = [];
    for (let update = 1; update <= updates; update++) {
      const edited = edit(text, update);
      if (edited === text) throw new Error(`there is nothing to edit in ${file}`);
      writeFileSync(path, edited);
      times.push((await running.apply()).totalMs);
    }
    return times;
  } finally {
    await running.stop();
  }
}

async function smallProgram(place: Place, updates: number): Promise<Figure> {
  const cwd = join(place.scratch, 'apply-small');
  const entry = writeProgram(cwd, 20, true);
  const times = await applyTimes(
    place,
    { cwd, entry, name: 'bench-apply-small', args: ['--stay'] },
    'department7.ts',
    (text, update) =>
      text.replace('await null;', `await null;\n    this.sold += ${update} - ${update};`),
    updates,
  );
  return timeFigure(smallName, times, 100);
}

const compilerMain = `import ts from './lib/typescript.js';

const text = 'export const answer = (question: string): number => question.length;';
const transpile = () => ts.transpileModule(text, { compilerOptions: { target: 99 } }).outputText;
console.log(transpile());
setInterval(transpile, 20);
`;

/** The compiler lies in the program's own folder, as one file of 21,000 functions. */
async function compiler(place: Place, updates: number): Promise<Figure> {
  const cwd = join(place.scratch, 'apply-compiler');
  const library = join(await place.workloads(), 'node_modules/typescript/lib');
  copyFolder(join(library, 'typescript.js'), join(cwd, 'lib/typescript.js'));
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name: 'compiler', private: true }));
  writeFileSync(join(cwd, 'main.mjs'), compilerMain);
  const times = await applyTimes(
    place,
    { cwd, entry: 'main.mjs', name: 'bench-apply-compiler' },
    'lib/typescript.js',
    (text, update) =>
      text.replace('function isWhiteSpaceLike(ch) {', `$&\n  if (ch === -${update}) return false;`),
    updates,
  );
  return timeFigure(compilerName, times, 1000);
}

/** A whole update, from the request to its answer, with one function changed. */
export const applyWhole: Row = {
  names: [smallName, compilerName],
  async measure({ wanted, place, pairs, log }) {
    const figures: Figure[] = [];
    if (wanted(smallName)) {
      log(`measuring ${smallName}`);
      figures.push(await smallProgram(place, pairs * 2));
    }
    if (wanted(compilerName)) {
      log(`measuring ${compilerName}`);
      figures.push(await compiler(place, pairs));
    }
    return figures;
  },
};
