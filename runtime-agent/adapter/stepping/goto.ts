import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Node, Point } from '../../../program-model/model/index.js';
import { cannotGoThere, RestitchError } from '../../../protocol/diagnostics.js';
import type { JumpOptions } from '../../../protocol/rpc.js';
import { whyNotJump } from '../../update/jumps.js';
import type { StackView } from '../stack.js';
import { functionAt, type Frame } from '../targets/frame.js';
import type { Stopped } from '../targets/stopped.js';
import type { DebugThread } from '../targets/thread.js';

/** A statement in front of which a stopped thread can go on. */
interface GotoTarget {
  shown: Omit<DebugProtocol.GotoTarget, 'id'>;
  thread: DebugThread;
  /** The stop that it is a target of. */
  stopped: Stopped;
  jump: Omit<JumpOptions, 'thread'>;
}

const LONGEST_LABEL = 60;

/** The places that a client was offered, by the numbers that it names them by. */
export class Gotos {
  readonly #targets = new Map<number, GotoTarget>();
  #ids = 0;

  /**
   * Where the threads can go on that are stopped in a function around a line.
   * @throws {RestitchError} RS1022 where statements begin there, but they can go to none of them
   */
  list(
    threads: Iterable<DebugThread>,
    stack: StackView,
    args: DebugProtocol.GotoTargetsArguments,
  ): DebugProtocol.GotoTarget[] {
    for (const [id, { thread, stopped }] of this.#targets) {
      if (thread.stopped !== stopped) this.#targets.delete(id);
    }
    const refusals: RestitchError[] = [];
    const found = [...threads].flatMap((thread) => {
      try {
        return gotoTargets(thread, stack, args);
      } catch (error) {
        if (!(error instanceof RestitchError)) throw error;
        refusals.push(error);
        return [];
      }
    });
    const [refusal] = refusals;
    if (found.length === 0 && refusal) throw refusal;
    return found.map((target) => {
      const id = (this.#ids += 1);
      this.#targets.set(id, target);
      return { id, ...target.shown };
    });
  }

  /** @throws when the thread has gone on since the place was offered */
  jumpOf(thread: DebugThread, id: number): GotoTarget['jump'] {
    const target = this.#targets.get(id);
    if (target?.thread !== thread || target.stopped !== thread.stopped)
      throw new Error('The thread is not stopped any more where this was a place to go to.');
    return target.jump;
  }
}

/**
 * The statements of a stopped thread's function that begin in a line, as the client sees lines.
 * @throws {RestitchError} RS1022 where statements begin there, but it can go to none of them
 */
function gotoTargets(
  thread: DebugThread,
  stack: StackView,
  { source, line }: DebugProtocol.GotoTargetsArguments,
): GotoTarget[] {
  const { stopped } = thread;
  const [top] = stopped?.frames ?? [];
  const fn = top && functionAt(top);
  const version = top?.script.text.version;
  if (!stopped || !top || !fn || !version) return [];
  const statements = fn.points
    .filter(({ kind }) => kind === 'before')
    .map((point) => ({ point, shown: shownAt(stack, top, point) }))
    .filter(({ shown }) => shown.line === line && isSame(shown.source, source));
  if (statements.length === 0) return [];
  const from = aheadOf(stopped, top, fn.points);
  const refusals = new Set<string>();
  const found = statements.flatMap(({ point, shown }): GotoTarget[] => {
    const why = from ? whyNotJump(fn, from, point) : 'it is not stopped in front of a statement';
    if (why !== undefined || !from) {
      refusals.add(why ?? '');
      return [];
    }
    const { id, hash } = version;
    const label = labelOf(version.entry.text.slice(point.start, point.end));
    const jump = { file: id, hash, fn: fn.index, from: from.key, to: point.key };
    return [{ shown: { label, line, column: shown.column }, thread, stopped, jump }];
  });
  if (found.length > 0) return found;
  const place = { file: source.path ?? version.id, line };
  throw new RestitchError(cannotGoThere(place, [...refusals].join(', ')));
}

function shownAt(
  stack: StackView,
  { script, ...frame }: Frame,
  { start }: Point,
): ReturnType<StackView['place']> {
  const authored = script.text.version?.authored(start) ?? frame.place;
  return stack.place({ ...frame, script, place: { ...frame.place, ...authored, offset: start } });
}

const isSame = (shown: DebugProtocol.Source, asked: DebugProtocol.Source): boolean =>
  (shown.sourceReference ?? 0) === (asked.sourceReference ?? 0) && shown.path === asked.path;

/** The statement that a thread runs next, where it comes to its update point first of all. */
function aheadOf(
  { event }: Stopped,
  { place, call }: Frame,
  points: readonly Point[],
): Point | undefined {
  const here = points.find(({ kind, start }) => kind === 'before' && start === place.offset);
  // Or it stands at its update point, in the agent's code.
  if (place.isStop || call?.callFrameId !== event.top?.callFrameId) return here;
  // A `debugger` that has stopped it is behind its own update point, and does nothing more.
  if (here?.node.type !== 'DebuggerStatement') return undefined;
  const next = siblingBehind(here.node);
  return points.find(({ kind, node }) => kind === 'before' && node === next);
}

function siblingBehind(node: Node): Node | undefined {
  const { parent } = node;
  if (parent?.type !== 'BlockStatement' && parent?.type !== 'Program') return undefined;
  const list: readonly Node[] = parent.body;
  return list[list.indexOf(node) + 1];
}

function labelOf(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > LONGEST_LABEL ? `${flat.slice(0, LONGEST_LABEL - 1)}…` : flat;
}
