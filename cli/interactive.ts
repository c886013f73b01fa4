import { createInterface } from 'node:readline';
import { RestitchError } from '../protocol/diagnostics.js';
import { startProgram, sessionOf, endLike } from './child-program.js';
import { call } from '../runtime-agent/client/connection.js';
import type { RunArguments } from './run-arguments.js';
import { applyText, diagnosticsText } from './texts.js';

/**
 * `run --interactive`: the program runs as a child, Enter applies what lies on disk. The program has
 * the terminal's output; the input is Restitch's.
 * @returns The program's exit code.
 */
export async function runInteractive(args: RunArguments): Promise<number> {
  const child = startProgram(
    programArguments(args),
    ['ignore', 'inherit', 'inherit'],
    process.cwd(),
  );
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(endLike(code, signal)));
  });
  // A terminal sends SIGINT to both; what it means is the program's to say.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  const session = await sessionOf(child);
  if (!session) return ended;
  tell(`[restitch] ${session.name} runs. Edit its sources, then press Enter here to update it.`);
  const lines = createInterface({ input: process.stdin });
  let working = false;
  lines.on('line', () => {
    if (working) return;
    working = true;
    void call(session, 'apply', {})
      .then(applyText, (error: unknown) =>
        error instanceof RestitchError ? diagnosticsText(error.diagnostics) : String(error),
      )
      .then(tell)
      .finally(() => (working = false));
  });
  const code = await ended;
  lines.close();
  return code;
}

function programArguments(args: RunArguments): string[] {
  return [
    ...(args.session === undefined ? [] : ['--session', args.session]),
    ...args.instrument.flatMap((glob) => ['--instrument', glob]),
    ...args.exclude.flatMap((glob) => ['--exclude', glob]),
    ...(args.workspace ? ['--workspace'] : []),
    ...(args.watch ? ['--watch'] : []),
    '--',
    args.entry,
    ...args.args,
  ];
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
