import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs `driver.cjs` of the current folder twice in plain Node, with V8's breakpoints on statements of a file; tells
 * which of them the second run has come by.
 */
const script = `
const { Session } = require('node:inspector');
const { readFileSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
const [file, list] = process.argv.slice(1);
const work = require(process.cwd() + '/driver.cjs');
process.on('unhandledRejection', () => {});
const text = readFileSync(file, 'utf8');
const hits = new Set();
globalThis.statementHit = (start) => void hits.add(start);
const session = new Session();
session.connect();
const post = (method, params) => new Promise((settle) => session.post(method, params, (_, result) => settle(result)));
const starts = [0];
for (let at = text.indexOf('\\n'); at >= 0; at = text.indexOf('\\n', at + 1)) starts.push(at + 1);
const offset = ({ lineNumber, columnNumber }) => starts[lineNumber] + columnNumber;
(async () => {
  await post('Debugger.enable');
  for (const [start, end] of JSON.parse(list)) {
    const line = starts.findLastIndex((at) => at <= start);
    const { breakpointId, locations } = await post('Debugger.setBreakpointByUrl', {
      url: pathToFileURL(file).href, lineNumber: line, columnNumber: start - starts[line],
      condition: '(statementHit(' + start + '),false)',
    }) ?? {};
    const at = locations?.[0] && offset(locations[0]);
    if (breakpointId && !(at >= start && at < end)) await post('Debugger.removeBreakpoint', { breakpointId });
  }
  for (let i = 0; i < 2; i += 1) {
    hits.clear();
    try { await work(); await new Promise((settle) => setTimeout(settle, 2)); } catch {}
  }
  process.stdout.write(JSON.stringify([...hits]), () => process.exit(0));
})();
`;

/** Whether the statement at an offset of the text is run. */
export type Executed = (offset: number) => boolean;

/**
 * What a plain run of a project comes by in one of its files.
 * @param statements beginnings and ends, as offsets
 * @returns `undefined` where it does not end
 */
export async function executed(
  folder: string,
  file: string,
  statements: readonly (readonly [number, number])[],
): Promise<Executed | undefined> {
  try {
    const { stdout } = await run(
      process.execPath,
      ['-e', script, file, JSON.stringify(statements)],
      {
        cwd: folder,
        timeout: 20_000,
        killSignal: 'SIGKILL',
      },
    );
    const hits = new Set(JSON.parse(stdout) as number[]);
    return (offset) => hits.has(offset);
  } catch {
    return undefined;
  }
}
