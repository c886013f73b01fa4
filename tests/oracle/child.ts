// Runs inside the program under test: updates it to identical source at chosen update points.
import { readFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installAgent } from '../../runtime-agent/agent/index.js';
import { planCommit } from '../../runtime-agent/update/commit-plan.js';
import { LocalDirector, Planner } from '../../runtime-agent/update/director.js';
import { Lineage } from '../../runtime-agent/update/lineage.js';
import { Version, type SourceText } from '../../runtime-agent/update/versions.js';

interface Settings {
  /** The instrumented files by path, with the texts they came from. */
  sources: Record<string, SourceText>;
  /** Update points (counted from 1) at which to update; `every` repeats from there on. */
  at: number;
  every: number;
  /** Where to write the number of update points passed. */
  countTo: number | undefined;
}

const settings = JSON.parse(readFileSync(process.env['ORACLE_SETTINGS'] ?? '', 'utf8')) as Settings;
const thread = installAgent();
const lineages = new Map<string, Lineage>();
for (const source of Object.values(settings.sources)) {
  lineages.set(source.id, new Lineage(new Version(source)));
}

const pathOf = (script: string): string =>
  script.startsWith('file:') ? fileURLToPath(script.replace(/[?#].*$/, '')) : script;

const planner = new Planner(lineages, () => thread.script, (script) => {
  const source = settings.sources[pathOf(script)];
  return source && lineages.get(source.id)?.versions[0];
});

let passed = 0;
let updates = 0;
const report = (): void => {
  if (settings.countTo !== undefined) writeSync(settings.countTo, `${passed} ${updates}\n`);
};
const isDue = (): boolean => {
  passed += 1;
  report();
  if (passed === settings.at) return true;
  return settings.every > 0 && passed > settings.at && (passed - settings.at) % settings.every === 0;
};

const director = new LocalDirector(planner, isDue, () => {
  updates += 1;
  report();
  planner.reset();
  for (const [id, lineage] of lineages) {
    if (!thread.modules.has(id)) continue;
    const { source } = lineage.newest;
    const step = lineage.push(new Version({ ...source, hash: `${source.hash}u${updates}` }), true);
    thread.commit({ modules: [planCommit(lineage, step, [], new Map())] });
  }
  if (settings.every === 0) thread.release();
});
thread.director = director;
thread.stopping = true;
// The program is not to find the oracle among the modules it has loaded.
delete require.cache[__filename];
