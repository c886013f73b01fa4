import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SessionRecord } from '../protocol/session.js';
import { exitCodeOf, type StackFrame, type StackResult } from '../protocol/results.js';
import { startProgram, sessionOf } from './child-program.js';
import { call } from '../runtime-agent/client/connection.js';
import { applyText } from './texts.js';

const shownFrames = 8;

/** What the program says ten calls deep: it is edited there. */
const deepCall = /down +fibonacci\(14\)/;

/**
 * Runs the recursive Fibonacci of the test-workspace, edits it while it is deep in the recursion,
 * applies, and shows the stacks before and after side by side.
 */
export async function demo(): Promise<number> {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const program = join(root, 'test-workspace/fibonacci');
  const folder = mkdtempSync(join(tmpdir(), 'restitch-demo-'));
  try {
    cpSync(join(program, 'src'), join(folder, 'src'), { recursive: true });
    cpSync(join(program, 'package.json'), join(folder, 'package.json'));
    return await run(folder, join(program, 'versions/v2'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(folder: string, next: string): Promise<number> {
  say('A program computes a Fibonacci number, each call inside the one before:');
  const args = ['--session', 'demo', 'src/main.ts', '--n', '24', '--pause', '150'];
  const child = startProgram(args, ['ignore', 'pipe', 'inherit'], folder);
  const { stdout } = child;
  if (!stdout) return 1;
  stdout.setEncoding('utf8');
  const deep = new Promise<void>((resolve) => {
    let said = '';
    stdout.on('data', (text: string) => {
      process.stdout.write(text.replace(/^(?=.)/gm, '  │ '));
      said += text;
      if (deepCall.test(said)) resolve();
    });
  });
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
  });
  const session = await sessionOf(child);
  if (!session) return ended;
  await Promise.race([deep, ended]);
  const before = await call(session, 'stack', undefined);
  showEdit(join(folder, 'src/fibonacci.ts'), join(next, 'fibonacci.ts'));
  cpSync(next, join(folder, 'src'), { recursive: true });
  const outcome = await update(session, before);
  say('The program goes on, in the new version, from where it was:');
  const code = await ended;
  return outcome === 0 ? code : outcome;
}

async function update(session: SessionRecord, before: StackResult): Promise<number> {
  const result = await call(session, 'apply', { yes: true });
  say(applyText(result));
  if (exitCodeOf(result.outcome) !== 0) return exitCodeOf(result.outcome);
  const after = await stackIn(session, result.version);
  say(`The stack before (version ${before.version}) and after (version ${after.version}):`);
  process.stdout.write(`${sideBySide(stackLines(before), stackLines(after))}\n`);
  say(
    'Kept: every call that was active, with its arguments and locals; the module’s map of known\n' +
      'numbers; the process, its id and its output. Nothing was run again.',
  );
  return 0;
}

/** The stack once it runs a version: a thread that waits in a call is rebuilt as the call returns. */
async function stackIn(session: SessionRecord, version: number): Promise<StackResult> {
  for (let tries = 0; ; tries++) {
    const stack = await call(session, 'stack', undefined);
    const frames = stack.threads[0]?.frames ?? [];
    const edited = frames.filter(({ file }) => file.endsWith('fibonacci.ts'));
    if (tries > 40 || edited.every((frame) => frame.version === version)) return stack;
    await seconds(0.025);
  }
}

function showEdit(was: string, is: string): void {
  const old = new Set(readFileSync(was, 'utf8').split('\n'));
  const added = readFileSync(is, 'utf8')
    .split('\n')
    .filter((line) => !old.has(line));
  say('Meanwhile src/fibonacci.ts is edited. Its new lines:');
  process.stdout.write(`${added.map((line) => `  + ${line}`).join('\n')}\n`);
}

function stackLines({ threads }: StackResult): string[] {
  const frames = threads[0]?.frames ?? [];
  const lines = frames.slice(0, shownFrames).map(frameLine);
  const more = frames.length - shownFrames;
  return more > 0 ? [...lines, `… ${more} more`] : lines;
}

function frameLine({ function: name, file, line, version }: StackFrame): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return `${version === null ? '  ' : `v${version}`} ${name === '' ? '(top level)' : name} ${base}:${line}`;
}

function sideBySide(left: string[], right: string[]): string {
  const width = Math.max(24, ...left.map((line) => line.length));
  const height = Math.max(left.length, right.length);
  return Array.from({ length: height }, (_, i) =>
    `  ${(left[i] ?? '').padEnd(width)}  │  ${right[i] ?? ''}`.trimEnd(),
  ).join('\n');
}

function say(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

function seconds(n: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, n * 1000));
}
