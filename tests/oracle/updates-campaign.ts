// Every update of the programs at every update point:
// npm run campaign:updates -- [filter] [--sample N] [--doc FILE]
import { rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { listPrograms } from '../programs/manifest.js';
import { buildUpdatesChild, UpdatedProgram } from './updates.js';
import { describeUpdates, type UpdateRow } from './updates-doc.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '0' },
    doc: { type: 'string' },
    show: { type: 'string', default: '3' },
  },
});
const [filter = ''] = positionals;
const sample = Number(values.sample);
const child = buildUpdatesChild();
const rows: UpdateRow[] = [];

for (const program of listPrograms()) {
  for (const update of program.updates) {
    const name = `${program.name} ${update.from}-${update.to}`;
    if (program.threads > 1 || !name.includes(filter)) continue;
    const subject = new UpdatedProgram(child, program, update);
    await subject.prepare();
    const counted = await subject.run(0);
    const row: UpdateRow = {
      name,
      points: counted.points,
      runs: 0,
      applied: 0,
      refused: new Map(),
      wrong: 0,
      frames: 0,
    };
    rows.push(row);
    if (counted.complaint !== undefined) {
      row.wrong += 1;
      console.log(`PLAIN ${name}: ${counted.complaint}\n${counted.stderr.slice(0, 800)}`);
    }
    const step = sample === 0 ? 1 : Math.max(1, Math.ceil(counted.points / sample));
    const points = Array.from({ length: Math.ceil(counted.points / step) }, (_, i) => 1 + i * step);
    const takeOne = async (): Promise<void> => {
      for (let at = points.shift(); at !== undefined; at = points.shift()) {
        const got = await subject.run(at);
        row.runs += 1;
        if (got.outcome === 'applied') row.applied += 1;
        if (got.outcome === 'refused') {
          const reason = got.diagnostics.join('; ');
          row.refused.set(reason, (row.refused.get(reason) ?? 0) + 1);
        }
        row.frames = Math.max(row.frames, got.frames);
        if (got.complaint === undefined) continue;
        row.wrong += 1;
        if (row.wrong > Number(values.show)) continue;
        console.log(
          `WRONG ${name} at ${at} of ${counted.points} (${got.outcome}, line ${got.lines})\n  ${got.complaint.slice(0, 900)}\n  ${got.stderr.slice(0, 900)}`,
        );
      }
    };
    await Promise.all([takeOne(), takeOne(), takeOne()]);
    subject.remove();
    console.log(JSON.stringify({ ...row, refused: Object.fromEntries(row.refused) }));
  }
}
rmSync(dirname(child), { recursive: true, force: true });
if (values.doc !== undefined) writeFileSync(values.doc, describeUpdates(rows));
process.exitCode = rows.some(({ wrong }) => wrong > 0) ? 1 : 0;
