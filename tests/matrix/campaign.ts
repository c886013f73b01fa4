// Every cell of the edit matrix: npm run campaign:matrix -- [filter] [--doc FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allCells, runCells } from './cells.js';
import { cellName, describeMatrix } from './page.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { doc: { type: 'string' } },
});
const [filter = ''] = positionals;
const cells = allCells().filter(({ kind, activity }) => cellName(kind, activity).includes(filter));
const results = await runCells(cells, ({ kind, activity, answer, wrong }) => {
  const name = cellName(kind, activity);
  console.log(wrong === undefined ? `${name}: ${answer}` : `WRONG ${name}: ${answer}: ${wrong}`);
});
const wrong = results.filter((result) => result.wrong !== undefined).length;
console.log(`${results.length} cells, ${wrong} wrong`);
if (values.doc !== undefined) writeFileSync(values.doc, describeMatrix(results));
process.exitCode = wrong > 0 ? 1 : 0;
