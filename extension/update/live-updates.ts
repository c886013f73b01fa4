import { join } from 'node:path';
import { ProgressLocation, window } from 'vscode';
import { planRequest, type PlanAnswer } from '../../protocol/lsp/index.js';
import type { Language } from '../language/language.js';
import { messageOf } from '../message-of.js';
import type { Log } from '../output/log.js';
import type { LiveSession } from '../sessions/live-session.js';
import type { Settings } from '../settings/settings.js';
import { Signal } from '../signal.js';
import type { Translate } from '../translate.js';
import {
  runUpdate,
  type FlowPorts,
  type UpdateEnd,
  type UpdatePhase,
  type UpdateRequest,
} from './flow.js';
import { UpdateQueue } from './queue.js';
import { joinRequests } from './requests.js';
import type { SaveFiles } from './save-files.js';

/** Applies what has been reviewed. */
export type ReviewedApply = (
  session: LiveSession,
  options: { acceptProposals: boolean },
) => Promise<UpdateEnd>;

export interface UpdateParts {
  language: Language;
  settings: Settings;
  log: Log;
  files: SaveFiles;
  t: Translate;
}

/** A session may work this long on an update beyond the time that its threads have to stop. */
const PATIENCE = 120_000;
/** Work that takes longer, in milliseconds, is shown. */
const NOTICEABLE = 700;

/** An update under way, as its progress is shown. */
interface Work {
  isCancelled: boolean;
  phase: UpdatePhase;
  /** Shows what is being done, once something is shown. */
  show: () => void;
}

/** Carries out updates of the running programs, one at a time for each. */
export class LiveUpdates {
  /** An update has begun, or the last one has ended. */
  readonly busy = new Signal<LiveSession>();
  readonly finished = new Signal<{ session: LiveSession; end: UpdateEnd }>();

  readonly #parts: UpdateParts;
  readonly #sessions = new Map<string, LiveSession>();
  readonly #queue = new UpdateQueue<UpdateRequest, UpdateEnd>({
    run: (id, request) => this.#run(id, request),
    join: joinRequests,
  });
  readonly #running = new Set<string>();

  constructor(parts: UpdateParts) {
    this.#parts = parts;
  }

  isBusy(session: LiveSession): boolean {
    return this.#running.has(session.record.socket);
  }

  /** Resolves when the request has been dealt with; what came of it is told by `finished` too. */
  request(session: LiveSession, request: UpdateRequest): Promise<UpdateEnd> {
    const id = session.record.socket;
    this.#sessions.set(id, session);
    return this.#queue.request(id, request);
  }

  readonly applyReviewed: ReviewedApply = (session, { acceptProposals }) =>
    this.request(session, { kind: 'apply', cause: 'review', reviewed: true, acceptProposals });

  async #run(id: string, request: UpdateRequest): Promise<UpdateEnd> {
    const session = this.#sessions.get(id);
    if (!session || session.hasEnded) return { kind: 'ended', by: request };
    const work: Work = { isCancelled: false, phase: 'planning', show: () => undefined };
    this.#running.add(id);
    this.busy.fire(session);
    const working = runUpdate(request, this.#portsFor(session, work));
    const shown = this.#showLongWork(session, working, work, request.kind === 'apply');
    const end = await working;
    shown.dispose();
    if (end.kind === 'applied' && end.plan) session.keepPlan(end.result.version, end.plan);
    if (end.kind === 'applied' || (end.kind === 'cancelled' && end.result)) {
      await session.knows(end.result?.version ?? session.version);
    }
    this.#running.delete(id);
    this.busy.fire(session);
    this.finished.fire({ session, end });
    return end;
  }

  #portsFor(session: LiveSession, work: Work): FlowPorts {
    const { settings, files } = this.#parts;
    const { review, stopTimeout } = settings;
    return {
      save: () => files.save(session),
      plan: () => this.#plan(session),
      apply: (options) => session.call('apply', options, stopTimeout + PATIENCE),
      rollback: () => session.call('rollback', undefined, PATIENCE),
      review,
      stopTimeout,
      planFile: join(session.record.cwd, 'restitch-plan.json'),
      isCancelled: () => work.isCancelled,
      begins: (phase) => {
        work.phase = phase;
        work.show();
      },
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    };
  }

  /** Without an answer the session plans by itself. */
  async #plan(session: LiveSession): Promise<PlanAnswer | undefined> {
    try {
      const asked = { session: session.name, types: 'decided' as const };
      return await this.#parts.language.request(planRequest, asked);
    } catch (error) {
      this.#parts.log.warn(`${session.name}: planned by the program itself: ${messageOf(error)}`);
      return undefined;
    }
  }

  #showLongWork(
    session: LiveSession,
    working: Promise<UpdateEnd>,
    work: Work,
    cancellable: boolean,
  ): { dispose: () => void } {
    const { t } = this.#parts;
    const title = t('Updating {0}…', session.name);
    const timer = setTimeout(() => {
      const options = { location: ProgressLocation.Notification, title, cancellable };
      void window.withProgress(options, async (progress, token) => {
        work.show = () => progress.report({ message: this.#phaseText(work) });
        work.show();
        token.onCancellationRequested(() => {
          work.isCancelled = true;
          // The notification goes when it is cancelled; what there is still to do is told by itself.
          if (work.phase !== 'planning') void this.#showTakingBack(session, working);
        });
        await working;
      });
    }, NOTICEABLE);
    return { dispose: () => clearTimeout(timer) };
  }

  #phaseText({ phase, isCancelled }: Work): string {
    const { t } = this.#parts;
    switch (phase) {
      case 'planning':
        return t('planning');
      case 'applying':
        return isCancelled ? t('will be taken back') : t('moving the stacks to the new code');
      case 'takingBack':
        return t('taking it back');
    }
  }

  /** A session that has begun is not stopped in the middle. */
  async #showTakingBack(session: LiveSession, working: Promise<UpdateEnd>): Promise<void> {
    const title = this.#parts.t(
      'The update of {0} has begun: it is taken back as soon as it is made.',
      session.name,
    );
    const options = { location: ProgressLocation.Notification, title };
    await window.withProgress(options, () => working);
  }
}
