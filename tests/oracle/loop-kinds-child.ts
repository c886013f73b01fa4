// Runs programs in this process, each with updates among its versions at chosen update points.
import { readFileSync, writeFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import { instrumentModule } from '../../program-model/instrument/index.js';
import { installAgent, type Thread } from '../../runtime-agent/agent/index.js';
import { planCommit } from '../../runtime-agent/update/commit-plan.js';
import { LocalDirector, Planner } from '../../runtime-agent/update/director.js';
import { Lineage } from '../../runtime-agent/update/lineage.js';
import { judgeFrames } from '../../runtime-agent/update/questions.js';
import { Version, type SourceText } from '../../runtime-agent/update/versions.js';

/** Versions of one program, and when to go from one to the next. */
export interface LoopCase {
  /** CommonJS; `out` takes a line, and what is exported is awaited. */
  versions: string[];
  /** The update point of the first update. */
  at: number;
  /** Update points between updates; 0 for one update. */
  every: number;
}

export interface LoopResult {
  lines: string[];
  points: number;
  applied: number;
  /** Of updates that were refused. */
  refusals: string[];
}

type Main = (out: (line: string) => void, module: { exports: unknown }) => void;

let count = 0;

async function run({ versions, at, every }: LoopCase): Promise<LoopResult> {
  const thread = installAgent();
  const result: LoopResult = { lines: [], points: 0, applied: 0, refusals: [] };
  const id = `/loops/${(count += 1)}.cjs`;
  const source = (text: string, n: number): SourceText => ({
    id,
    hash: `${count}x${n}`,
    text,
    format: 'commonjs',
  });
  const first = source(versions[0] ?? '', 0);
  direct(thread, new Lineage(new Version(first)), (n) =>
    source(versions[n % versions.length] ?? '', n),
  );
  const { code } = instrumentModule(first);
  const main = compileFunction(code, ['out', 'module'], { filename: id }) as Main;
  const module: { exports: unknown } = { exports: undefined };
  try {
    main((line) => void result.lines.push(line), module);
    await module.exports;
  } catch (error) {
    result.lines.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  thread.stopping = false;
  return result;

  function direct(own: Thread, lineage: Lineage, next: (n: number) => SourceText): void {
    const planner = new Planner(
      new Map([[id, lineage]]),
      () => own.script,
      (script) => (script === id ? lineage.versions[0] : undefined),
    );
    let updates = 0;
    const isDue = (): boolean => {
      result.points += 1;
      if (result.points === at) return true;
      return every > 0 && result.points > at && (result.points - at) % every === 0;
    };
    own.director = new LocalDirector(planner, isDue, () => {
      updates += 1;
      planner.reset();
      const step = lineage.push(new Version(next(updates)));
      const { handle, fn, key } = own.leaf;
      const arrival = planner.arrival({ id: handle.id, hash: handle.hash }, fn, key);
      const segmented = planner.segment(planner.frames(own.stack), arrival);
      const refusals = judgeFrames(planner, planner.activeIn(segmented), true).filter(
        ({ severity }) => severity === 'error',
      );
      if (refusals.length > 0) {
        result.refusals.push(...refusals.map(({ code, message }) => `${code} ${message}`));
        lineage.pop();
        updates -= 1;
        return;
      }
      own.commit({ modules: [planCommit(lineage, step, undefined, planner.units)] });
      own.settle();
      result.applied += 1;
      if (every > 0) own.flagEverything();
      else own.release();
    });
    own.stopping = true;
  }
}

async function runAll(input: string, output: string): Promise<void> {
  const cases = JSON.parse(readFileSync(input, 'utf8')) as LoopCase[];
  const results: LoopResult[] = [];
  for (const item of cases) results.push(await run(item));
  writeFileSync(output, JSON.stringify(results));
  process.exit(0);
}

const [, , input = '', output = ''] = process.argv;
void runAll(input, output);
