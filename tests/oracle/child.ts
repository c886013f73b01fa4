// Runs inside the program under test: updates it to identical source at chosen update points.
import { readFileSync, writeSync } from 'node:fs';
import { installAgent } from '../../runtime-agent/agent/index.js';
import type { SourceText } from '../../runtime-agent/update/versions.js';
import type { Schedule } from './schedules.js';
import { lineOf, updateToItself, type Counts } from './self-update.js';

interface Settings extends Schedule {
  sources: Record<string, SourceText>;
  first?: SourceText;
  /** Where to write what has happened so far, a line each time. */
  countTo: number;
}

const { sources, first, countTo, ...schedule } = JSON.parse(
  readFileSync(process.env['ORACLE_SETTINGS'] ?? '', 'utf8'),
) as Settings;
delete process.env['ORACLE_SETTINGS'];
const count = (counts: Counts): void => void writeSync(countTo, lineOf(counts));
updateToItself(installAgent(), sources, schedule, count, first);
// The program is not to find the oracle among the modules it has loaded.
delete require.cache[__filename];
