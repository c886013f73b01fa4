import type { DebugProtocol } from '@vscode/debugprotocol';
import { describe, expect, it } from 'vitest';
import {
  functionKinds,
  programOf,
  stopKinds,
  type Place,
  type StopKind,
} from './matrix-programs.js';
import { TestSession } from './session.js';

interface Cell {
  kind: string;
  stop: StopKind;
  place: Place;
}

/** All cells; by default, stops other than breakpoints are tried at every second of the two places. */
const all = process.env['RESTITCH_CELLS'] === 'all';

const cells: Cell[] = [];
for (const [index, kind] of Object.keys(functionKinds).entries()) {
  for (const stop of stopKinds) {
    // A program is entered at its first statement only.
    if (stop === 'entry' && kind !== 'module') continue;
    for (const [at, place] of (['leaf', 'below'] as const).entries()) {
      if (stop === 'entry' && place === 'below') continue;
      const isTried = stop === 'breakpoint' || stop === 'entry';
      if (!all && !isTried && (index + at + stopKinds.indexOf(stop)) % 2 === 1) continue;
      cells.push({ kind, stop, place });
    }
  }
}

/** Brings the program to the stop that a cell is about. */
async function reach(session: TestSession, { kind, stop, place }: Cell): Promise<void> {
  const program = programOf(kind, stop, place);
  const marker = stop === 'step' ? '// before' : stop === 'pause' ? '// spin' : '// here';
  if (stop === 'entry') {
    await session.launch({ program: 'main.js', stopOnEntry: true });
    return void (await session.stop());
  }
  if (stop === 'exception') {
    await session.launch({ program: 'main.js' }, () =>
      session.request('setExceptionBreakpoints', { filters: ['all'] }),
    );
    return void (await session.stop());
  }
  await session.launch({ program: 'main.js' }, () =>
    session.breakpoints('main.js', [program.line(1, marker)]),
  );
  await session.stop();
  if (stop === 'step') await session.step('next');
  if (stop !== 'pause') return;
  await session.breakpoints('main.js', []);
  await session.goOn();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await session.request('pause', { threadId: session.thread });
  const [top] = await session.stop();
  // To the loop itself, wherever in it the pause came.
  if (top?.name === 'busy') await session.step('stepOut');
}

/** The author's variables of a frame without what changes from turn to turn. */
async function variables(session: TestSession, frame: DebugProtocol.StackFrame): Promise<string> {
  const text = await session.locals(frame, true);
  return [...text.matchAll(/\b(n|a|b|c|d|z|go): [^,}]*/g)].map(([item]) => item).join(', ');
}

const functionOf = ({ kind, place }: Cell): string =>
  place === 'below'
    ? 'inner'
    : kind === 'module'
      ? '<anonymous>'
      : kind === 'constructor'
        ? 'Box'
        : kind === 'getter' || kind === 'setter'
          ? `${kind.slice(0, 3)} work`
          : 'work';

describe('an update while the program is stopped', () => {
  it.each(cells.map((cell) => [`${cell.kind}, ${cell.stop}, ${cell.place}`, cell] as const))(
    '%s',
    async (_, cell) => {
      const { kind, stop, place } = cell;
      const program = programOf(kind, stop, place);
      const session = await TestSession.open({ 'main.js': program.text(1) });
      await reach(session, cell);
      const before = await session.frames();
      const [top] = before as [DebugProtocol.StackFrame];
      const [depth, seen] = [before.length, await variables(session, top)];
      session.edit('main.js', program.text(2));
      const { outcome, diagnostics } = await session.request<{
        outcome: string;
        diagnostics: unknown[];
      }>('restitch/apply', {});
      expect(outcome, JSON.stringify(diagnostics)).toBe('applied');
      await session.stop();
      const after = await session.frames();
      const [now] = after as [DebugProtocol.StackFrame];
      expect(now.name).toBe(functionOf(cell));
      const marker: Record<StopKind, string> = {
        breakpoint: '// here',
        step: '// here',
        // What was being thrown has been thrown: the handler's first statement is next.
        exception: '// here',
        pause: '',
        entry: 'const log',
      };
      const text = program.text(2).split('\n')[now.line - 1] ?? '';
      if (stop === 'pause') expect(text).toMatch(/\/\/ (spin|turn)|^\}$/);
      else expect(now.line, text).toBe(program.line(2, marker[stop]));
      expect(now.source?.sourceReference ?? 0).toBe(0);
      expect(after.length).toBe(depth);
      if (stop !== 'entry') expect(await variables(session, now)).toBe(seen);
      if (place === 'below') {
        const [, caller] = after;
        expect(caller?.line).toBe(program.line(2, '// waits'));
      }
      if (stop === 'pause') await session.evaluate('go = false');
      const names = ['breakpoint', 'step'].includes(stop);
      if (names) {
        const [next] = await session.step('next');
        const following = place === 'below' ? '// inner after' : '// after';
        expect(next?.line).toBe(program.line(2, following));
        expect(next?.source?.sourceReference ?? 0).toBe(0);
      }
      await session.request('setExceptionBreakpoints', { filters: [] });
      await session.breakpoints('main.js', []);
      await session.end();
      expect(session.output).toContain('log 208');
      expect(session.output).toContain(`done ${208}`);
      expect(session.output.match(/log/g)?.length).toBe(1);
    },
  );
});
